import { createRegistry, type LocalizedText, type Registry } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import {
  defineFieldType,
  type FieldModel,
  type FieldType,
  type FilterOperator,
  Key,
  Localized,
  StoredExpressionSchema,
  shownField,
} from '@mortise/metadata'
import { type TSchema, Type } from '@mortise/metadata/schema'
import { type ColumnSpec, defineFieldStorage, type FieldStorage } from '../contract/field-storage.ts'

/**
 * Field types for the tests of this package, one for each column class and structure; the real ones are above it. They
 * agree with the real ones in names and columns, so that a test reads like an app.
 */
interface FixtureKind {
  column?: ColumnSpec
  structure?: FieldStorage['structure']
  storage?: Partial<FieldStorage>
  value: TSchema
  type?: Partial<FieldType>
}

const strict = { additionalProperties: false }
const blank = ['blank', 'not_blank'] as const
const textOperators = [
  'eq',
  'ne',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  ...blank,
] as const
const orderOperators = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', ...blank] as const
const choiceOperators = ['eq', 'ne', 'in', 'not_in', ...blank] as const
const listOperators = ['has_any', 'has_all', 'has_none', ...blank] as const
const inverse = Type.Optional(Type.Object({ key: Key, label: Localized }, strict))
const onDelete = Type.Optional(Type.Enum(['restrict', 'clear', 'cascade'], { default: 'restrict' }))
const uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const decimal = Type.String({ pattern: '^-?\\d{1,16}(\\.\\d{1,2})?$' })
const files = Type.Array(Type.Object({ id: uuid }, { additionalProperties: true }), { maxItems: 10 })

const resultSchema = Type.Object(
  { type: Type.String(), options: Type.Optional(Type.Record(Type.String(), Type.Unknown())) },
  strict,
)

interface FormulaOptions {
  expression: StoredExpression
  result: { type: string; options?: Record<string, unknown> }
  /** As of a roll-up: it has to be in a column. */
  kept?: boolean
}

const querying = (operators: readonly FilterOperator[], more: Partial<FieldType> = {}): Partial<FieldType> => ({
  operators: () => operators,
  sortable: true,
  groupable: true,
  aggregates: ['count', 'count_distinct'],
  ...more,
})

const withOptionSet = {
  options: Type.Object({ optionSet: Key }, strict),
  references: { optionSet: 'option_set' },
} as const

const numbers = querying([...orderOperators, 'in', 'not_in'], {
  aggregates: ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'],
})
const dates = querying([...orderOperators, 'within'], { aggregates: ['count', 'count_distinct', 'min', 'max'] })

/** What each type is in expressions; those that are missing cannot be used there. */
const expressions: { [type: string]: NonNullable<FieldType['expression']> } = {
  id: ({ entity }) => ({ kind: 'ref', entity }),
  text: () => ({ kind: 'text' }),
  long_text: () => ({ kind: 'text' }),
  integer: () => ({ kind: 'num' }),
  decimal: () => ({ kind: 'num' }),
  checkbox: () => ({ kind: 'bool' }),
  date: () => ({ kind: 'date' }),
  datetime: () => ({ kind: 'datetime' }),
  select: ({ optionSet }) => (optionSet ? { kind: 'enum', optionSet: optionSet.key } : null),
  multi_select: ({ optionSet }) => (optionSet ? { kind: 'set', optionSet: optionSet.key } : null),
  person: () => ({ kind: 'user' }),
  department: () => ({ kind: 'department' }),
  relation: ({ target }) => (target === null ? null : { kind: 'ref', entity: target }),
  file: () => ({ kind: 'files' }),
  auto_number: () => ({ kind: 'text' }),
  lookup: shownExpression,
  formula: shownExpression,
}

function shownExpression(field: FieldModel) {
  const shown = shownField(field)
  return shown === field ? null : (shown.kind.expression?.(shown) ?? null)
}

