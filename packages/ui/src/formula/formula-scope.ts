import type { CheckOptions } from '@mortise/expressions'

/** What a formula may use, what it has to give, and in which language its names are written. */
export interface FormulaScope extends CheckOptions {
  language: string
}
