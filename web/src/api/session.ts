// Who is signed in on this device. The access token lives in memory only; the refresh cookie is out of reach of scripts.
import { note } from '../clock'

/** One browser can hold one session of each kind at the same time. */
export type Kind = 'person' | 'judge' | 'juror' | 'screen'
export type Asker = Kind | 'public'

export interface Token {
  access_token: string
  expires_at: string
}

const tokens = new Map<Kind, string>()
const refreshing = new Map<Kind, Promise<boolean>>()

const mark = (kind: Kind) => `weiguang.signed.${kind}`

/** Whether this device has signed in as that kind before; keeps public pages from asking for a session that nobody has. */
export function wasSigned(kind: Kind): boolean {
  return localStorage.getItem(mark(kind)) !== null
}

export function signedIn(kind: Kind, token: Token): void {
  tokens.set(kind, token.access_token)
  localStorage.setItem(mark(kind), '1')
}

export function signedOut(kind: Kind): void {
  tokens.delete(kind)
  localStorage.removeItem(mark(kind))
}

async function refresh(kind: Kind): Promise<boolean> {
  const answer = await fetch('/api/v1/sessions/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind }),
  })
  note(answer)
  if (answer.ok) {
    signedIn(kind, (await answer.json()) as Token)
    return true
  }
  if (answer.status === 401) signedOut(kind)
  return false
}

/** Asks for a new access token, once for all who wait. A lost network is thrown on: it is no refusal. */
export function renew(kind: Kind): Promise<boolean> {
  const running = refreshing.get(kind)
  if (running) return running
  const started = refresh(kind).finally(() => refreshing.delete(kind))
  refreshing.set(kind, started)
  return started
}

/** Sends a request as who is signed in; renews the token once when it has run out. */
export async function send(asker: Asker, request: Request): Promise<Response> {
  if (asker === 'public') return note(await fetch(request))
  if (!tokens.has(asker) && wasSigned(asker)) await renew(asker)
  const again = request.clone()
  const answer = note(await fetch(withToken(asker, request)))
  if (answer.status !== 401 || !wasSigned(asker) || !(await renew(asker))) return answer
  return note(await fetch(withToken(asker, again)))
}

function withToken(kind: Kind, request: Request): Request {
  const token = tokens.get(kind)
  if (token) request.headers.set('authorization', `Bearer ${token}`)
  return request
}
