// Exact figures as the service writes them: "187/2". Nothing here is ever a floating point number, except where a chart needs a place.

export interface Exact {
  n: bigint
  d: bigint
}

/** Reads a fraction or a decimal; null where it is none. */
export function exact(text: string | number | null | undefined): Exact | null {
  const found = /^(-?\d{1,40})(?:\/(\d{1,40})|\.(\d{1,12}))?$/.exec(String(text ?? '').trim())
  if (!found) return null
  const [, whole = '0', under, places] = found
  if (under) return under.replace(/0/g, '') === '' ? null : { n: BigInt(whole), d: BigInt(under) }
  if (!places) return { n: BigInt(whole), d: 1n }
  return { n: BigInt(whole.replace('-', '') + places) * (whole.startsWith('-') ? -1n : 1n), d: 10n ** BigInt(places.length) }
}

export function plus(a: Exact, b: Exact): Exact {
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}

export function minus(a: Exact, b: Exact): Exact {
  return plus(a, { n: -b.n, d: b.d })
}

/** In decimals: in full where it ends within the places, else cut off with an ellipsis, so that nobody takes it for the whole figure. */
export function decimal(given: Exact | string | null | undefined, places = 4): string {
  const value = typeof given === 'object' ? given : exact(given)
  if (!value) return String(given ?? '–')
  const sign = value.n < 0n ? '-' : ''
  const all = (value.n < 0n ? -value.n : value.n) * 10n ** BigInt(places)
  const digits = String(all / value.d).padStart(places + 1, '0')
  const [whole, part] = [digits.slice(0, -places), digits.slice(-places)]
  if (all % value.d !== 0n) return `${sign}${whole}.${part}…`
  const kept = part.replace(/0+$/, '')
  return `${sign}${whole}${kept ? `.${kept}` : ''}`
}

/** As near as a chart needs it. */
export function near(text: string | null | undefined): number {
  const value = exact(text)
  return value ? Number((value.n * 1_000_000n) / value.d) / 1_000_000 : Number.NaN
}
