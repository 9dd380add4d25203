// Reading without a network: the last copy of what was read, with the time at which it was true.
import { ref, type Ref } from 'vue'
import { Refused, Unreachable } from '../api/client'
import { serverNow } from '../clock'
import { get, put } from './db'

export interface Kept {
  at: number
  value: unknown
}

export interface Reading<T> {
  value: Ref<T | null>
  /** Since when the shown copy is old; null while it is fresh. */
  oldSince: Ref<number | null>
  problem: Ref<Refused | Unreachable | null>
  load(): Promise<void>
}

/** Network first; without one the kept copy, marked as old. */
export function reading<T>(key: string, ask: () => Promise<T>): Reading<T> {
  const value = ref<T | null>(null) as Ref<T | null>
  const oldSince = ref<number | null>(null)
  const problem = ref<Refused | Unreachable | null>(null)

  async function fallBack(): Promise<boolean> {
    const kept = value.value === null ? await get('kept', key) : undefined
    if (kept) {
      value.value = kept.value as T
      oldSince.value = kept.at
    }
    return value.value !== null
  }

  async function load(): Promise<void> {
    try {
      const fresh = await ask()
      value.value = fresh
      oldSince.value = null
      problem.value = null
      await put('kept', key, { at: serverNow(), value: fresh })
    } catch (error) {
      if (error instanceof Unreachable) {
        oldSince.value ??= serverNow()
        if (!(await fallBack())) problem.value = error
      } else if (error instanceof Refused) {
        problem.value = error
      } else {
        throw error
      }
    }
  }

  return { value, oldSince, problem, load }
}
