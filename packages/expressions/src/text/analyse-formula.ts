import { checkExpression } from '../check/check-expression.ts'
import type { CheckedExpression, CheckOptions } from '../check/checked-expression.ts'
import type { ExpressionJson } from '../model/expression.ts'
import type { ExpressionProblem } from '../problems.ts'
import type { FormulaToken } from './formula-token.ts'
import type { NameLanguage } from './match-name.ts'
import { rootScope } from './name-scope.ts'
import { mapOptionTexts, optionKey, optionTextsOf, withOptionLabels } from './option-texts.ts'
import { parseFormula } from './parse-formula.ts'
import { type StoredFormula, storeFormula } from './store-formula.ts'

/** `language` is that of the author: names are looked up in it first. Null: the formula is a kept one, with keys. */
export interface FormulaOptions extends CheckOptions {
  language: NameLanguage
}

/** What a formula is, what is wrong with it, and where. */
export interface FormulaAnalysis {
  /** The stored form; null while the formula cannot be read. */
  expr: ExpressionJson | null
  /** Null while there is a mistake. */
  checked: CheckedExpression | null
  /** In the order of the text, each with the offsets of what it is about. */
  problems: readonly ExpressionProblem[]
  tokens: readonly FormulaToken[]
  /** JSON pointer of each part → where it stands in the text. */
  source: ReadonlyMap<string, readonly [start: number, end: number]>
  /** Fields, relations and tables, where they are named. */
  names: StoredFormula['names']
  regions: StoredFormula['regions']
}

const nothing = { source: new Map(), names: [], regions: [] } as const

/** Reads a formula and checks it. Never throws, whatever the text. */
export function analyseFormula(text: string, options: FormulaOptions): FormulaAnalysis {
  const { tokens, syntax, problems } = parseFormula(text)
  const entity = options.schema.entity(options.entity)
  const refused = { expr: null, checked: null, tokens }
  if (!syntax || !entity) {
    // Without its table nothing of a formula means anything; the checker has the words for that.
    const missing = entity ? [] : located(checkProblems(null, options), nothing.source, text)
    return { ...refused, ...nothing, problems: [...problems, ...missing] }
  }
  const stored = storeFormula(syntax, rootScope(options.schema, entity, options.outer), options.language)
  const { source, names, regions } = stored
  const found = [...problems, ...stored.problems]
  if (found.length > 0) return { ...refused, source, names, regions, problems: inOrder(found) }
  const { expr, checked, problems: wrong } = checkStored(stored.expr, options)
  return { expr, checked, tokens, source, names, regions, problems: inOrder(located(wrong, source, text)) }
}

interface Checked {
  expr: ExpressionJson
  checked: CheckedExpression | null
  problems: readonly ExpressionProblem[]
}

/** Options may be written by their labels. The checker says which texts are options; these are then stored by their keys. */
function checkStored(written: ExpressionJson, options: FormulaOptions): Checked {
  const { schema, language } = options
  const first = checkExpression(written, { ...options, schema: withOptionLabels(schema, language) })
  if (!first.ok) return { expr: written, checked: null, problems: first.problems }
  const expr = mapOptionTexts(written, optionTextsOf(first.root), (text, key) => {
    const set = schema.optionSet(key)
    return (set && optionKey(set, text, language)) ?? text
  })
  const checked = checkExpression(expr, options)
  return checked.ok
    ? { expr, checked, problems: checked.warnings }
    : { expr, checked: null, problems: checked.problems }
}

function checkProblems(expr: ExpressionJson, options: CheckOptions): readonly ExpressionProblem[] {
  const checked = checkExpression(expr, options)
  return checked.ok ? checked.warnings : checked.problems
}

/** Puts each problem where its part, or the nearest one around it, stands in the text. */
function located(
  problems: readonly ExpressionProblem[],
  source: FormulaAnalysis['source'],
  text: string,
): ExpressionProblem[] {
  return problems.map((problem) => {
    let pointer = problem.path
    while (pointer !== '' && !source.has(pointer)) pointer = pointer.slice(0, pointer.lastIndexOf('/'))
    const [start, end] = source.get(pointer) ?? [0, text.length]
    return { ...problem, start, end }
  })
}

function inOrder(problems: readonly ExpressionProblem[]): ExpressionProblem[] {
  return [...problems].sort((a, b) => (a.start ?? 0) - (b.start ?? 0))
}
