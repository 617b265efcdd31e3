import type { FilterOperator } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ColumnClass } from '../contract/field-storage.ts'
import {
  booleanValue,
  dayValue,
  type FilterEnvironment,
  instantsOf,
  instantsOfDays,
  listOf,
  numberValue,
  pairOf,
  rangeValue,
  referenceValue,
  textValue,
} from './filter-value.ts'

/** A column as comparisons see it: never NULL where its class has none. */
export interface ComparedColumn {
  sql: RawBuilder<unknown>
  /** Type in PostgreSQL, for parameters of the same type. */
  type: string
  /** The text has an index of pairs of characters, built with this function. */
  bigrams: RawBuilder<unknown> | null
}

type Condition = RawBuilder<boolean>

/** Placeholder number n of a comparison. */
export type Operand = (index: number, cast: string) => RawBuilder<unknown>

/**
 * One comparison of one class of columns. Its SQL is true where the comparison holds, and false or NULL elsewhere: the
 * compiler writes every negation as `is not true`, so that it is the exact complement and blanks fall on its side.
 */
export interface Atom {
  sql(column: ComparedColumn, operand: Operand): Condition
  /** The values of the placeholders; throws ValueMismatch. */
  values(value: unknown, environment: FilterEnvironment, type: string): unknown[]
}

/** Operators that are the complement of another. */
export const complements: ReadonlyMap<FilterOperator, FilterOperator> = new Map([
  ['ne', 'eq'],
  ['not_in', 'in'],
  ['not_contains', 'contains'],
  ['has_none', 'has_any'],
])

const blank: Atom = { sql: (column) => sql`${column.sql} is null`, values: () => [] }
const notBlank: Atom = { sql: (column) => sql`${column.sql} is not null`, values: () => [] }

const compare = (operator: string, cast: (type: string) => string, read: Read): Atom => ({
  sql: (column, operand) => sql`${column.sql} ${sql.raw(operator)} ${operand(0, cast(column.type))}`,
  values: (value, environment, type) => [read(value, environment, type)],
})

type Read = (value: unknown, environment: FilterEnvironment, type: string) => unknown

const oneOf = (cast: (type: string) => string, read: Read): Atom => ({
  sql: (column, operand) => sql`${column.sql} = any(${operand(0, `${cast(column.type)}[]`)})`,
  values: (value, environment, type) => [listOf(value, (member) => read(member, environment, type))],
})

const between = (cast: (type: string) => string, read: Read): Atom => ({
  sql: (column, operand) =>
    sql`(${column.sql} >= ${operand(0, cast(column.type))} and ${column.sql} <= ${operand(1, cast(column.type))})`,
  values: (value, environment, type) => pairOf(value, (member) => read(member, environment, type)),
})

const orderedAtoms = (cast: (type: string) => string, read: Read) => ({
  eq: compare('=', cast, read),
  lt: compare('<', cast, read),
  lte: compare('<=', cast, read),
  gt: compare('>', cast, read),
  gte: compare('>=', cast, read),
  between: between(cast, read),
  in: oneOf(cast, read),
  blank,
  not_blank: notBlank,
})

const asText = () => 'text'
const asDate = () => 'date'
const asUuid = () => 'uuid'

/** Text is compared without regard to case, both sides folded by the same function. */
const contains: Atom = {
  sql(column, operand) {
    const found = sql<boolean>`strpos(lower(${column.sql}), lower(${operand(0, 'text')})) > 0`
    if (!column.bigrams) return found
    return sql`(${column.bigrams}(${column.sql}) @> ${column.bigrams}(${operand(0, 'text')}) and ${found})`
  },
  values: (value) => [textValue(value)],
}

const textAtoms: Atoms = {
  eq: compare('=', asText, textValue),
  in: oneOf(asText, textValue),
  contains,
  starts_with: {
    sql: (column, operand) => sql`starts_with(lower(${column.sql}), lower(${operand(0, 'text')}))`,
    values: (value) => [textValue(value)],
  },
  ends_with: {
    sql: (column, operand) =>
      sql`right(lower(${column.sql}), length(lower(${operand(0, 'text')}))) = lower(${operand(0, 'text')})`,
    values: (value) => [textValue(value)],
  },
  blank,
  not_blank: notBlank,
}

