import type { AggregateName } from '../functions/aggregates.ts'
import type { ExpressionJson } from '../model/expression.ts'
import { expectations, problemAt } from './formula-problem.ts'
import type { CallSyntax, FormulaSyntax } from './formula-syntax.ts'
import { itemScope, type NameScope, tableScope } from './name-scope.ts'
import { resolveField, resolveRelation, resolveTable } from './resolve-name.ts'
import { argumentPlace, noteName, refuseBare, reportName, type StorePlace } from './store-place.ts'

type NameSyntax = Extract<FormulaSyntax, { syntax: 'name' }>

/** `SUM({Lines}, {Lines.Qty})`, or shorter `SUM({Lines.Qty})`. */
export function storeAggregate(call: CallSyntax, name: AggregateName, place: StorePlace): ExpressionJson {
  const first = nameArgument(call, place)
  const resolved = first && resolveRelation(first.name, place.scope, place.context.language)
  if (!first || !resolved) return null
  if (!resolved.ok) return reportName(first, resolved.problem, place)
  const { reference } = resolved
  const scope = itemScope(place.scope, reference.steps, reference.relation)
  if (!scope) return null
  noteName(first, reference, place)
  openRegion(call, first, scope, place)
  const relation = [...reference.steps, reference.relation].map(({ key }) => key).join('.')
  const args: ExpressionJson[] = [relation]
  if (reference.rest) {
    const { steps, field } = reference.rest
    if (name === 'count') {
      const params = { table: scope.entity.label, name: field.label, hint: countHint }
      return reportName(first, { code: 'EXPRESSION_RELATION_UNKNOWN', params }, place)
    }
    place.context.source.set(argumentPlace(place, name, 1).at, [first.start, first.end])
    args.push({ var: [...steps, field].map(({ key }) => key).join('.') })
  }
  return storeRest(call, name, { ...place, scope }, args)
}

const countHint = {
  zh: 'COUNT 数的是记录：COUNT({关联}, 条件)。',
  en: 'COUNT counts records: COUNT({list}, condition).',
}

/** `LOOKUP({Price list}, {Price list.Product} = {Product}, {Price list.Price})` */
export function storeLookup(call: CallSyntax, place: StorePlace): ExpressionJson {
  const first = nameArgument(call, place)
  const resolved = first && resolveTable(first.name, place.scope, place.context.language)
  if (!first || !resolved) return null
  if (!resolved.ok) return reportName(first, resolved.problem, place)
  const { entity } = resolved.reference
  noteName(first, resolved.reference, place)
  const scope = tableScope(place.scope, entity)
  openRegion(call, first, scope, place)
  return storeRest(call, call.name.toLowerCase(), { ...place, scope }, [entity.key])
}

/** OLD and CHANGED name the field itself; CHANGEDTO and CHANGEDFROM also say what it became or was. */
export function storeChange(call: CallSyntax, place: StorePlace): ExpressionJson {
  const first = nameArgument(call, place)
  const resolved = first && resolveField(first.name, place.scope, place.context.language)
  if (!first || !resolved) return null
  if (!resolved.ok) return reportName(first, resolved.problem, place)
  const { reference } = resolved
  if (reference.level > 0 || reference.steps.length > 0) {
    return reportName(first, { code: 'FORMULA_EXPECTED', params: { expected: ownField } }, place)
  }
  noteName(first, reference, place)
  const { key } = reference.field
  if (call.name === 'OLD') return { old: key }
  const changed = { changed: key }
  const value = call.args[1]
  if (call.name === 'CHANGED' || !value) return changed
  const compared = argumentPlace(argumentPlace(place, 'and', 1), '==', 1)
  const subject: ExpressionJson = call.name === 'CHANGEDTO' ? { var: key } : { old: key }
  return { and: [changed, { '==': [subject, place.context.store(value, compared)] }] }
}

const ownField = { zh: '本记录的一个字段', en: 'A field of the record itself' }

/** The first argument, which has to be a name. */
function nameArgument(call: CallSyntax, place: StorePlace): NameSyntax | null {
  const first = call.args[0]
  if (first?.syntax === 'name') return refuseBare(first, place) ? null : first
  if (first?.syntax === 'missing') return null
  const range = first ?? { start: call.nameEnd, end: call.end }
  place.context.problems.push(problemAt(range, 'FORMULA_EXPECTED', { expected: expectations.name }))
  return null
}

/** From the first argument on, names are seen from the items. */
function openRegion(call: CallSyntax, first: FormulaSyntax, scope: NameScope, { context }: StorePlace): void {
  context.regions.push({ call: call.start, start: first.end, end: call.end, scope })
}

function storeRest(call: CallSyntax, name: string, place: StorePlace, args: ExpressionJson[]): ExpressionJson {
  for (const arg of call.args.slice(1)) args.push(place.context.store(arg, argumentPlace(place, name, args.length)))
  return { [name]: args }
}
