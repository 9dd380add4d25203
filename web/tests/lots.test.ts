// Lots drawn again in the browser: the same key and order as the service's, out of words and codes alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawAgain, freshSecret, keeps } from '../src/pages/stage/lots'

/** The running order of the demo season, as the service drew it. */
const ORDER = {
  domain: 'draw-v1',
  seed_parts: ['chm-2025-order', '7c1f0e5d9a3b46228f10c4d2e6ab93570d1e2f3a4b5c6d7e8f9012345678abcd', '抽签人甲 416253', '抽签人乙 261354'],
  codes: ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08', 'P09', 'P10', 'P12', 'P13', 'P14', 'P15', 'P16', 'P17', 'P18', 'P19', 'P21', 'P22', 'P23', 'P25', 'P26', 'P27', 'P28', 'P29', 'P31', 'P33', 'P34'],
  key_hex: 'c0369b3d355a4b84a795f97b70b870daf189238752ccd40ff91e30c83bfa0c6b',
  order: ['P16', 'P07', 'P04', 'P02', 'P29', 'P26', 'P13', 'P28', 'P33', 'P05', 'P21', 'P12', 'P10', 'P08', 'P18', 'P01', 'P27', 'P06', 'P09', 'P23', 'P17', 'P15', 'P19', 'P14', 'P03', 'P25', 'P34', 'P22', 'P31'],
}
const TIE = { domain: 'draw-v1', seed_parts: ['chm-2025-tie-27', '监督员掷骰 5 2 6', 'beacon 88120419'], codes: ['P25', 'P33'], key_hex: 'bd704d9aed9269023609a73d7183a6e9bcba02290097a26737653d18af652de7', order: ['P33', 'P25'] }

test('the same order comes out again', async () => {
  assert.equal(await drawAgain(ORDER), true)
  assert.equal(await drawAgain(TIE), true)
})

test('one word, one code or one place that differs is seen', async () => {
  assert.equal(await drawAgain({ ...TIE, seed_parts: [...TIE.seed_parts].reverse() }), false)
  assert.equal(await drawAgain({ ...TIE, codes: ['P25', 'P34'] }), false)
  assert.equal(await drawAgain({ ...TIE, order: ['P25', 'P33'] }), false)
  assert.equal(await drawAgain({ ...TIE, domain: 'draw-v2' }), false)
})

test('a commitment is kept by what was committed to and by nothing else', async () => {
  // SHA-256 of 32 zero bytes.
  const zeros = '66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925'
  assert.equal(await keeps('00'.repeat(32), zeros), true)
  assert.equal(await keeps(`${'00'.repeat(31)}01`, zeros), false)
  assert.equal(await keeps('', zeros), false)
  const made = await freshSecret()
  assert.equal(await keeps(made.reveal, made.commitment), true)
})
