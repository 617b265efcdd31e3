import { one } from '../model/value.ts'
import { cap, divideRounded, formatDecimal, roundDecimal } from './decimal.ts'

/** With a comma before every three digits and exactly so many places: `12,345.60`. */
export function groupDigits(value: bigint, places: number): string | null {
  const rounded = cap(roundDecimal(value, places))
  if (rounded === null) return null
  const [whole = '', fraction = ''] = formatDecimal(rounded).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return places === 0 ? grouped : `${grouped}.${fraction.padEnd(places, '0')}`
}

/** In cents, halves away from zero. */
export function centsOf(value: bigint): bigint {
  return divideRounded(value * 100n, one)
}
