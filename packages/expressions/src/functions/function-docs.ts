import type { LocalizedText } from '@mortise/core'

/** What the editor and docs/expressions.md say of a function. */
export interface FunctionDocs {
  /** What it is for, in one sentence or two. */
  summary: LocalizedText
  /** Names of the arguments in the order of the signature, as shown: `{ number: { zh: '数值', en: 'number' } }`. */
  parameters: Readonly<Record<string, LocalizedText>>
  /** A formula without fields and the text of its value: `['ROUND(2.345, 2)', '2.35']`. A test computes it, in JS and SQL. */
  example: readonly [formula: string, result: string]
}
