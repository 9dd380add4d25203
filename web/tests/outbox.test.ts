// What a judge hands in is safe before it is sent, is sent once, and goes only when the service has taken that very edit.
import { fire } from './window'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { signedIn, signedOut } from '../src/api/session'
import { arrived, drain, leave, open, sender, waiting } from '../src/offline/outbox'

type Sent = { path: string; key: string; body: unknown }
let sent: Sent[] = []
let network: (sent: Sent) => Promise<Response> | Response
let owner = 0

globalThis.fetch = (async (input: RequestInfo, init?: RequestInit) => {
  const request = new Request(input, init)
  const one = { path: new URL(request.url).pathname, key: request.headers.get('idempotency-key') ?? '', body: await request.json().catch(() => null) }
  if (one.key) sent.push(one)
  return network(one)
}) as typeof fetch

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const entry = (mark: string) => ({ subject: 'sheet p1', owner: `judge ${owner}`, kind: 'judge' as const, method: 'PUT' as const, path: '/api/v1/proposals/p1/sheet', body: { marks: { a: mark } } })
const rest = () => new Promise((resolve) => setTimeout(resolve, 20))

beforeEach(async () => {
  sent = []
  owner += 1
  signedIn('judge', { access_token: 't', expires_at: '' })
  network = () => answer(200, { version: 1 })
  await open(`judge ${owner}`)
  await rest()
})

test('an entry is kept while there is no network and goes when it comes back, with the same key', async () => {
  network = () => Promise.reject(new TypeError('no network'))
  await leave(entry('1'))
  await rest()
  assert.deepEqual([waiting.value.length, sender.value, arrived.value.size], [1, 'offline', 0])
  network = () => answer(200, { version: 1 })
  fire('online')
  await rest()
  assert.deepEqual([waiting.value.length, sender.value], [0, 'idle'])
  assert.deepEqual(arrived.value.get('sheet p1')?.answer, { version: 1 })
  assert.equal(new Set(sent.map((one) => one.key)).size, 1)
})

test('an edit made while the first is on its way is sent too, with a key of its own', async () => {
  let release: (() => void) | undefined
  network = (one) =>
    (one.body as { marks: { a: string } }).marks.a === '1'
      ? new Promise((resolve) => (release = () => resolve(answer(200, { version: 1 }))))
      : answer(200, { version: 2 })
  await leave(entry('1'))
  await rest()
  await leave(entry('2'))
  release?.()
  await rest()
  assert.deepEqual(sent.map((one) => one.body), [{ marks: { a: '1' } }, { marks: { a: '2' } }])
  assert.equal(new Set(sent.map((one) => one.key)).size, 2)
  assert.deepEqual([waiting.value.length, arrived.value.get('sheet p1')?.answer], [0, { version: 2 }])
})

test('an edit is never lost, however close it comes to the answer to the one before', async () => {
  const turns = async (n: number) => {
    for (let turn = 0; turn < n; turn += 1) await Promise.resolve()
  }
  for (const status of [200, 409]) {
    for (let distance = 0; distance < 60; distance += 1) {
      let answered: (() => void) | undefined
      network = (one) => ((one.body as { marks: { a: string } }).marks.a === '2' ? answer(200, { version: 2 }) : new Promise((resolve) => (answered = () => resolve(answer(status, { version: 1 })))))
      await leave(entry('1'))
      await rest()
      answered?.()
      await turns(distance)
      await leave(entry('2'))
      await rest()
      assert.deepEqual([waiting.value.length, arrived.value.get('sheet p1')?.answer], [0, { version: 2 }], `${status}, ${distance} turns after the answer`)
    }
  }
})

test('a refusal is kept with its reason and not sent again', async () => {
  network = () => answer(409, { type: '/problems/not-now', title: '', status: 409, code: 'slot_sealed' })
  await leave(entry('1'))
  await rest()
  await drain()
  await rest()
  assert.equal(sent.length, 1)
  assert.deepEqual([waiting.value[0]?.refusal?.code, sender.value], ['slot_sealed', 'idle'])
})

test('a session that is over keeps everything', async () => {
  network = () => answer(401, { type: '/problems/unauthenticated', title: '', status: 401 })
  await leave(entry('1'))
  await rest()
  assert.deepEqual([waiting.value.length, waiting.value[0]?.refusal, sender.value], [1, undefined, 'signed-out'])
  signedOut('judge')
})

test('a service that is too busy is tried again, not taken for a refusal', async () => {
  for (const status of [429, 500, 503]) {
    network = () => answer(status, { type: '/problems/busy', title: '', status })
    await leave(entry(String(status)))
    await rest()
    assert.deepEqual([waiting.value.length, waiting.value[0]?.refusal, sender.value], [1, undefined, 'offline'], String(status))
  }
})

test('what another judge left on this device is neither shown nor sent', async () => {
  network = () => Promise.reject(new TypeError('no network'))
  await leave(entry('1'))
  await rest()
  network = () => answer(200, {})
  sent = []
  await open('judge somebody else')
  await drain()
  await rest()
  assert.deepEqual([sent.length, waiting.value.length], [0, 0])
  await open(`judge ${owner}`)
  await rest()
  assert.equal(sent.length, 1)
})