const referenceAtoms: Atoms = {
  eq: compare('=', asUuid, referenceValue),
  in: oneOf(asUuid, referenceValue),
  below: {
    sql: (column, operand) => sql`${column.sql} = any(${operand(0, 'uuid[]')})`,
    values: (value, environment) => [environment.below.get(referenceValue(value, environment)) ?? []],
  },
  blank,
  not_blank: notBlank,
}

/** Instants are compared as spans: a day stands for all of its instants. `first` and `second` choose the ends used. */
const instantAtom = (
  condition: (column: RawBuilder<unknown>, end: RawBuilder<unknown>) => Condition,
  end: 'from' | 'to',
): Atom => ({
  sql: (column, operand) => condition(column.sql, operand(0, 'timestamptz')),
  values: (value, environment) => [instantsOf(value, environment)[end]],
})

const insideSpan = (span: Read): Atom => ({
  sql: (column, operand) =>
    sql`(${column.sql} >= ${operand(0, 'timestamptz')} and ${column.sql} < ${operand(1, 'timestamptz')})`,
  values(value, environment, type) {
    const { from, to } = span(value, environment, type) as { from: string; to: string }
    return [from, to]
  },
})

const instantAtoms: Atoms = {
  eq: insideSpan(instantsOf),
  lt: instantAtom((column, end) => sql`${column} < ${end}`, 'from'),
  lte: instantAtom((column, end) => sql`${column} < ${end}`, 'to'),
  gt: instantAtom((column, end) => sql`${column} >= ${end}`, 'to'),
  gte: instantAtom((column, end) => sql`${column} >= ${end}`, 'from'),
  between: insideSpan((value, environment) => {
    const [first, last] = pairOf(value, (member) => instantsOf(member, environment))
    return { from: first.from, to: last.to }
  }),
  within: insideSpan((value, environment) => instantsOfDays(rangeValue(value, environment), environment)),
  blank,
  not_blank: notBlank,
}

const dateAtoms: Atoms = {
  ...orderedAtoms(asDate, dayValue),
  within: {
    sql: (column, operand) => sql`(${column.sql} >= ${operand(0, 'date')} and ${column.sql} < ${operand(1, 'date')})`,
    values(value, environment) {
      const { from, to } = rangeValue(value, environment)
      return [from, to]
    },
  },
}

const textList: Read = (value) => [...new Set(listOf(value, textValue))].sort()

const choicesAtoms: Atoms = {
  eq: compare('=', () => 'text[]', textList),
  has_any: compare('&&', () => 'text[]', textList),
  has_all: compare('@>', () => 'text[]', textList),
  blank: { sql: (column) => sql`${column.sql} = '{}'`, values: () => [] },
  not_blank: { sql: (column) => sql`${column.sql} <> '{}'`, values: () => [] },
}

type Atoms = Partial<Record<FilterOperator, Atom>>

/** What each class of columns can be compared with. */
export const filterAtoms: Record<ColumnClass, Atoms> = {
  text: textAtoms,
  choice: { eq: textAtoms.eq, in: textAtoms.in, blank, not_blank: notBlank },
  number: orderedAtoms(
    (type) => (isWholeType(type) ? type : 'numeric'),
    (value, _environment, type) => numberValue(value, type),
  ),
  boolean: { eq: compare('=', () => 'boolean', booleanValue) },
  date: dateAtoms,
  instant: instantAtoms,
  reference: referenceAtoms,
  choices: choicesAtoms,
  files: {
    blank: { sql: (column) => sql`${column.sql} = '[]'::jsonb`, values: () => [] },
    not_blank: { sql: (column) => sql`${column.sql} <> '[]'::jsonb`, values: () => [] },
  },
}

function isWholeType(type: string): boolean {
  return type === 'bigint' || type === 'integer' || type === 'int' || type === 'smallint'
}
