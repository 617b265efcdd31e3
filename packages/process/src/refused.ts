import type { RefusalCode } from './errors.ts'

/** Thrown inside one step and turned into its `refused`: nothing of the step is kept. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly params: { [name: string]: unknown }

  constructor(code: RefusalCode, params: { [name: string]: unknown } = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}
