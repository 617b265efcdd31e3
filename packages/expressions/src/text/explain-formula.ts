import type { Explanation } from '../explain/explain-expression.ts'
import type { ExpressionJson } from '../model/expression.ts'
import { analyseFormula } from './analyse-formula.ts'
import { type PrintOptions, printFormula } from './print-formula.ts'

/** The text of each part of an expression, by its JSON pointer. */
function textsOfParts(expr: ExpressionJson, options: PrintOptions): ReadonlyMap<string, string> {
  const text = printFormula(expr, options)
  const anything = { allowJs: true, allowVolatile: true, allowChanges: true }
  const { source } = analyseFormula(text, { ...options, ...anything })
  return new Map([...source].map(([pointer, [start, end]]) => [pointer, text.slice(start, end)]))
}

/** An explanation in which each part has its text. */
export interface FormulaExplanation extends Explanation {
  text: string
  children: readonly FormulaExplanation[]
  items?: Omit<NonNullable<Explanation['items']>, 'shown'> & {
    shown: readonly { id: string | null; counted: boolean; parts: readonly FormulaExplanation[] }[]
  }
}

/** Puts the text of each part beside its value, as the formula reads in the language. */
export function explainFormula(
  explanation: Explanation,
  expr: ExpressionJson,
  options: PrintOptions,
): FormulaExplanation {
  return withTexts(explanation, textsOfParts(expr, options))
}

function withTexts(explanation: Explanation, texts: ReadonlyMap<string, string>): FormulaExplanation {
  const { at, type, value, children, items } = explanation
  const label = (part: Explanation) => withTexts(part, texts)
  const labelled = { at, type, value, text: texts.get(at) ?? '', children: children.map(label) }
  if (!items) return labelled
  const shown = items.shown.map((item) => ({ ...item, parts: item.parts.map(label) }))
  return { ...labelled, items: { ...items, shown } }
}
