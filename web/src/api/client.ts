// The one door to the service: a client typed by the OpenAPI document, and refusals as values of one class.
// Of openapi-fetch only the types are used: what it does at run time is 30 lines here, and a judge's phone does not load the rest.
import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema'
import { send, type Asker } from './session'

export type Problem = components['schemas']['Problem']

/** The service said no, with the rule that refused. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code ?? problem.type)
  }
}

/** No answer came: the network is gone or the service is not there. */
export class Unreachable extends Error {}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'
export type ServiceClient = Pick<Client<paths>, Method>

interface Options {
  params?: { path?: Record<string, string>; query?: Record<string, string | number> }
  body?: unknown
  headers?: Record<string, string>
}

/** The typed client of one asker. */
export function as(asker: Asker): ServiceClient {
  const method = (name: Method) => (path: string, options: Options = {}) => ask(asker, name, path, options)
  return { GET: method('GET'), PUT: method('PUT'), POST: method('POST'), DELETE: method('DELETE') } as unknown as ServiceClient
}

async function ask(asker: Asker, method: Method, path: string, { params, body, headers }: Options): Promise<Answer<unknown>> {
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.path?.[name] ?? ''))
  const query = new URLSearchParams(Object.entries(params?.query ?? {}).map(([name, value]) => [name, String(value)]))
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const url = query.size > 0 ? `${place}?${query}` : place
  const response = await send(asker, new Request(url, { method, headers: { ...type, ...headers }, ...sent }))
  const read: unknown = await response.json().catch(() => null)
  return response.ok ? { data: read, response } : { error: read, response }
}

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The body of a good answer; throws [[Refused]] or [[Unreachable]] otherwise. */
export async function body<T>(asking: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await asking
  } catch (cause) {
    throw new Unreachable('no answer', { cause })
  }
  if (answer.response.ok) return answer.data as T
  throw new Refused(problemOf(answer.error, answer.response.status))
}

/** The same as one of the views of views.ts, which know the closed sets that the document writes as plain strings; agreement.ts holds them against it. */
export const view = <T>(asking: Promise<Answer<unknown>>): Promise<T> => body(asking) as Promise<T>

/** What was answered, as a problem even where something in between answered in its stead. */
export function problemOf(error: unknown, status: number): Problem {
  if (typeof error === 'object' && error !== null && 'type' in error) return error as Problem
  const type = status === 401 ? '/problems/unauthenticated' : status === 404 ? '/problems/not-found' : '/problems/busy'
  return { type, title: '', status }
}

/** A key that makes a repeated request count once. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
