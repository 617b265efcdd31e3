import type { LocalizedText } from '@mortise/core'

/** What the editor and docs/expressions.md say of a function. */
export interface FunctionDocs {
  /** What it is for, in one sentence or two. */
  summary: LocalizedText
  /**
   * A formula and the text of its value: `['ROUND(2.345, 2)', '2.35']`. A test computes it, in JavaScript and in SQL, over
   * the order of `testing/sample-order.ts`.
   */
  example: readonly [formula: string, result: string]
}

export function describe(zh: string, en: string, formula: string, result: string): FunctionDocs {
  return { summary: { zh, en }, example: [formula, result] }
}
