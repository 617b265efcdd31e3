import { nearestName } from '@mortise/core'
import { suggestion } from '../check/check-context.ts'
import type { ExpressionJson } from '../model/expression.ts'
import type { ExpressionProblem } from '../problems.ts'
import { foreignFunctions } from './foreign-functions.ts'
import { callableNames, functionsBySpelling } from './formula-functions.ts'
import type { CallSyntax, FormulaSyntax, NameSyntax } from './formula-syntax.ts'
import type { NameLanguage } from './match-name.ts'
import type { NameReference, NameScope } from './name-scope.ts'
import { resolveField } from './resolve-name.ts'
import { aggregatesBySpelling, contextsOf } from './special-calls.ts'
import {
  argumentPlace,
  type NameUse,
  noteName,
  refuseBare,
  reportName,
  type ScopeRegion,
  type StorePlace,
} from './store-place.ts'
import { storeAggregate, storeChange, storeLookup } from './store-special-calls.ts'

/** What a formula is in the stored form, and where each part of it stands in the text. */
export interface StoredFormula {
  expr: ExpressionJson
  source: ReadonlyMap<string, readonly [start: number, end: number]>
  names: readonly NameUse[]
  regions: readonly ScopeRegion[]
  problems: readonly ExpressionProblem[]
}

/** The stored form of a formula, with keys for its names; what means nothing is reported and left blank. */
export function storeFormula(syntax: FormulaSyntax, scope: NameScope, language: NameLanguage): StoredFormula {
  const gathered = { problems: [], source: new Map(), names: [], regions: [] }
  const expr = storeSyntax(syntax, { context: { language, store: storeSyntax, ...gathered }, scope, at: '' })
  return { expr, ...gathered }
}

function storeSyntax(syntax: FormulaSyntax, place: StorePlace): ExpressionJson {
  place.context.source.set(place.at, [syntax.start, syntax.end])
  return writers[syntax.syntax](syntax as never, place)
}

const writers: {
  [Kind in FormulaSyntax['syntax']]: (
    syntax: Extract<FormulaSyntax, { syntax: Kind }>,
    place: StorePlace,
  ) => ExpressionJson
} = {
  literal: ({ value }) => value,
  missing: () => null,
  list: ({ items }, place) => items.map((item, index) => storeSyntax(item, { ...place, at: `${place.at}/${index}` })),
  name: storeName,
  operator: ({ operator, args }, place) => storeArguments(operator, args, place),
  call: storeCall,
}

function storeArguments(name: string, args: readonly FormulaSyntax[], place: StorePlace): ExpressionJson {
  return { [name]: args.map((arg, index) => storeSyntax(arg, argumentPlace(place, name, index))) }
}

function storeName(syntax: NameSyntax, place: StorePlace): ExpressionJson {
  if (refuseBare(syntax, place)) return null
  const resolved = resolveField(syntax.name, place.scope, place.context.language)
  if (!resolved.ok) return reportName(syntax, resolved.problem, place)
  noteName(syntax, resolved.reference, place)
  return fieldJson(resolved.reference)
}

function fieldJson({ level, steps, field }: Extract<NameReference, { refers: 'field' }>): ExpressionJson {
  const path = [...steps, field].map(({ key }) => key).join('.')
  if (level === 0) return { var: path }
  return { outer: level === 1 ? path : [path, level] }
}

function storeCall(call: CallSyntax, place: StorePlace): ExpressionJson {
  const aggregate = aggregatesBySpelling.get(call.name)
  if (aggregate) return storeAggregate(call, aggregate, place)
  if (call.name === 'LOOKUP' || call.name === 'EXISTS') return storeLookup(call, place)
  if (/^(?:OLD|CHANGED|CHANGEDTO|CHANGEDFROM)$/.test(call.name)) return storeChange(call, place)
  const contexts = contextsOf(call.name)
  if (contexts.length > 0 || call.name === 'RECORDID') return storeContext(call, contexts, place)
  const definition = functionsBySpelling.get(call.name)
  if (definition) return storeArguments(definition.name, call.args, place)
  for (const [index, arg] of call.args.entries()) storeSyntax(arg, argumentPlace(place, call.name, index))
  const { start, nameEnd: end, name } = call
  const params = { name, hint: suggestion(foreignFunctions.get(name) ?? nearestName(name, callableNames)) }
  return reportName({ start, end }, { code: 'EXPRESSION_OPERATOR_UNKNOWN', params }, place)
}

/** A value of the moment, or the id of the record. */
function storeContext(call: CallSyntax, contexts: ReturnType<typeof contextsOf>, place: StorePlace): ExpressionJson {
  const { name, args } = call
  const known = contexts.flatMap(({ argument }) => argument ?? [])
  const expected = known.length > 0 ? 1 : 0
  if (args.length !== expected) {
    return reportName(call, { code: 'EXPRESSION_ARGUMENTS', params: { name, expected, found: args.length } }, place)
  }
  if (contexts.length === 0) return storeRecordId(place.scope)
  const written = args[0]?.syntax === 'literal' ? args[0].value : undefined
  const context = contexts.find(({ argument }) => argument === written)
  if (context) return { ctx: context.name }
  const params = { name, argument: { zh: '字段', en: 'field' }, expected: known.map((word) => `"${word}"`) }
  return reportName(args[0] ?? call, { code: 'EXPRESSION_LITERAL', params }, place)
}

/** The id of the record that the formula belongs to, from however deep inside. */
function storeRecordId(scope: NameScope): ExpressionJson {
  let level = 0
  for (let outer = scope.outer; outer; outer = outer.outer) level++
  if (level === 0) return { var: 'id' }
  return { outer: level === 1 ? 'id' : ['id', level] }
}
