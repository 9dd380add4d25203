// Refusals in words. The service sends stable codes; what people read is decided here, in both languages.
import { Refused, Unreachable, type Problem } from './api/client'
import { maybe, moment, t, type Key } from './i18n'

/** The figures of a refusal, as words: instants become readable. */
function figures(facts: unknown): Record<string, string | number> {
  const found: Record<string, string | number> = {}
  for (const [name, value] of Object.entries((facts ?? {}) as Record<string, unknown>)) {
    if (typeof value === 'number') found[name] = value
    else if (typeof value === 'string') found[name] = /^\d{4}-\d\d-\d\dT/.test(value) ? moment(value) : value
  }
  return found
}

/** The words of a problem: the very rule first, then its class. */
export function refusal(problem: Problem): string {
  const values = figures(problem.facts)
  const kind = problem.type.replace('/problems/', '')
  const field = problem.errors?.[0]
  return (
    (problem.code && maybe(`problem.${problem.code}`, { ...values, ...figures(field?.detail) })) ||
    maybe(`problem.${kind}`, values) ||
    t('problem.unknown')
  )
}

/** What to tell a person about anything that was thrown; `otherwise` names a better sentence for this place. */
export function said(error: unknown, otherwise?: Key): string {
  if (error instanceof Unreachable) return t('problem.unreachable')
  if (error instanceof Refused) {
    const known = error.problem.code && maybe(`problem.${error.problem.code}`, figures(error.problem.facts))
    return known || (otherwise ? t(otherwise) : refusal(error.problem))
  }
  return t('problem.unknown')
}
