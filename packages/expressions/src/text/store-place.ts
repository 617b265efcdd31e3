import type { ExpressionJson } from '../model/expression.ts'
import type { ExpressionProblem } from '../problems.ts'
import { isCallable } from './formula-functions.ts'
import { expectations, problemAt, type TextRange } from './formula-problem.ts'
import type { FormulaSyntax } from './formula-syntax.ts'
import type { NameLanguage } from './match-name.ts'
import type { NameReference, NameScope } from './name-scope.ts'

/** A name in the text, what it refers to, and from where it is seen. */
export interface NameUse extends TextRange {
  reference: NameReference
  scope: NameScope
}

/** The part of a call in which names are seen from the items of a list or the records of a table. */
export interface ScopeRegion extends TextRange {
  /** Where the call begins. */
  call: number
  scope: NameScope
}

/** What is gathered on the way from the text to the stored form. */
export interface StoreContext {
  language: NameLanguage
  problems: ExpressionProblem[]
  /** Where each part of the stored form stands in the text, by JSON pointer. */
  source: Map<string, readonly [start: number, end: number]>
  names: NameUse[]
  regions: ScopeRegion[]
  store(syntax: FormulaSyntax, place: StorePlace): ExpressionJson
}

/** A part of a formula on its way to the stored form: where it will be, and what names mean there. */
export interface StorePlace {
  context: StoreContext
  scope: NameScope
  /** JSON pointer. */
  at: string
}

export function argumentPlace(place: StorePlace, name: string, index: number): StorePlace {
  return { ...place, at: `${place.at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/${index}` }
}

/** A word without braces and without parentheses is neither a field nor a function. */
export function refuseBare(syntax: FormulaSyntax & { syntax: 'name' }, { context }: StorePlace): boolean {
  if (!syntax.bare) return false
  const { name, start, end } = syntax
  if (isCallable(name.toUpperCase())) {
    const expected = expectations.parenthesis
    context.problems.push(problemAt({ start: end, end }, 'FORMULA_EXPECTED', { expected }))
  } else context.problems.push(problemAt({ start, end }, 'FORMULA_BRACES', { name: `{${name}}` }))
  return true
}

export function reportName(
  range: TextRange,
  { code, params }: Pick<ExpressionProblem, 'code' | 'params'>,
  { context, at }: StorePlace,
): null {
  context.problems.push({ ...problemAt(range, code, params), path: at })
  return null
}

export function noteName({ start, end }: TextRange, reference: NameReference, { context, scope }: StorePlace): void {
  context.names.push({ start, end, reference, scope })
}
