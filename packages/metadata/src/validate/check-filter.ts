import type { LocalizedText } from '@mortise/core'
import { type CheckOptions, checkExpression, type StoredExpression, types } from '@mortise/expressions'
import { ContextValue, type Filter, type FilterCondition, type FilterValue } from '../documents/filter.ts'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'
import { schemaOf } from '../model/expression-schema.ts'
import { shownField } from '../model/resolve-path.ts'
import { fits } from '../schema/fits.ts'
import { type AppIndex, type Report, typeLabel } from './app-index.ts'
import { checkPath } from './check-reference.ts'
import { isComparable } from './check-value.ts'
import { checkText, withOffsets } from './formula-text.ts'
import { pointerTo } from './json-pointer.ts'
import { reportExpression } from './report-expression.ts'
import { suggestionFor } from './suggestion-for.ts'
import { valueShapes } from './value-shapes.ts'

export const maxFilterLevels = 32
export const maxFilterNodes = 500

interface FilterPlace {
  index: AppIndex
  pointer: string
  report: Report
  /** What formulas may compare with, `{^Field}`: the record around, among the names of its place. */
  around?: { model: AppModel; entity: string }
}

/** Checks a filter over a table: its size, the paths, the operators and the values. */
export function checkFilter(entity: EntityModel, filter: Filter, place: FilterPlace): void {
  const size = sizeOf(filter)
  if (size.levels > maxFilterLevels || size.nodes > maxFilterNodes) {
    place.report('CONDITION_TOO_LARGE', place.pointer, { levels: maxFilterLevels, nodes: maxFilterNodes })
  } else checkNode(entity, filter, place)
}

function checkNode(entity: EntityModel, filter: Filter, place: FilterPlace): void {
  if ('field' in filter) {
    checkCondition(entity, filter, place)
    return
  }
  const inside = (...steps: (string | number)[]) => ({ ...place, pointer: pointerTo(place.pointer, ...steps) })
  if ('not' in filter) {
    checkNode(entity, filter.not, inside('not'))
    return
  }
  if ('formula' in filter) {
    checkFormula(entity, filter.formula, inside('formula'))
    return
  }
  for (const group of ['and', 'or'] as const) {
    const members: Filter[] = group in filter ? (filter as Record<typeof group, Filter[]>)[group] : []
    members.forEach((member, position) => {
      checkNode(entity, member, inside(group, position))
    })
  }
  for (const quantifier of ['any', 'none'] as const) {
    if (!(quantifier in filter)) continue
    const { [quantifier]: key, where } = filter as { any: string; none: string; where?: Filter }
    const other = checkToMany(entity, key, inside(quantifier))
    if (other && where) checkNode(other, where, inside('where'))
  }
}

/** A formula as a condition: what a blank number counts as is said by the formula, else it stays blank. */
function checkFormula(entity: EntityModel, formula: StoredExpression, place: FilterPlace): void {
  const { index, pointer, report, around } = place
  const { expr, blankAs } = formula
  const schema = schemaOf(around?.model ?? index.model)
  const options: CheckOptions = { schema, entity: entity.key, expected: types.bool, blankAs }
  if (around) options.outer = around.entity
  const outcome = checkExpression(expr, options)
  const problems = outcome.ok ? outcome.warnings : outcome.problems
  reportExpression(withOffsets(problems, formula, options), report, (at) => `${pointer}/expr${at}`)
  if (outcome.ok) checkText(formula, options, { report, pointer: `${pointer}/text` })
}

/** The table on the other side of a to-many relation: an inverse, a relation to many, or a sub-table. */
function checkToMany(entity: EntityModel, key: string, { index, pointer, report }: FilterPlace): EntityModel | null {
  const target = toManyTargets(index.model, entity).get(key)
  if (target) return target
  const state = index.fieldState(entity.key, key)
  const what: LocalizedText = { zh: '对多关联', en: 'to-many relation' }
  if (state === 'archived') report('REFERENCE_ARCHIVED', pointer, { what, name: key })
  else if (state !== 'broken' && !leadsToBroken(index, entity, key)) {
    const suggestion = suggestionFor(key, toManyTargets(index.model, entity).keys())
    report('REFERENCE_UNKNOWN', pointer, { what, name: key, suggestion })
  }
  return null
}

