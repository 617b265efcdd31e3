import type { ValueProblem } from '@mortise/metadata'
// Loaded, not only typed: a code without its message in the catalogue could not be shown.
import '../errors.ts'
import type { kindErrors } from '../errors.ts'

/** What reading a value gives: its one spelling, or what is wrong with it. */
export type ValueResult = { value: unknown } | ValueProblem

/** Names a problem of a value; the code must be one of this package. */
export function problem(code: keyof typeof kindErrors, params?: { [name: string]: unknown }): ValueProblem {
  return params ? { code, params } : { code }
}

/** Whether reading a value failed. */
export function isProblem(result: object): result is ValueProblem {
  return 'code' in result
}
