// What waits for the network. An entry is written before it is sent, and goes only when the service has acknowledged that very edit.
import { ref, shallowRef } from 'vue'
import { freshKey, problemOf, type Problem } from '../api/client'
import { send, type Kind } from '../api/session'
import { serverNow } from '../clock'
import { all, put, remove, settle } from './db'

export interface Waiting {
  /** What it is about; a newer edit of the same subject takes its place. */
  subject: string
  /** Whose it is: only a session of the same owner may send it. */
  owner: string
  kind: Kind
  method: 'PUT' | 'POST'
  path: string
  body: unknown
  /** New for each edit, the same for each attempt: the service counts a repeated request once. */
  key: string
  savedAt: number
  /** Set when the service refused it: it is kept and not sent again. */
  refusal?: Problem
}

export interface Acknowledged {
  subject: string
  owner: string
  key: string
  at: number
  answer: unknown
}

export type Sender = 'idle' | 'sending' | 'offline' | 'signed-out'

/** Everything that waits, and everything that has arrived, as the pages see it. */
export const waiting = shallowRef<Waiting[]>([])
export const arrived = shallowRef<Map<string, Acknowledged>>(new Map())
export const sender = ref<Sender>('idle')

const FIRST_RETRY = 5_000
const LAST_RETRY = 60_000
let retry = FIRST_RETRY
let timer: ReturnType<typeof setTimeout> | undefined
let running = false
let owner: string | null = null

async function show(): Promise<void> {
  const held = await all('outbox')
  waiting.value = held.filter((entry) => entry.owner === owner).sort((a, b) => a.savedAt - b.savedAt)
  const acks = await all('acks')
  arrived.value = new Map(acks.filter((ack) => ack.owner === owner).map((ack) => [ack.subject, ack]))
}

/** Says whose entries are shown and sent from here on. */
export async function open(whose: string): Promise<void> {
  owner = whose
  await show()
  void drain()
}

/** Writes an entry, then tries to send it; returns when it is safe on this device. */
export async function leave(entry: Omit<Waiting, 'key' | 'savedAt' | 'refusal'>): Promise<void> {
  const full: Waiting = { ...entry, key: freshKey(), savedAt: serverNow() }
  await put('outbox', place(full), full)
  await show()
  retry = FIRST_RETRY
  void drain()
}

/** Takes a refused entry away, when the person says so. */
export async function discard(entry: Waiting): Promise<void> {
  await remove('outbox', place(entry))
  await show()
}

const place = (entry: { owner: string; subject: string }) => `${entry.owner} ${entry.subject}`

/** Sends what waits, oldest first, one sender at a time, also among the tabs of this browser. */
export async function drain(): Promise<void> {
  if (running) return
  running = true
  clearTimeout(timer)
  try {
    if (navigator.locks) await navigator.locks.request('weiguang-outbox', { ifAvailable: true }, (lock) => (lock ? sendAll() : again()))
    else await sendAll()
  } finally {
    running = false
  }
  // An edit that was left while the last one was in flight must not wait for the next alarm.
  if (sender.value === 'idle' && waiting.value.some((entry) => !entry.refusal)) void drain()
}

async function sendAll(): Promise<void> {
  for (;;) {
    const next = waiting.value.find((entry) => !entry.refusal)
    if (!next) {
      sender.value = 'idle'
      retry = FIRST_RETRY
      return
    }
    sender.value = 'sending'
    const outcome = await sendOne(next)
    await show()
    if (outcome !== 'done') {
      sender.value = outcome
      // Without a session nothing can be sent; scanning the card again starts the sender.
      if (outcome === 'offline') again()
      return
    }
  }
}

function again(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void drain(), retry)
  retry = Math.min(retry * 2, LAST_RETRY)
}

async function sendOne(entry: Waiting): Promise<'done' | 'offline' | 'signed-out'> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': entry.key }
  const request = new Request(entry.path, { method: entry.method, headers, body: JSON.stringify(entry.body) })
  let answer: Response
  try {
    answer = await send(entry.kind, request)
  } catch {
    return 'offline'
  }
  if (answer.ok) {
    await acknowledge(entry, await answer.json().catch(() => null))
    return 'done'
  }
  if (answer.status === 401) return 'signed-out'
  if (answer.status === 429 || answer.status >= 500) return 'offline'
  await refuse(entry, problemOf(await answer.json().catch(() => null), answer.status))
  return 'done'
}

async function acknowledge(entry: Waiting, answer: unknown): Promise<void> {
  const ack = { subject: entry.subject, owner: entry.owner, key: entry.key, at: serverNow(), answer }
  await put('acks', place(entry), ack)
  await settle('outbox', place(entry), (held) => held.key === entry.key)
}

async function refuse(entry: Waiting, refusal: Problem): Promise<void> {
  await settle('outbox', place(entry), (held) => held.key === entry.key, { ...entry, refusal })
}

/** The service can be reached again: nothing waits for its next alarm. */
export function hurry(): void {
  retry = FIRST_RETRY
  void drain()
}

window.addEventListener('online', hurry)
