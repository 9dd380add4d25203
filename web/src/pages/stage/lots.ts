// Lots that anybody can draw again: the same computation as the service's (crates/scoring/src/draw.rs), in the browser of whoever doubts.
import type { components } from '../../api/schema'

export type Transcript = components['schemas']['DrawView']
export type Drawn = components['schemas']['DrawnView']
export type Commitment = components['schemas']['CommitmentView']

/** Browsers compute digests only on pages that came over https, or from the machine itself. */
export const canHash = (): boolean => typeof crypto.subtle !== 'undefined'

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array((text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)))

/** Eight big-endian bytes. */
function eight(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** 32 random bytes with their SHA-256: the one is kept, the other published. */
export async function freshSecret(): Promise<{ reveal: string; commitment: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return { reveal: hex(bytes), commitment: hex(await digest(bytes)) }
}

/** Whether what was revealed is what was committed to. */
export async function keeps(reveal: string, commitment: string): Promise<boolean> {
  return /^[0-9a-f]{64}$/.test(reveal) && hex(await digest(bytesOf(reveal))) === commitment
}

/** The key: the domain, a zero byte, and every word and code behind its length. */
async function keyOf(domain: string, words: string[], codes: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const parts = [encoder.encode(domain), new Uint8Array(1)]
  for (const text of [...words, ...codes]) {
    const bytes = encoder.encode(text)
    parts.push(eight(bytes.length), bytes)
  }
  return digest(joined(parts))
}

/** A stream of numbers of 64 bits that the key decides. */
async function* numbers(key: Uint8Array<ArrayBuffer>): AsyncGenerator<bigint> {
  const keyed = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  for (let block = 0; ; block += 1) {
    const view = new DataView(await crypto.subtle.sign('HMAC', keyed, eight(block)))
    for (const at of [0, 8, 16, 24]) yield view.getBigUint64(at)
  }
}

/** Draws again out of the words and codes alone, and says whether the same key and order come out. */
export async function drawAgain(told: Transcript): Promise<boolean> {
  const codes = [...told.codes].sort()
  const key = await keyOf(told.domain, told.seed_parts, codes)
  const stream = numbers(key)
  const order = [...codes]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const bound = BigInt(last + 1)
    const spill = 2n ** 64n % bound
    let number = (await stream.next()).value as bigint
    while (spill > 0n && number >= 2n ** 64n - spill) number = (await stream.next()).value as bigint
    const chosen = Number(number % bound)
    const held = order[last] as string
    order[last] = order[chosen] as string
    order[chosen] = held
  }
  return hex(key) === told.key_hex && order.join() === told.order.join()
}

const place = (round: string): string => `weiguang.draw.${round}`

/** What this device committed to and has not shown yet. */
export const keptSecret = (round: string): string => localStorage.getItem(place(round)) ?? ''
export const keepSecret = (round: string, secret: string): void => localStorage.setItem(place(round), secret)
export const forgetSecret = (round: string): void => localStorage.removeItem(place(round))

/** Rounds live by the time of China, wherever the device is. */
const OFFSET_MS = 8 * 3_600_000

/** An instant as a field for date and time holds it. */
export const localTime = (at: number): string => new Date(at + OFFSET_MS).toISOString().slice(0, 19)

/** What such a field means; null when it is not filled in. */
export function instantOf(local: string): string | null {
  const at = Date.parse(`${local}${local.length === 16 ? ':00' : ''}+08:00`)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
