// What the demo season says of its night, and what must come of it.
import { readFileSync } from 'node:fs'

const read = (name) => JSON.parse(readFileSync(new URL(`../../demo/seasons/${name}`, import.meta.url)))
const season = read('zhaohuimen-2.json')
export const expected = read('zhaohuimen-2.expected.json')
export const { judges, jurors, sheets, ballots, conflicts_declared: conflicts, order_draw: lots, tie_lots: ties } = season.roadshow
export const criteria = season.rules.stages.find((stage) => stage.kind === 'roadshow').rubric.criteria
export const order = expected.roadshow_order.order
export const project = (code) => season.proposals.find((one) => one.code === code)
export const sheetOf = (code, judge) => sheets.find((one) => one.proposal === code && one.judge === judge)
export const standing = (code) => expected.standings.find((one) => one.proposal === code)
/** The awards from the last to the first, as they are called out. */
export const awarded = expected.awards.rows.filter((row) => row.result === 'proposed').sort((a, b) => b.award_order - a.award_order)

/** A total as written, without the zeros behind its point that a page may or may not show. */
export const plain = (text) => text.replace(/(\d+\.\d*?)0+(?!\d)/, '$1').replace(/\.(?!\d)/, '')
