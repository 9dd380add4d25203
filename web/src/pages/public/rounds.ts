// Reading rounds for the public pages.
import { as, body } from '../../api/client'
import type { Round } from '../../api/document'
import { reading } from '../../offline/kept'

export function useRounds() {
  const rounds = reading<Round[]>('rounds', async () => (await body(as('public').GET('/api/v1/rounds'))).items)
  void rounds.load()
  return rounds
}

export function useRound(id: string) {
  const round = reading<Round>(`round ${id}`, () => body(as('public').GET('/api/v1/rounds/{id}', { params: { path: { id } } })))
  void round.load()
  return round
}
