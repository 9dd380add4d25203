// The parts of a round's document that pages show; the service checks the whole of it.
import type { components } from './schema'

export type Round = components['schemas']['RoundView']
export type Notice = components['schemas']['NoticeView']

export interface Tier {
  name: string
  from: string
  fen: number
}

export interface Track {
  id: string
  name: string
  pool_fen: number
  tiers: Tier[]
}

export interface Stage {
  kind: string
  min_fen?: number
  cap_fen?: number
  proposals_per_applicant?: number
  applicant_kinds?: string[]
  correction_working_days?: number
  working_days?: number
  min_sessions?: number
  reviewers?: number
  pass?: string
  present_secs?: number
  questions_secs?: number
  judges?: number
  public_jury?: number
  rubric?: { step: string; criteria: { id: string; name: string; max: string | number }[] }
  instalments?: { percent: number; gate: string }[]
  days?: number | null
}

export interface RoundDocument {
  rules: { tracks: Track[]; stages: Stage[] }
  schedule: Record<string, string | [string, string] | string[] | null>
  categories: string[]
}

export const documentOf = (round: Round): RoundDocument => round.document as unknown as RoundDocument
export const stageOf = (round: Round, kind: string): Stage | undefined => documentOf(round).rules.stages.find((stage) => stage.kind === kind)

/** Whether proposals are taken at this instant; a deadline is the first instant that is too late. */
export function intake(round: Round, now: number): 'before' | 'open' | 'over' {
  if (now < Date.parse(round.call_opens_at)) return 'before'
  return round.call_closes_at && now >= Date.parse(round.call_closes_at) ? 'over' : 'open'
}
