// Marks are exact: read and written without a floating point number in between.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { middle, onStep, read, write } from '../src/marks'

test('a mark is read as thousandths, and nothing else is a mark', () => {
  const table: [string | number | null, number | null][] = [
    ['0', 0], ['18.5', 18_500], ['100', 100_000], ['0.001', 1], ['0.0001', null], ['', null], [' 7 ', 7_000], ['-1', -1_000],
    ['1e3', null], ['1,5', null], ['.5', null], ['5.', null], [null, null], [20, 20_000],
  ]
  for (const [text, expected] of table) assert.equal(read(text), expected, String(text))
})

test('what is written is read back as the same mark', () => {
  for (let value = -2_500; value <= 100_000; value += 7) assert.equal(read(write(value)), value)
  assert.deepEqual([write(18_500), write(20_000), write(1), write(-500)], ['18.5', '20', '0.001', '-0.5'])
})

test('a sum that floating point gets wrong is right', () => {
  assert.equal(write(['0.1', '0.2'].reduce((all, mark) => all + (read(mark) ?? 0), 0)), '0.3')
})

test('the middle of a band stands on the step and inside of the band', () => {
  const table: [number, number, number, number][] = [[31_000, 40_000, 1_000, 36_000], [0, 10_000, 500, 5_000], [7_000, 7_000, 1_000, 7_000], [8_000, 9_000, 1_000, 9_000], [1_000, 1_500, 500, 1_500]]
  for (const [from, to, step, expected] of table) assert.equal(middle(from, to, step), expected, `${from}-${to}`)
})

test('a mark lands on the step and inside of its limits', () => {
  const table: [number, number][] = [[-1, 0], [0, 0], [249, 0], [250, 500], [749, 500], [750, 1_000], [14_999, 15_000], [15_000, 15_000], [15_001, 15_000]]
  for (const [value, expected] of table) assert.equal(onStep(value, 500, 15_000), expected, String(value))
})
