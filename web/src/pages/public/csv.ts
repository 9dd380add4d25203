// Results as a file that a spreadsheet opens with Chinese intact: byte-order mark, quoted cells, no formulas.
import type { ResultRow } from '../../api/views'

/** A cell that a spreadsheet must not take for a formula. */
function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

export function csvOf(rows: ResultRow[]): string {
  const most = Math.max(0, ...rows.map((row) => row.judges.length))
  const head = ['rank', 'code', 'title', 'final', 'approve', 'cast', 'decided_by', ...Array.from({ length: most }, (_, n) => `judge_${n + 1}`)]
  const lines = rows.map((row) => [row.rank, row.code, row.title, row.final, row.approve, row.cast, row.decided_by, ...row.judges.map((one) => (one.dropped ? `(${one.total})` : one.total))])
  return '\ufeff' + [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n'
}
