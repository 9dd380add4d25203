// Marks as exact thousandths: "18.5" is 18500. No page ever adds floating point numbers.

export type Thousandths = number

/** Reads a decimal string with at most three places; null where it is none. */
export function read(text: string | number | null | undefined): Thousandths | null {
  const found = /^(-?)(\d{1,9})(?:\.(\d{1,3}))?$/.exec(String(text ?? '').trim())
  if (!found) return null
  const whole = Number(found[2]) * 1000 + Number((found[3] ?? '').padEnd(3, '0'))
  return found[1] ? -whole : whole
}

/** Writes thousandths without trailing zeros. */
export function write(value: Thousandths): string {
  const sign = value < 0 ? '-' : ''
  const all = Math.abs(value)
  const places = String(all % 1000).padStart(3, '0').replace(/0+$/, '')
  return `${sign}${Math.floor(all / 1000)}${places ? `.${places}` : ''}`
}

/** The mark in the middle of a band: from there minus and plus are as near to either end. */
export function middle(from: Thousandths, to: Thousandths, step: Thousandths): Thousandths {
  return from + Math.round((to - from) / step / 2) * step
}

/** The nearest mark that stands on the step, between nothing and the most. */
export function onStep(value: Thousandths, step: Thousandths, most: Thousandths): Thousandths {
  return Math.min(Math.max(Math.round(value / step) * step, 0), most)
}
