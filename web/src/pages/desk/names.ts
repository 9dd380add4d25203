// What the service's short names are called by people, in both languages.
import { maybe, t } from '../../i18n'
import type { Rules } from './desk'

/** A component of the final score. */
export function partName(id: string, rules: Rules): string {
  const kind = rules.components.find((one) => one.id === id)?.source.kind
  return (kind && maybe(`part.${kind}`)) || id
}

/** A criterion by its id. */
export function criterionName(id: string, rules: Rules): string {
  return rules.rubric?.criteria.find((one) => one.id === id)?.name ?? id
}

/** What a tie was decided by. */
export function linkName(link: string, rules: Rules | null): string {
  const criterion = /^criterion:(.+)$/.exec(link)?.[1]
  if (criterion) return t('link.criterion', { name: rules ? criterionName(criterion, rules) : criterion })
  return maybe(`link.${link}`) ?? link
}

export function reasonUnscored(why: unknown): string {
  const code = typeof why === 'string' ? why : Object.keys((why as object | null) ?? {})[0]
  return maybe(`unscored.${code}`) ?? String(code ?? '')
}

/** Why a figure is not there. */
export const reason = (code: string | null | undefined): string => (code && maybe(`undefined.${code}`)) || t('undefined.other')
