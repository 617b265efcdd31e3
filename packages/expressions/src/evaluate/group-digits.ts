import { places as keptPlaces, one } from '../model/value.ts'
import { cap, divideRounded, formatDecimal } from './decimal.ts'

/** With a comma before every three digits and exactly so many places: `12,345.60`. */
export function groupDigits(value: bigint, places: number): string | null {
  const unit = 10n ** BigInt(keptPlaces - places)
  const rounded = cap(divideRounded(value, unit) * unit)
  if (rounded === null) return null
  const [whole = '', fraction = ''] = formatDecimal(rounded).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return places === 0 ? grouped : `${grouped}.${fraction.padEnd(places, '0')}`
}

/** In cents, halves away from zero. */
export function centsOf(value: bigint): bigint {
  return divideRounded(value * 100n, one)
}
