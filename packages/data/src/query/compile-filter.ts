import { checkExpression, type StoredExpression, types } from '@mortise/expressions'
import { compileCondition as compileExpression } from '@mortise/expressions/sql'
import {
  type Filter,
  type FilterCondition,
  type FilterOperator,
  inlinedCost,
  maxInlinedCost,
  shownField,
} from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import { recordErrors } from '../errors.ts'
import { expressionRefused } from '../expression/expression-refused.ts'
import { readerPlace } from '../expression/reader-place.ts'
import { readerSchema } from '../expression/reader-schema.ts'
import { storageOf } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'
import { type Atom, type ComparedColumn, complements, filterAtoms, type Operand } from './filter-atoms.ts'
import { hasPairs } from './filter-shape.ts'
import { type FilterEnvironment, ValueMismatch } from './filter-value.ts'
import { linkAtoms } from './link-atoms.ts'
import { columnOf, type LocatedField, locateField } from './locate-field.ts'
import { filterValueErrors, queryErrors } from './query-errors.ts'
import { allOf, type Composition, nearIds, type TableSource } from './table-source.ts'
import { existsRelated, toManyOf } from './to-many.ts'

/** Puts the values of one condition into the slots of its statement. */
export interface ConditionBinder {
  bind(condition: FilterCondition, environment: FilterEnvironment, values: { [slot: string]: unknown }): void
}

/** A compiled filter: its SQL, and for each condition in the order of reading how its values are bound. */
export interface CompiledFilter {
  sql: RawBuilder<boolean>
  binders: ConditionBinder[]
}

/** Compiles a filter over the rows of a table. The filter must have passed `shapeOfFilter`. Further filters go on with the binders of the first. */
export function compileFilter(
  composition: Composition,
  source: TableSource,
  filter: Filter,
  binders: ConditionBinder[] = [],
): CompiledFilter {
  const compilation: Compilation = { composition, binders }
  return { sql: compile(compilation, source, filter), binders: compilation.binders }
}

/** Binds the values of all conditions of a filter of the same shape. */
export function bindFilter(
  binders: readonly ConditionBinder[],
  conditions: readonly FilterCondition[],
  environment: FilterEnvironment,
  values: { [slot: string]: unknown },
): void {
  conditions.forEach((condition, index) => {
    binders[index]?.bind(condition, environment, values)
  })
}

interface Compilation {
  composition: Composition
  binders: ConditionBinder[]
}

function compile(compilation: Compilation, source: TableSource, filter: Filter): RawBuilder<boolean> {
  if ('field' in filter) return compileCondition(compilation, source, filter)
  if ('and' in filter) return combine(compilation, source, filter.and, sql` and `, sql`true`)
  if ('or' in filter) return combine(compilation, source, filter.or, sql` or `, sql`false`)
  if ('not' in filter) return complement(compile(compilation, source, filter.not))
  if ('formula' in filter) return compileFormula(compilation, source, filter.formula)
  const [key, negated] = 'any' in filter ? [filter.any, false] : [filter.none, true]
  const relation = toManyOf(compilation.composition, source.entity, key)
  if (!relation) throw recordErrors.FIELD_UNKNOWN({ field: key })
  const exists = existsRelated(compilation.composition, source, relation, (related) =>
    filter.where === undefined ? [] : [compile(compilation, related, filter.where)],
  )
  return negated ? sql`not ${exists}` : exists
}

function combine(
  compilation: Compilation,
  source: TableSource,
  members: readonly Filter[],
  operator: RawBuilder<unknown>,
  whenEmpty: RawBuilder<boolean>,
): RawBuilder<boolean> {
  if (members.length === 0) return whenEmpty
  const compiled = members.map((member) => compile(compilation, source, member))
  return sql`(${sql.join(compiled, operator)})`
}

/** A formula that its author may have made up: checked against what this reader may read, every time it is compiled. */
function compileFormula(
  { composition }: Compilation,
  source: TableSource,
  { expr, blankAs }: StoredExpression,
): RawBuilder<boolean> {
  const schema = readerSchema(composition.model, composition.rights)
  const checked = checkExpression(expr, { schema, entity: source.entity.key, expected: types.bool, blankAs })
  if (!checked.ok) throw expressionRefused(checked.problems)
  if (inlinedCost(composition.model, checked.root) > maxInlinedCost) {
    throw queryErrors.FILTER_TOO_LARGE({ max: maxInlinedCost })
  }
  return compileExpression(checked.root, readerPlace(composition, source), composition.environment)
}

/** Everything that is not true: false and unknown alike, so that no row is in neither or in both. */
function complement(condition: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql`((${condition}) is not true)`
}

function compileCondition(
  compilation: Compilation,
  source: TableSource,
  condition: FilterCondition,
): RawBuilder<boolean> {
  const { composition, binders } = compilation
  const located = locateField(composition, source, condition.field)
  const storage = storageOf(located.field, composition.storages)
  if (!storage.operators(shownField(located.field)).includes(condition.op)) throw unknownOperator(condition)
  const positive = complements.get(condition.op)
  const operator = positive ?? condition.op
  const prefix = `f${binders.length}_`
  const found = compared(composition, located, operator, condition)
  if (!found) throw unknownOperator(condition)
  binders.push(binderOf(found.atom, found.column.type, prefix))
  const operand: Operand = (index, cast) => slot(`${prefix}${index}`, cast)
  const comparison = found.atom.sql(found.column, operand)
  const near = nearComparedIds(composition, located, operator, operand)
  const compiled = near.length === 0 ? comparison : sql<boolean>`(${allOf([comparison, ...near])})`
  return positive ? complement(compiled) : compiled
}

/** Where ids are compared with given ones: what else is true of the rows that have them. */
function nearComparedIds(
  composition: Composition,
  { field, source }: LocatedField,
  operator: FilterOperator,
  operand: Operand,
): RawBuilder<boolean>[] {
  if (field.key !== 'id') return []
  if (operator === 'eq') return nearIds(composition, source, sql`array[${operand(0, 'uuid')}]`)
  return operator === 'in' ? nearIds(composition, source, operand(0, 'uuid[]')) : []
}

function compared(
  composition: Composition,
  located: LocatedField,
  operator: FilterOperator,
  condition: FilterCondition,
): { atom: Atom; column: ComparedColumn } | null {
  const column = columnOf(composition, located)
  if (!column) {
    const atom = linkAtoms(composition, located)?.[operator]
    return atom ? { atom, column: { sql: sql`null`, type: 'uuid', bigrams: null } } : null
  }
  const { spec } = column.column
  const atom = filterAtoms[spec.class][operator]
  const indexed = operator === 'contains' && isSearched(located) && hasPairs(condition.value)
  const bigrams = indexed ? sql`${sql.id(composition.schema, 'bigrams')}` : null
  return atom ? { atom, column: { sql: column.sql, type: spec.type, bigrams } } : null
}

/** The fields of the search box have an index of pairs of characters. */
function isSearched({ source, field }: LocatedField): boolean {
  return source.entity.searchFields.includes(field)
}

function binderOf(atom: Atom, type: string, prefix: string): ConditionBinder {
  return {
    bind(condition, environment, values) {
      try {
        atom.values(condition.value, environment, type).forEach((value, index) => {
          values[`${prefix}${index}`] = value
        })
      } catch (error) {
        if (!(error instanceof ValueMismatch)) throw error
        throw filterValueErrors[error.needed]({ field: condition.field })
      }
    },
  }
}

function unknownOperator({ field, op }: FilterCondition) {
  return queryErrors.OPERATOR_UNKNOWN({ field, operator: op.slice(0, 60) })
}
