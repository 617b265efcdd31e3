import type { ProblemCode } from './texts/problem-texts.ts'

/**
 * How grave a finding is. An error stands in the way of publishing; a warning and what could not be proven have to be
 * confirmed by name.
 */
export type ProblemSeverity = 'error' | 'warning' | 'unproven'

/** One finding about a process. `describeProblem` puts it into words. */
export interface ProcessProblem {
  code: ProblemCode
  severity: ProblemSeverity
  /** Keys, the one that it is about first. Empty when it is about the process as a whole. */
  nodes: readonly string[]
  transitions: readonly string[]
  params: { readonly [name: string]: unknown }
}
