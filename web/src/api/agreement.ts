// Holds what the pages read against what the service says it sends: a field that is renamed or gone does not compile here.
import type { components } from './schema'
import type * as views from './views'

/** A type with its closed sets opened: the document knows most of them as plain strings. */
type Open<T> = T extends string ? string : T extends readonly (infer One)[] ? Open<One>[] : T extends object ? { [K in keyof T]: Open<T[K]> } : T

/** The document calls a field that may be null optional; the service always sends it. */
type Sent<T> = T extends readonly (infer One)[] ? Sent<One>[] : T extends object ? { [K in keyof T]-?: Sent<undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K]> } : T

type Agrees<Served, Read> = Sent<Served> extends Open<Read> ? true : never

type Schemas = components['schemas']
export const agreed: [
  Agrees<Schemas['StageView'], views.StageView>,
  Agrees<Schemas['ResultRow'], views.ResultRow>,
  Agrees<Schemas['PackView'], views.JudgingPack>,
  Agrees<Schemas['VotingView'], views.VotingList>,
  Agrees<Schemas['ResultsView'], views.PublicResults>,
] = [true, true, true, true, true]
