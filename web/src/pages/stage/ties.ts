// Proposals that are equal to the last: who leads the evening and the chair see the same list.
import { ref, type Ref } from 'vue'
import { as, body } from '../../api/client'
import type { OpenTie } from '../../api/views'

export interface OpenTies {
  /** `null` until the service has said whether there are any. */
  list: Ref<OpenTie[] | null>
  load(): Promise<void>
}

export function openTies(round: string, asker: 'person' | 'judge'): OpenTies {
  const list = ref<OpenTie[] | null>(null)
  const load = async () => {
    list.value = (await body(as(asker).GET('/api/v1/rounds/{id}/tie-acts', { params: { path: { id: round } } }))).items
  }
  return { list, load }
}

/** Who is equal, as people read it. */
export const names = (tie: OpenTie, and: string): string => tie.proposals.map((one) => one.code).join(and)
