import { type ExpressionType, types } from '../model/expression-type.ts'
import { analyseFormula, type FormulaAnalysis, type FormulaOptions } from './analyse-formula.ts'
import { completeNames, splitPath } from './complete-names.ts'
import { type Candidate, type Completion, rank } from './completion.ts'
import { type CursorPlace, cursorPlace } from './cursor-place.ts'
import { type ExpectedAtCursor, expectedAtCursor, resultType } from './expected-at-cursor.ts'
import { functionsBySpelling } from './formula-functions.ts'
import { type NameScope, rootScope } from './name-scope.ts'
import { optionText } from './option-texts.ts'
import { specialSignatures } from './special-calls.ts'

/** What may stand at the cursor, the likeliest first. Works in text that is not finished, and never throws. */
export function completeFormula(
  text: string,
  offset: number,
  options: FormulaOptions,
  analysis: FormulaAnalysis = analyseFormula(text, options),
): Completion[] {
  const place = cursorPlace(text, analysis.tokens, offset)
  const scope = scopeAtCursor(place, analysis, options)
  if (!scope || place.wants === 'none') return []
  const expected = expectedAtCursor(place, scope, options)
  const candidates = sources[place.wants](place, { scope, expected, options, text })
  const typed = place.wants === 'name' ? splitPath(place.prefix).typed : place.prefix
  const { start, end } = place
  return rank(candidates, typed, expected.type).map(({ names: _, ...candidate }) => ({ ...candidate, start, end }))
}

/** Names are seen from the items of the innermost list around the cursor. */
function scopeAtCursor(
  { calls }: CursorPlace,
  { regions }: FormulaAnalysis,
  { schema, entity, outer }: FormulaOptions,
): NameScope | null {
  for (const { start, argument } of calls) {
    const region = argument > 0 ? regions.find(({ call }) => call === start) : undefined
    if (region) return region.scope
  }
  const root = schema.entity(entity)
  return root && rootScope(schema, root, outer)
}

interface Sought {
  scope: NameScope
  expected: ExpectedAtCursor
  options: FormulaOptions
  text: string
}

const sources: Record<Exclude<CursorPlace['wants'], 'none'>, (place: CursorPlace, sought: Sought) => Candidate[]> = {
  operator: () => ['AND', 'OR', 'IN', 'NOT IN'].map((word) => wordOf(word, null)),
  name: ({ prefix }, { scope, expected, options }) => completeNames(prefix, expected.names, scope, options.language),
  text: (_, sought) => optionsOf(sought),
  operand: (place, sought) => {
    const { scope, expected, options } = sought
    if (expected.names !== 'value') return completeNames(place.prefix, expected.names, scope, options.language)
    const constants = optionsOf(sought)
    if (expected.words.length > 0 || place.list !== null) return constants
    const names = completeNames(place.prefix, 'value', scope, options.language)
    return [...constants, ...names, ...callsFor(place, sought), ...words]
  },
}

const wordOf = (word: string, type: ExpressionType | null): Candidate => ({
  ...{ kind: 'word', label: word, type, insert: `${word} `, cursor: word.length + 1, leadsOn: false, names: [word] },
})

const words = [
  wordOf('TRUE', types.bool),
  wordOf('FALSE', types.bool),
  wordOf('NOT', types.bool),
  wordOf('BLANK', types.blank),
]

/** The texts that are possible: options of a select, or the words that a function knows. */
function optionsOf({ expected: { type, words: known }, options }: Sought): Candidate[] {
  const set = type && 'optionSet' in type ? options.schema.optionSet(type.optionSet) : null
  const listed = (set?.options ?? []).map(({ key, label }) => {
    return textOf(set ? optionText(set, key, options.language) : key, type, [key, ...Object.values(label)])
  })
  return [...listed, ...known.map((word) => textOf(word, types.text, [word]))]
}

function textOf(text: string, type: ExpressionType | null, names: readonly string[]): Candidate {
  const insert = `"${text.replaceAll('"', '""')}"`
  return { kind: 'option', label: text, type, insert, cursor: insert.length, leadsOn: false, names }
}

/** Functions that the place allows. */
function callsFor({ end }: CursorPlace, { options, text }: Sought): Candidate[] {
  const own = [...functionsBySpelling].flatMap(([spelling, definition]) => {
    if (definition.class === 'js' && !options.allowJs) return []
    // Comparisons stand between their operands.
    const isSign =
      definition.notation === 'prefix' || (definition.notation === 'infix' && definition.group === 'compare')
    return isSign ? [] : [[spelling, definition.signature] as const]
  })
  const special = Object.entries(specialSignatures).filter(([spelling]) => isAllowed(spelling, options))
  // Parentheses that are there already stay.
  const called = /^\s*[(（]/.test(text.slice(end))
  return [...own, ...special].map(([spelling, signature]) => {
    const takesNone = signature.trim().startsWith('->')
    const insert = called ? spelling : `${spelling}()`
    const cursor = called ? spelling.length : spelling.length + (takesNone ? 2 : 1)
    return {
      ...{ kind: 'function', label: spelling, type: resultType(spelling), insert, cursor },
      ...{ leadsOn: false, signature, names: [spelling] },
    }
  })
}

const changes = new Set(['OLD', 'CHANGED', 'CHANGEDTO', 'CHANGEDFROM'])
const moments = new Set(['NOW', 'TODAY', 'CURRENTUSER', 'USERFIELD'])

function isAllowed(spelling: string, { allowChanges, allowVolatile }: FormulaOptions): boolean {
  if (changes.has(spelling)) return allowChanges === true
  return allowVolatile !== false || !moments.has(spelling)
}
