import { formatDecimal, parseDecimal } from '@mortise/expressions'

/** The exact sum of decimal texts; what is no number counts as nothing. */
export function addDecimals(values: readonly unknown[]): string {
  const sum = values.reduce<bigint>((total, value) => total + (parse(value) ?? 0n), 0n)
  return formatDecimal(sum)
}

function parse(value: unknown): bigint | null {
  return typeof value === 'string' || typeof value === 'number' ? parseDecimal(String(value)) : null
}
