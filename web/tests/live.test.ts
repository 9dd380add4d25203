// The stream is cut into events wherever the network happens to cut it.
import { fire } from './window'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Cutter, follow } from '../src/api/live'
import { face, secondsLeft } from '../src/pages/stage/clockwork'

const STREAM = 'id: 7\nevent: stage\ndata: {"a":1}\n\n: ping\n\nid: 8\r\nevent: stage\r\ndata: {"b":\r\ndata: 2}\r\n\r\n'
const WHOLE = [{ id: '7', data: '{"a":1}' }, { id: '8', data: '{"b":\n2}' }]

test('events come out the same wherever the text is cut in two', () => {
  for (let at = 0; at <= STREAM.length; at += 1) {
    const cutter = new Cutter()
    assert.deepEqual([...cutter.take(STREAM.slice(0, at)), ...cutter.take(STREAM.slice(at))], WHOLE, `cut at ${at}`)
  }
})

test('a heartbeat and a half event are no event', () => {
  assert.deepEqual(new Cutter().take(': ping\n\nid: 9\ndata: {}\n'), [])
})

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries += 1) {
    assert.ok(tries < 200, 'it did not come about')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('a stream that stands silently is begun anew when the network is back', async () => {
  let streams = 0
  globalThis.fetch = (async (request: Request) => {
    streams += 1
    const start = (stream: ReadableStreamDefaultController) => request.signal.addEventListener('abort', () => stream.error(request.signal.reason))
    return new Response(new ReadableStream({ start }))
  }) as typeof fetch
  const following = follow('r1', 'public')
  await until(() => following.link.value === 'live')
  await new Promise((resolve) => setTimeout(resolve, 400))
  assert.equal(streams, 1)
  fire('online')
  await until(() => streams === 2 && following.link.value === 'live')
  following.stop()
})

test('the timer counts down by the service clock, pauses, and counts up when the time is over', () => {
  const at = '2025-04-19T09:00:00Z'
  const start = Date.parse(at)
  const running = { phase: 'present', length_secs: 300, started_at: at, left_secs_when_paused: null } as const
  const table: [number, string][] = [[0, '5:00'], [1, '5:00'], [1_000, '4:59'], [299_000, '0:01'], [300_000, '0:00'], [301_000, '+0:01'], [361_000, '+1:01']]
  for (const [passed, shown] of table) assert.equal(face(secondsLeft(running, start + passed)), shown, String(passed))
  assert.equal(face(secondsLeft({ ...running, started_at: null, left_secs_when_paused: 65 }, start)), '1:05')
  assert.equal(face(secondsLeft({ ...running, left_secs_when_paused: 65 }, start + 5_000)), '1:00')
})
