// What stands on a judge's sheet and where it is: on this device, on its way, or with the organiser.
import type { Criterion, JudgingPack, JudgingProposal, JudgingSheet, StageView } from '../../api/views'
import type { Acknowledged, Waiting } from '../../offline/outbox'
import { read, write } from '../../marks'

export interface Draft {
  proposal: string
  marks: Record<string, string>
  comment: string
}

export type Where = 'recused' | 'signed' | 'absent' | 'refused' | 'waiting' | 'draft' | 'delivered' | 'locked' | 'empty'

export interface Held {
  waiting: Waiting[]
  arrived: Map<string, Acknowledged>
  draft: Draft | undefined
  slot: 'waiting' | 'scoring' | 'sealed' | null
}

export const markSubject = (proposal: string) => `sheet ${proposal}`
export const signSubject = (proposal: string) => `signature ${proposal}`

export const waitingFor = (held: Held, subject: string) => held.waiting.find((entry) => entry.subject === subject)

/** The newest sheet that the service is known to hold: what was read, or what an acknowledgement brought. */
export function delivered(proposal: JudgingProposal, arrived: Map<string, Acknowledged>): JudgingSheet | null {
  const acks = [arrived.get(markSubject(proposal.id)), arrived.get(signSubject(proposal.id))]
  const sheets = [proposal.sheet, ...acks.map((ack) => ack?.answer as JudgingSheet | undefined)]
  const known = sheets.filter((sheet): sheet is JudgingSheet => !!sheet && typeof sheet.version === 'number')
  return known.reduce<JudgingSheet | null>((best, sheet) => (best && best.version >= sheet.version ? best : sheet), null)
}

export function draftOf(proposal: string, sheet: { marks: Record<string, string>; comment?: string | null } | null): Draft {
  return { proposal, marks: { ...sheet?.marks }, comment: sheet?.comment ?? '' }
}

export function same(a: Draft, b: Draft): boolean {
  const ids = new Set([...Object.keys(a.marks), ...Object.keys(b.marks)])
  return a.comment.trim() === b.comment.trim() && [...ids].every((id) => read(a.marks[id]) === read(b.marks[id]))
}

const blank = (draft: Draft) => Object.keys(draft.marks).length === 0 && draft.comment.trim() === ''

/** Where a judge's sheet is, most pressing first. */
export function where(proposal: JudgingProposal, held: Held): Where {
  const sheet = delivered(proposal, held.arrived)
  const mine = [waitingFor(held, markSubject(proposal.id)), waitingFor(held, signSubject(proposal.id))]
  if (proposal.recused) return 'recused'
  if (sheet?.state === 'absent') return 'absent'
  if (mine.some((entry) => entry?.refusal)) return 'refused'
  if (mine.some((entry) => entry)) return 'waiting'
  if (sheet?.state === 'signed') return 'signed'
  if (held.slot === 'sealed') return 'locked'
  if (held.draft && !blank(held.draft) && !same(held.draft, draftOf(proposal.id, sheet))) return 'draft'
  return sheet ? 'delivered' : 'empty'
}

/** The slot's state: the live view knows it before the pack does. */
export function slotState(proposal: JudgingProposal, stage: StageView | null): Held['slot'] {
  return stage?.slots.find((slot) => slot.proposal.id === proposal.id)?.state ?? proposal.slot?.state ?? null
}

export function totalOf(criteria: Criterion[], marks: Record<string, string>): { total: string; missing: Criterion[] } {
  const missing = criteria.filter((criterion) => read(marks[criterion.id]) === null)
  const sum = criteria.reduce((all, criterion) => all + (read(marks[criterion.id]) ?? 0), 0)
  return { total: write(sum), missing }
}

/** Whether the rules want a comment with this total. */
export function commentWanted(rubric: JudgingPack['rubric'], total: string): boolean {
  const bounds = rubric.comment_required
  if (!bounds) return false
  const sum = read(total) ?? 0
  return sum < (read(bounds.total_below) ?? 0) || sum > (read(bounds.total_above) ?? Number.MAX_SAFE_INTEGER)
}