const kinds: { [type: string]: FixtureKind } = {
  id: { column: { class: 'reference', type: 'uuid' }, value: uuid, type: querying(choiceOperators) },
  text: {
    column: { class: 'text', type: 'text' },
    storage: { mask: (column) => `left(${column}, 1) || '***'` },
    value: Type.String({ maxLength: 255 }),
    type: querying(textOperators, { unique: true, title: true }),
  },
  long_text: {
    column: { class: 'text', type: 'text' },
    value: Type.String({ maxLength: 20_000 }),
    type: querying(textOperators, { groupable: false }),
  },
  integer: { column: { class: 'number', type: 'bigint' }, value: Type.Integer(), type: { ...numbers, unique: true } },
  decimal: { column: { class: 'number', type: 'numeric(18,2)' }, value: decimal, type: numbers },
  checkbox: {
    column: { class: 'boolean', type: 'boolean', default: 'false' },
    value: Type.Boolean(),
    type: querying(['eq', 'ne'], { blank: false }),
  },
  date: {
    column: { class: 'date', type: 'date' },
    value: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
    type: dates,
  },
  datetime: {
    column: { class: 'instant', type: 'timestamptz(3)' },
    value: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }),
    type: dates,
  },
  select: {
    column: { class: 'choice', type: 'text' },
    value: Type.String(),
    type: querying(choiceOperators, { ...withOptionSet }),
  },
  multi_select: {
    column: { class: 'choices', type: 'text[]', default: `'{}'` },
    value: Type.Array(Type.String()),
    type: querying([...listOperators, 'eq', 'ne'], { ...withOptionSet, sortable: false, blank: [] }),
  },
  person: {
    column: { class: 'reference', type: 'uuid' },
    storage: { refersTo: 'user' },
    value: uuid,
    type: querying(choiceOperators),
  },
  department: {
    column: { class: 'reference', type: 'uuid' },
    storage: { refersTo: 'department' },
    value: uuid,
    type: querying([...choiceOperators, 'below']),
  },
  relation: {
    column: { class: 'reference', type: 'uuid' },
    value: uuid,
    type: querying(choiceOperators, {
      options: Type.Object({ entity: Key, onDelete, inverse }, strict),
      references: { entity: 'entity' },
      relation: 'one',
      unique: true,
    }),
  },
  relation_many: {
    structure: 'link',
    value: Type.Array(uuid),
    type: querying(listOperators, {
      options: Type.Object({ entity: Key, inverse }, strict),
      references: { entity: 'entity' },
      relation: 'many',
      blank: [],
      sortable: false,
      groupable: false,
    }),
  },
  sub_table: {
    structure: 'children',
    value: Type.Array(Type.Object({}, { additionalProperties: true })),
    type: {
      options: Type.Object({ entity: Key }, strict),
      references: { entity: 'entity' },
      relation: 'children',
      blank: [],
    },
  },
  lookup: {
    structure: 'lookup',
    value: Type.Unknown(),
    type: querying([], {
      options: Type.Object({ path: Type.String() }, strict),
      lookupOption: 'path',
      writable: false,
    }),
  },
  formula: {
    structure: 'computed',
    value: Type.Unknown(),
    type: querying([], {
      options: Type.Object(
        { expression: StoredExpressionSchema, result: resultSchema, kept: Type.Optional(Type.Boolean()) },
        strict,
      ),
      computed(options: object) {
        const { expression, result, kept = false } = options as FormulaOptions
        const { expr, blankAs = 'zero' } = expression
        return { expr, blankAs, result, kept, pointerOf: (at) => `/expression/expr${at}` }
      },
      operators(field) {
        const shown = shownField(field)
        return shown === field ? [] : (shown.kind.operators?.(shown) ?? [])
      },
      writable: false,
    }),
  },
  file: {
    column: { class: 'files', type: 'jsonb', default: `'[]'` },
    value: files,
    type: { operators: () => [...blank], blank: [] },
  },
  auto_number: {
    column: { class: 'text', type: 'text' },
    storage: {
      generated: 'counter',
      counter: (field) => ({
        period: '',
        format: (number) => `${String(field.options.prefix)}${String(number).padStart(4, '0')}`,
      }),
    },
    value: Type.String(),
    type: querying(textOperators, {
      options: Type.Object({ prefix: Type.Optional(Type.String({ default: 'N' })) }, strict),
      writable: false,
      title: true,
      unique: true,
    }),
  },
}

export const fixtureFieldTypes: Registry<FieldType> = createRegistry('field type', Object.entries(kinds).map(fieldType))

export const fixtureStorages: Registry<FieldStorage> = createRegistry(
  'field type',
  Object.entries(kinds).map(([type, kind]) =>
    defineFieldStorage(fixtureFieldTypes.get(type), {
      structure: kind.structure ?? 'column',
      ...(kind.column ? { column: () => kind.column as ColumnSpec } : {}),
      ...kind.storage,
    }),
  ),
)

function fieldType([type, kind]: [string, FixtureKind]): FieldType {
  const label: LocalizedText = { zh: type, en: type }
  return defineFieldType({
    type,
    label,
    description: label,
    group: 'text',
    options: Type.Object({}, strict),
    value: () => kind.value,
    samples: { valid: [], invalid: [] },
    ...(expressions[type] ? { expression: expressions[type] } : {}),
    ...kind.type,
  })
}