/** A relation that is right but whose table, or a table that may hold the other side, has findings of its own. */
function leadsToBroken(index: AppIndex, entity: EntityModel, key: string): boolean {
  const field = entity.fields.get(key)
  return field?.target !== undefined && field.target !== null && index.stateOf('entity', field.target) !== 'live'
}

function toManyTargets(model: AppModel, entity: EntityModel): Map<string, EntityModel> {
  const pairs = [
    ...[...entity.inverses.values()].map(({ key, entity: other }) => [key, other] as const),
    ...entity.ownFields.flatMap(({ key, kind, target }) =>
      target !== null && (kind.relation === 'many' || kind.relation === 'children') ? [[key, target] as const] : [],
    ),
  ]
  return new Map(
    pairs.flatMap(([key, other]) => {
      const found = model.entities.get(other)
      return found ? [[key, found]] : []
    }),
  )
}

function checkCondition(entity: EntityModel, condition: FilterCondition, place: FilterPlace): void {
  const { index, pointer, report } = place
  const found = checkPath(entity, condition.field, { index, report, pointer: `${pointer}/field` })
  if (!found) return
  const field = shownField(found)
  const operators = field.kind.operators?.(field) ?? []
  if (!operators.includes(condition.op)) {
    const suggestion = suggestionFor(condition.op, operators)
    report('FILTER_OPERATOR', `${pointer}/op`, { name: condition.op, type: typeLabel(field), suggestion })
  } else checkConditionValue(field, condition, place)
}

function checkConditionValue(
  field: FieldModel,
  { op, value }: FilterCondition,
  { pointer, report }: FilterPlace,
): void {
  const shape = valueShapes[op]
  const at = `${pointer}/value`
  if (!shape.fits(value)) {
    report('FILTER_VALUE', at, { name: op, expected: shape.expected })
    return
  }
  if (!shape.ofField) return
  for (const single of Array.isArray(value) ? value : [value]) {
    const problem = singleProblem(field, single)
    if (problem === 'form') report('FILTER_VALUE', at, { name: op, expected: expectedOf(field) })
    if (problem === 'option') {
      const options = field.optionSet
      const suggestion = suggestionFor(String(single), options?.options.keys() ?? [])
      report('FILTER_OPTION_UNKNOWN', at, { set: options?.document.label, name: String(single), suggestion })
    }
  }
}

function singleProblem(field: FieldModel, value: FilterValue | undefined): 'form' | 'option' | null {
  if (fits(ContextValue, value)) return field.kind.contexts?.includes(value.ctx) ? null : 'form'
  if (field.optionSet && typeof value === 'string') return field.optionSet.options.has(value) ? null : 'option'
  const day = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && field.kind.contexts?.includes('today')
  return day || isComparable(field, value) ? null : 'form'
}

function expectedOf(field: FieldModel): LocalizedText {
  const { zh, en } = field.kind.label
  return { zh: `「${zh}」类型的值`, en: `a value of type ${en}` }
}

function sizeOf(filter: Filter): { levels: number; nodes: number } {
  let nodes = 0
  let levels = 0
  const waiting: { filter: Filter; level: number }[] = [{ filter, level: 1 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    nodes += 1
    levels = Math.max(levels, next.level)
    const inner = next.filter as { and?: Filter[]; or?: Filter[]; not?: Filter; where?: Filter }
    for (const one of [...(inner.and ?? []), ...(inner.or ?? []), inner.not, inner.where]) {
      if (one) waiting.push({ filter: one, level: next.level + 1 })
    }
  }
  return { levels, nodes }
}
