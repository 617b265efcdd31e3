import { parseNumberText } from './parse-number-text.ts'

/** A whole number as people write it, also with decimals that are all zero; undefined when it is none. */
export function readWhole(text: string): number | undefined {
  const digits = parseNumberText(text)?.replace(/\.0*$/, '')
  return digits !== undefined && /^-?\d{1,16}$/.test(digits) ? Number(digits) : undefined
}
