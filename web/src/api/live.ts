// The live stream of an evening: server-sent events read with fetch, because EventSource cannot carry a token.
import { ref, type Ref } from 'vue'
import { setTime } from '../clock'
import { send, type Asker } from './session'
import type { StageView } from './views'

/** The longest is short enough that everybody is back within two seconds after the service is. */
const WAITS = [250, 500, 1000, 1500]
/** The service sends a heartbeat every 15 s; a stream that is silent for so much longer is dead, whatever the socket says. */
const SILENCE = 25_000

export type Link = 'connecting' | 'live' | 'lost' | 'refused'

export interface Following {
  view: Ref<StageView | null>
  link: Ref<Link>
  stop(): void
}

/** Cuts a stream of text into events; keeps what is not complete yet. */
export class Cutter {
  private rest = ''

  take(text: string): { id: string; data: string }[] {
    const blocks = (this.rest + text).replaceAll('\r\n', '\n').split('\n\n')
    this.rest = blocks.pop() ?? ''
    return blocks.map(event).filter((found) => found.data !== '')
  }
}

function event(block: string): { id: string; data: string } {
  let id = ''
  const data: string[] = []
  for (const line of block.split('\n')) {
    if (line.startsWith('id:')) id = line.slice(3).trim()
    if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''))
  }
  return { id, data: data.join('\n') }
}

/** Follows a round's stage until it is told to stop. Each message is the whole view, so a missed one is never guessed. */
export function follow(round: string, asker: Asker): Following {
  const view = ref<StageView | null>(null) as Ref<StageView | null>
  const link = ref<Link>('connecting')
  let last = ''
  let tries = 0
  let stopped = false
  let abort = new AbortController()
  let wake: (() => void) | undefined

  async function listen(): Promise<void> {
    abort = new AbortController()
    const headers: Record<string, string> = { accept: 'text/event-stream' }
    if (last) headers['last-event-id'] = last
    const request = new Request(`/api/v1/rounds/${round}/live`, { headers, signal: abort.signal, cache: 'no-store' })
    const answer = await send(asker, request)
    if (!answer.ok || !answer.body) return readOnce()
    link.value = 'live'
    tries = 0
    await read(answer.body.getReader())
  }

  /** Where there is no stream to be had (too many from one hall, a proxy in between) the view is read instead, now and then. */
  async function readOnce(): Promise<void> {
    const answer = await send(asker, new Request(`/api/v1/rounds/${round}/stage`, { signal: abort.signal, cache: 'no-store' }))
    if ([401, 403, 404].includes(answer.status)) link.value = 'refused'
    else if (answer.ok) show((await answer.json()) as StageView)
  }

  function show(shown: StageView): void {
    setTime(shown.server_time)
    view.value = shown
    if (link.value !== 'live') link.value = 'lost'
  }

  async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    const cutter = new Cutter()
    for (;;) {
      const silence = setTimeout(() => abort.abort(), SILENCE)
      const { done, value } = await reader.read().finally(() => clearTimeout(silence))
      if (done) return
      for (const message of cutter.take(decoder.decode(value, { stream: true }))) {
        last = message.id || last
        show(JSON.parse(message.data) as StageView)
      }
    }
  }

  function pause(): Promise<void> {
    const wait = WAITS[Math.min(tries, WAITS.length - 1)] ?? 1500
    tries += 1
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await listen().catch(() => undefined)
      if (stopped) return
      if (link.value !== 'refused') link.value = 'lost'
      await pause()
    }
  }

  /** The network is back: a stream from before the gap may be dead while it looks alive, so it is begun anew. */
  const hurry = () => {
    tries = 0
    abort.abort()
    wake?.()
  }
  window.addEventListener('online', hurry)
  void run()
  return {
    view,
    link,
    stop() {
      stopped = true
      window.removeEventListener('online', hurry)
      abort.abort()
      wake?.()
    },
  }
}
