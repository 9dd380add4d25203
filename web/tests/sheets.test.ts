// Where a sheet is, in every combination that a judge can meet, most pressing first.
import './window'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvOf } from '../src/pages/public/csv'
import { commentWanted, delivered, totalOf, where, type Draft, type Held } from '../src/pages/judge/sheets'
import type { JudgingProposal, JudgingSheet } from '../src/api/views'
import type { Waiting } from '../src/offline/outbox'

const sheet = (state: JudgingSheet['state'], version = 1): JudgingSheet => ({ state, marks: { a: '5' }, comment: null, version, saved_at: '' })
const proposal = (over: Partial<JudgingProposal>): JudgingProposal => ({ id: 'p', code: 'P', title: '', applicant_name: '', position: 1, slot: null, recused: null, sheet: null, ...over })
const held = (over: Partial<Held>): Held => ({ waiting: [], arrived: new Map(), draft: undefined, slot: 'scoring', ...over })
const entry = (refusal?: unknown) => ({ subject: 'sheet p', refusal }) as Waiting
const draft = (mark: string): Draft => ({ proposal: 'p', marks: { a: mark }, comment: '' })

test('the state of a sheet', () => {
  const table: [string, Partial<JudgingProposal>, Partial<Held>][] = [
    ['recused', { recused: { kind: 'family', source: 'declared' }, sheet: sheet('saved') }, {}],
    ['absent', { sheet: sheet('absent') }, {}],
    ['refused', { sheet: sheet('saved') }, { waiting: [entry({})] }],
    ['waiting', { sheet: sheet('signed') }, { waiting: [entry()] }],
    ['signed', { sheet: sheet('signed') }, { slot: 'sealed' }],
    ['locked', { sheet: sheet('saved') }, { slot: 'sealed' }],
    ['locked', {}, { slot: 'sealed', draft: draft('5') }],
    ['draft', {}, { draft: draft('5') }],
    ['draft', { sheet: sheet('saved') }, { draft: draft('6') }],
    ['delivered', { sheet: sheet('saved') }, { draft: draft('5.0') }],
    ['delivered', { sheet: sheet('saved') }, {}],
    ['empty', {}, { draft: { proposal: 'p', marks: {}, comment: ' ' } }],
    ['empty', {}, {}],
  ]
  for (const [expected, over, of] of table) assert.equal(where(proposal(over), held(of)), expected, JSON.stringify([over, of]))
})

test('of two known versions the newer is what the service holds', () => {
  const ack = (version: number, state: JudgingSheet['state']) => ({ subject: '', owner: '', key: '', at: 0, answer: sheet(state, version) })
  assert.equal(delivered(proposal({ sheet: sheet('saved', 3) }), new Map([['sheet p', ack(2, 'saved')]]))?.version, 3)
  assert.equal(delivered(proposal({ sheet: sheet('saved', 3) }), new Map([['signature p', ack(4, 'signed')]]))?.state, 'signed')
})

test('the total counts what is there and names what is missing', () => {
  const criteria = [{ id: 'a', name: 'A', max: '20' }, { id: 'b', name: 'B', max: '10' }]
  assert.deepEqual(totalOf(criteria, { a: '0.1', b: '0.2' }), { total: '0.3', missing: [] })
  assert.deepEqual(totalOf(criteria, { a: '19.5' }), { total: '19.5', missing: [criteria[1]] })
})

test('a comment is wanted below and above the bounds, not on them', () => {
  const rubric = { step: '0.5', criteria: [], comment_required: { total_below: '60', total_above: '95' } }
  const table: [string, boolean][] = [['59.5', true], ['60', false], ['60.5', false], ['94.5', false], ['95', false], ['95.5', true]]
  for (const [total, expected] of table) assert.equal(commentWanted(rubric, total), expected, total)
  assert.equal(commentWanted({ step: '1', criteria: [] }, '0'), false)
})

test('a title that is a formula stays a title in a spreadsheet', () => {
  const row = { proposal: 'p', code: 'P01', title: '=1+1 "x"', final: '90.00', rank: 1, parts: {}, judges: [{ judge: '1', total: '95', dropped: 'high' as const }], approve: 17, cast: 20 }
  assert.equal(csvOf([row]), '\ufeff"rank","code","title","final","approve","cast","decided_by","judge_1"\r\n"1","P01","\'=1+1 ""x""","90.00","17","20","","(95)"\r\n')
})
