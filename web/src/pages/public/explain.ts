// The rules of a round as sentences that a resident can follow; every figure comes from the round's own document.
import { documentOf, stageOf, type Round } from '../../api/document'
import { money, t } from '../../i18n'

export interface Passage {
  of: 'who' | 'tiers' | 'roadshow' | 'payment'
  lines: string[]
}

export function explain(round: Round): Passage[] {
  const passages = [who(round), tiers(round), roadshow(round), payment(round)]
  return passages.filter((passage) => passage.lines.length > 0)
}

function who(round: Round): Passage {
  const rule = stageOf(round, 'intake')
  const check = stageOf(round, 'eligibility')
  const lines = (rule?.applicant_kinds ?? []).map((kind) => t(`rule.kind.${kind}` as 'rule.kind.registered'))
  if (rule?.proposals_per_applicant) lines.push(t('rule.perApplicant', { n: rule.proposals_per_applicant }))
  if (rule?.cap_fen) lines.push(t('rule.amount', { min: money(rule.min_fen ?? 0), max: money(rule.cap_fen) }))
  if (check?.correction_working_days) lines.push(t('rule.correction', { n: check.correction_working_days }))
  return { of: 'who', lines }
}

function tiers(round: Round): Passage {
  const lines = documentOf(round).rules.tracks.flatMap((track) => [
    t('rule.pool', { track: track.name, sum: money(track.pool_fen) }),
    ...track.tiers.map((tier) => t('rule.tier', { name: tier.name, from: tier.from, sum: money(tier.fen) })),
  ])
  return { of: 'tiers', lines }
}

function roadshow(round: Round): Passage {
  const rule = stageOf(round, 'roadshow')
  if (!rule) return { of: 'roadshow', lines: [] }
  const lines = [t('rule.pitch', { present: (rule.present_secs ?? 0) / 60, questions: (rule.questions_secs ?? 0) / 60 })]
  if (rule.judges) lines.push(t('rule.judges', { n: rule.judges }))
  if (rule.public_jury) lines.push(t('rule.jurors', { n: rule.public_jury }))
  return { of: 'roadshow', lines }
}

function payment(round: Round): Passage {
  const parts = stageOf(round, 'delivery')?.instalments ?? []
  const notice = stageOf(round, 'public_notice')
  const lines = parts.map((part) => t(`rule.gate.${part.gate}` as 'rule.gate.agreement_signed', { percent: part.percent }))
  if (notice?.working_days) lines.unshift(t('rule.notice', { n: notice.working_days }))
  return { of: 'payment', lines }
}

/** The dates of a round in order, those that its document names. */
export function dates(round: Round): { key: string; from: string; to: string | null }[] {
  const schedule = documentOf(round).schedule
  const found: { key: string; from: string; to: string | null }[] = []
  for (const [key, value] of Object.entries(schedule)) {
    if (typeof value === 'string') found.push({ key, from: value, to: null })
    else if (Array.isArray(value) && value[0]) found.push({ key, from: value[0], to: key === 'roadshows_at' ? null : (value[1] ?? null) })
  }
  return found.sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
}
