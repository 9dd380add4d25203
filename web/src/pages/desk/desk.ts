// What the standings desk reads. The document describes the outside of each answer; the traces inside are described here.
import { computed, inject, provide, ref, shallowRef, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { as, body, Refused, Unreachable } from '../../api/client'
import { documentOf, type Round, type Track } from '../../api/document'
import type { PublicProject, TieAct } from '../../api/views'

export interface Shown {
  exact: string
  rounding: { decimals: number; mode: string } | null
  published: string
  text: string
}

export interface OnSheet {
  judge: string
  marks: (string | null)[]
  total: string | null
}

export type Use = 'kept' | 'dropped_low' | 'dropped_high'

export interface Weighed {
  id: string
  weight: number
  value: string
}

export interface Step {
  step: string
  component?: string
  stage?: string
  form?: string | null
  maxima?: string[]
  sheets?: OnSheet[]
  method?: string
  used?: { judge: string; value: string; use: Use }[]
  absent?: string[]
  recused?: string[]
  approve?: number
  cast?: number
  parts?: Weighed[]
  extras?: { id: string; kind: string; counted: string }[]
  clip?: string | null
  figure?: Shown
}

export interface Standing {
  award_order: number
  rank: number
  printed_rank: string
  decided_by: string | null
  proposal: string
  final_score: { exact: string; published: string; text: string }
  steps: Step[]
}

export interface Source {
  kind: string
  rule?: { method: string }
}

export interface Rules {
  rubric: { criteria: { id: string; name: string; max: string }[] } | null
  components: { id: string; weight: number; source: Source }[]
}

export interface Trace {
  track: string
  rules_digest: string
  recomputed: boolean
  rules: Rules
  standings: { rows: Standing[]; unscored: string[]; why_unscored: Record<string, unknown> }
}

export interface Lots {
  seed_parts: string[]
  key_hex: string
  order: string[]
}

export interface TieDecision {
  track: string
  rank: number
  score: string
  proposals: string[]
  order: string[]
  decided_by: string
  links: { link: string; figures: Record<string, string | null> }[]
  lots: Lots[]
  entered: TieAct[]
}

export interface JudgeFigures {
  judge: string
  marks: number
  mean: number | null
  severity: number | null
  spread: number | null
  standard_deviation: number | null
  spearman_rest: number | null
  flags: { kind: string; figure: number; bound: number }[]
}

export interface Reliability {
  track: string
  figures: {
    kendall_w: { w: number; p: number } | null
    kendall_w_reason?: string
    krippendorff_alpha: Record<string, number | null>
  }
}

export interface Odds {
  proposal: string
  interval_90: [number, number] | null
  award?: number
}

export interface Intervals {
  track: string
  reason: string | null
  figures: null | {
    method: string
    outcomes: number
    proposals: Odds[]
    too_close_to_call: { from: number; to: number; proposals: string[] }[]
    without_judge: { judge: string; ranks: Record<string, number | null>; awards_that_change: string[] }[]
  }
}

export interface Change {
  proposal: string
  official_fen: number
  here_fen: number
}

export interface WhatIf {
  funded: number
  spent_fen: number
  left_fen: number
  scores_that_differ: number
  awards_that_differ: Change[]
}

export interface Alterations {
  track: string
  alterations: Record<string, WhatIf | string | null>
}

export interface Margin {
  track: string
  reason: string | null
  margin: null | { proposal: string; judge: string; from: string; to: string; change: string; awards_that_change: string[] }
}

export interface Grant {
  proposal: string
  tier: string | null
  asked_fen: number
  amount_fen: number | null
  limited_by: string | null
  result: 'proposed' | 'reserve' | 'not_selected'
  reason: string | null
  pool_left_fen: number
}

export interface Way {
  way: string
  funded: number
  spent_fen: number
  left_fen: number
  gains: Change[]
  losses: Change[]
  certificate: { gap: number } | null
}

export interface Allocations {
  track: string
  reason: string | null
  official: null | { grants: Grant[]; left_fen: number }
  others: Way[]
}

export interface Answers {
  standings: Trace[]
  'tie-decisions': TieDecision[]
  'judge-report': { track: string; judges: JudgeFigures[] }[]
  reliability: Reliability[]
  'rank-intervals': Intervals[]
  'what-if': Alterations[]
  'award-margin': Margin[]
  allocations: Allocations[]
}

/** Something that is asked for once it is needed, and never kept on the device: judges' marks do not belong there. */
export interface Asked<T> {
  value: Ref<T | null>
  problem: Ref<Refused | Unreachable | null>
  load(): Promise<void>
}

export function asked<T>(ask: () => Promise<T>): Asked<T> {
  const value = shallowRef<T | null>(null)
  const problem = ref<Refused | Unreachable | null>(null)
  async function load(): Promise<void> {
    try {
      value.value = await ask()
      problem.value = null
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error
      problem.value = error
    }
  }
  return { value, problem, load }
}

export interface Desk {
  id: string
  round: Ref<Round | null>
  tracks: ComputedRef<Track[]>
  /** A project by its code, as people call it. */
  title(code: string): string
  read<K extends keyof Answers>(what: K): Asked<Answers[K]>
}

const KEY: InjectionKey<Desk> = Symbol('desk')

export function useDesk(): Desk {
  const desk = inject(KEY)
  if (!desk) throw new Error('a part of the desk outside of its page')
  return desk
}

/** Every project of a round, page by page. */
async function projectsOf(id: string): Promise<PublicProject[]> {
  const all: PublicProject[] = []
  let after: string | null | undefined
  do {
    const query = { limit: 100, ...(after ? { after } : {}) }
    const page = await body(as('person').GET('/api/v1/rounds/{id}/projects', { params: { path: { id }, query: query as never } }))
    all.push(...page.items)
    after = page.next
  } while (after)
  return all
}

/** What the parts of one round's desk share; each answer is asked for once. */
export function shareDesk(id: string): Desk & { ready: Asked<Round> } {
  const person = as('person')
  const path = { params: { path: { id } } }
  const list = person.GET as unknown as (place: string, of: object) => Promise<{ data?: { items: unknown }; response: Response }>
  const titles = shallowRef(new Map<string, string>())
  const answers = new Map<keyof Answers, Asked<unknown>>()
  const ready = asked(async () => {
    const [round, projects] = await Promise.all([body(person.GET('/api/v1/rounds/{id}', path)), projectsOf(id)])
    titles.value = new Map(projects.map((one) => [one.code, one.title]))
    return round
  })

  function read<K extends keyof Answers>(what: K): Asked<Answers[K]> {
    const held = answers.get(what)
    if (held) return held as Asked<Answers[K]>
    const made = asked(async () => (await body(list(`/api/v1/rounds/{id}/${what}`, path))).items as Answers[K])
    answers.set(what, made as Asked<unknown>)
    void made.load()
    return made
  }

  const desk = {
    id,
    ready,
    round: ready.value,
    tracks: computed(() => (ready.value.value ? documentOf(ready.value.value).rules.tracks : [])),
    title: (code: string) => titles.value.get(code) ?? code,
    read,
  }
  provide(KEY, desk)
  return desk
}

/** The panels of judges' totals, one for each jury; a panel over one criterion is none of them. */
export const panels = (row: Standing): Step[] => row.steps.filter((step) => step.step === 'panel' && !step.stage?.startsWith('criterion:'))

/** The judges' totals of a project, with what became of each; where the rules drop marks criterion by criterion, every total is kept. */
export function totals(row: Standing): { judge: string; value: string; use: Use }[] {
  const used = panels(row).flatMap((step) => step.used ?? [])
  if (used.length > 0) return used
  const sheets = row.steps.flatMap((step) => (step.step === 'totals' ? (step.sheets ?? []) : []))
  return sheets.flatMap((sheet) => (sheet.total === null ? [] : [{ judge: sheet.judge, value: sheet.total, use: 'kept' as const }]))
}

/** A figure of the statistics: two decimals, a true minus. */
export const figure = (value: number | null | undefined, places = 2): string => (value === null || value === undefined ? '–' : value.toFixed(places).replace('-', '−'))

/** The same with its sign always. */
export const signed = (value: number | null | undefined): string => (value !== null && value !== undefined && value > 0 ? `+${figure(value)}` : figure(value))
