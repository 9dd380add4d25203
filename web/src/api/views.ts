// What pages read, with its closed sets as unions; agreement with api-spec/openapi.json is held in agreement.ts.
import type { components } from './schema'

export type Audience = 'host' | 'judge' | 'juror' | 'screen' | 'public' | 'overseer'
export type RevealMode = 'live' | 'when_complete' | 'one_by_one' | 'progress_only' | 'frozen'
export type SceneKind = 'welcome' | 'card' | 'waiting' | 'single' | 'ranking' | 'awards' | 'favourite' | 'thanks' | 'blackout'
export type Choice = 'approve' | 'oppose'

export interface Pitch {
  id: string
  code: string
  title: string
  applicant_name: string
  category?: string | null
  community_name?: string | null
}

export interface ResultRow {
  proposal: string
  code: string
  title: string
  final: string
  rank: number | null
  award_order?: number | null
  parts: Record<string, { kind: string; score: string; exact: string; weight_percent: number }>
  judges: { judge: string; total: string; dropped: null | 'high' | 'low' }[]
  approve?: number | null
  cast?: number | null
  decided_by?: string | null
  chair_reason?: string | null
}

export interface StageSlot {
  id: string
  position: number
  state: 'waiting' | 'scoring' | 'sealed'
  voting: 'closed' | 'open'
  planned_from: string
  planned_to: string
  opened_at: string | null
  sealed_at: string | null
  revealed_at: string | null
  proposal: Pitch
  submitted: number | null
  seats: number
  missing: string[] | null
  recused: number
  ballots: number | null
  result: ResultRow | null
}

export interface Timer {
  phase: 'present' | 'questions'
  length_secs: number
  started_at: string | null
  left_secs_when_paused: number | null
}

export interface AwardRow {
  proposal: string
  code: string
  title: string
  tier: string | null
  amount_fen: number | null
  award_order: number
}

export interface StageView {
  sequence: number
  server_time: string
  audience: Audience
  round: { id: string; title: string; state: string }
  rehearsal: boolean
  reveal_mode: RevealMode
  scene: { kind: SceneKind; proposal: string | null; step: number }
  now: string | null
  next: string | null
  timer: Timer | null
  draw: null | { commitment_hex?: string | null; transcript?: unknown }
  slots: StageSlot[]
  ranking: ResultRow[] | null
  awards: AwardRow[] | null
  favourite: null | { proposal: string; code: string; title: string; approve: number; cast: number }
  devices: null | { seat?: string | null; screen?: string | null; last_seen_at?: string | null }[]
}

export interface Criterion {
  id: string
  name: string
  max: string | number
  bands: { name: string; from: string; to: string }[]
}

export interface JudgingSheet {
  state: 'saved' | 'signed' | 'absent'
  marks: Record<string, string>
  comment?: string | null
  version: number
  saved_at: string
  signed_at?: string | null
  total?: string | null
}

export interface JudgingProposal extends Pitch {
  summary?: string | null
  position: number | null
  slot: { id: string; state: 'waiting' | 'scoring' | 'sealed' } | null
  recused: null | { kind: string; source: string }
  sheet: JudgingSheet | null
}

export interface JudgingPack {
  round: { id: string; title: string }
  judge: { code: string; name: string }
  stage: string
  declared_at: string | null
  rehearsal: boolean
  rubric: {
    step: string
    criteria: Criterion[]
    comment_required?: { total_below: string; total_above: string } | null
  }
  proposals: JudgingProposal[]
}

export interface VotingSlot {
  id: string
  position: number
  state: 'waiting' | 'scoring' | 'sealed'
  voting: 'closed' | 'open'
  proposal: Pitch
  choice: null | Choice | 'excluded'
}

export interface VotingList {
  round: { id: string; title: string }
  code: string
  slots: VotingSlot[]
}

export type PublicProject = components['schemas']['ProjectView']

export interface PublicResults {
  published: 'hidden' | 'partial' | 'complete'
  rows: ResultRow[]
  digest: string | null
}

export type Seat = components['schemas']['SeatedView']
export type EnteredFigure = components['schemas']['EnteredFigureView']
export type OpenTie = components['schemas']['OpenTieView']
export type TieAct = components['schemas']['TieActView']
