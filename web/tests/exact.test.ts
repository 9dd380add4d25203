// Exact figures of the desk: what the service writes is read, added and shown without a floating point number.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimal, exact, minus, near, plus } from '../src/pages/desk/exact'

test('fractions and decimals are read, and nothing else is a figure', () => {
  const table: [string | null, string | null][] = [
    ['187/2', '187/2'], ['-3/4', '-3/4'], ['94', '94/1'], ['81.5', '815/10'], ['-0.5', '-5/10'], ['1/0', null], ['', null], [null, null], ['1e3', null], ['1/2/3', null], ['1.', null],
  ]
  for (const [text, expected] of table) {
    const found = exact(text)
    assert.equal(found && `${found.n}/${found.d}`, expected, String(text))
  }
})

test('a figure that ends is shown in full, one that does not is cut off and says so', () => {
  const table: [string, number, string][] = [
    ['187/2', 4, '93.5'], ['11734/125', 6, '93.872'], ['1800/19', 6, '94.736842…'], ['-1/3', 4, '-0.3333…'], ['5', 4, '5'], ['1/20000', 4, '0.0000…'], ['1/10000', 4, '0.0001'],
  ]
  for (const [text, places, expected] of table) assert.equal(decimal(text, places), expected, text)
  assert.equal(decimal(null), '–')
  assert.equal(decimal('P01'), 'P01')
})

test('sums and differences are exact', () => {
  const [a, b] = [exact('0.1')!, exact('1/5')!]
  assert.equal(decimal(plus(a, b)), '0.3')
  assert.equal(decimal(minus(exact('60')!, exact('1199/20')!)), '0.05')
  assert.equal(near('1800/19'), 94.736842)
  assert.ok(Number.isNaN(near('P01')))
})
