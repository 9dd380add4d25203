// The words of the pages. Chinese is the source and always there; English is typed against it and loaded when asked for.
import { computed, ref, shallowRef } from 'vue'
import type { declaration } from './zh-CN/declaration'
import type { desk } from './zh-CN/desk'
import type { judge } from './zh-CN/judge'
import type { links } from './zh-CN/links'
import type { lots } from './zh-CN/lots'
import type { publicPages } from './zh-CN/public'
import type { settings } from './zh-CN/settings'
import { site } from './zh-CN/site'
import type { stage } from './zh-CN/stage'
import type { vote } from './zh-CN/vote'

export type Language = 'zh-CN' | 'en'
type Areas = typeof site & typeof settings & typeof publicPages & typeof judge & typeof declaration & typeof stage & typeof vote & typeof desk & typeof links & typeof lots
export type Key = keyof Areas
export type Words = Record<Key, string>

/** Chinese as far as the pages that were opened need it: a judge's phone never loads the words of the public pages. */
let learned: Partial<Words> = site
const words = shallowRef<Partial<Words>>(site)
export const language = ref<Language>('zh-CN')

/** Adds the words of a group of pages; called by the page that opens the group. */
export function learn(more: Partial<Words>): void {
  learned = { ...learned, ...more }
  if (language.value === 'zh-CN') words.value = learned
}

/** The text of a key; `{name}` is filled in, and of `one|many` the first stands for 1. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const text = words.value[key] ?? key
  const [one, many] = text.split('|')
  const chosen = many !== undefined && values.n !== 1 ? many : (one ?? text)
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The text of a key that may not be there, for codes that come from the service. */
export function maybe(key: string, values: Record<string, string | number> = {}): string | null {
  return key in words.value ? t(key as Key, values) : null
}

export async function speak(wanted: Language): Promise<void> {
  words.value = wanted === 'en' ? (await import('./en')).en : learned
  language.value = wanted
  document.documentElement.lang = wanted
  localStorage.setItem('weiguang.language', wanted)
}

/** The language of the last visit, else Chinese. */
export async function greet(): Promise<void> {
  if (localStorage.getItem('weiguang.language') === 'en') await speak('en').catch(() => undefined)
}

const locale = computed(() => (language.value === 'en' ? 'en-GB' : 'zh-CN'))
const ZONE = 'Asia/Shanghai'

/** 14:03 */
export function clock(at: string | number): string {
  return new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))
}

/** 14:03:24 */
export function clockSeconds(at: string | number): string {
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, ...parts }).format(new Date(at))
}

/** 8月31日 17:00 */
export function moment(at: string | number): string {
  const parts = { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, ...parts }).format(new Date(at))
}

/** 2025年8月31日 */
export function day(at: string | number): string {
  const parts = { year: 'numeric', month: 'long', day: 'numeric' } as const
  return new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, ...parts }).format(new Date(at))
}

/** An amount in fen as people read it. */
export function money(fen: number): string {
  const whole = fen % 100 === 0
  const amount = new Intl.NumberFormat(locale.value, { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 })
  return `¥${amount.format(fen / 100)}`
}

/** Time left in words: two units, so that it reads like speech. */
export function left(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return t('left.days', { days, hours })
  if (hours > 0) return t('left.hours', { hours, minutes: rest })
  return t('left.minutes', { minutes: rest })
}
