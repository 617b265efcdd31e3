import { integerDigits } from './decimal.ts'

/** The column type of a decimal with so many places: |x| < 10^18 before the point. */
export function numericType(scale: number): string {
  return `numeric(${integerDigits + scale},${scale})`
}
