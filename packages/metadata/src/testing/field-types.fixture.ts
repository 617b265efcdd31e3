import { createRegistry, type Registry } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import { defineFieldType, emptyOptions, type FieldType } from '../contract/field-type.ts'
import { Key, Localized } from '../documents/common.ts'
import { StoredExpressionSchema } from '../documents/stored-expression.ts'
import type { FieldModel } from '../model/app-model.ts'
import { shownField } from '../model/resolve-path.ts'
import { Type } from '../schema/type.ts'

/** What each type is in expressions; those that are missing cannot be used there. */
const expressions: { [type: string]: NonNullable<FieldType['expression']> } = {
  id: ({ entity }) => ({ kind: 'ref', entity }),
  text: () => ({ kind: 'text' }),
  integer: () => ({ kind: 'num' }),
  money: () => ({ kind: 'num' }),
  checkbox: () => ({ kind: 'bool' }),
  date: () => ({ kind: 'date' }),
  datetime: () => ({ kind: 'datetime' }),
  select: ({ optionSet }) => (optionSet ? { kind: 'enum', optionSet: optionSet.key } : null),
  multi_select: ({ optionSet }) => (optionSet ? { kind: 'set', optionSet: optionSet.key } : null),
  person: () => ({ kind: 'user' }),
  department: () => ({ kind: 'department' }),
  relation: ({ target }) => (target === null ? null : { kind: 'ref', entity: target }),
  lookup: shownExpression,
  formula: shownExpression,
}

function shownExpression(field: FieldModel) {
  const shown = shownField(field)
  return shown === field ? null : (shown.kind.expression?.(shown) ?? null)
}

/**
 * Small field types for the tests of this package, which may not import the real ones. They declare exactly what
 * compilation and validation read.
 */
export const testFieldTypes: Registry<FieldType> = createRegistry(
  'field type',
  fieldTypes().map((kind) => ({ ...(expressions[kind.type] ? { expression: expressions[kind.type] } : {}), ...kind })),
)

function fieldTypes(): FieldType[] {
  const common = {
    description: { zh: '测试', en: 'test' },
    group: 'text' as const,
    samples: { valid: [], invalid: [] },
  }
  const inverse = Type.Optional(Type.Object({ key: Key, label: Localized }, { additionalProperties: false }))
  const strict = { additionalProperties: false }
  const textOperators = () => ['eq', 'ne', 'in', 'not_in', 'contains', 'starts_with', 'blank', 'not_blank'] as const
  const orderOperators = () => ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'blank', 'not_blank'] as const
  const choiceOperators = () => ['eq', 'ne', 'in', 'not_in', 'blank', 'not_blank'] as const
  return [
    defineFieldType({
      ...common,
      type: 'text',
      label: { zh: '单行文本', en: 'Text' },
      options: Type.Object(
        { maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 255 })) },
        strict,
      ),
      value: ({ maxLength }) => Type.String({ maxLength }),
      title: true,
      unique: true,
      sortable: true,
      groupable: true,
      aggregates: ['count', 'count_distinct', 'min', 'max'],
      operators: textOperators,
    }),
    defineFieldType({
      ...common,
      type: 'integer',
      group: 'number',
      label: { zh: '整数', en: 'Whole number' },
      options: Type.Object({ min: Type.Optional(Type.Integer()), max: Type.Optional(Type.Integer()) }, strict),
      value: ({ min, max }) => Type.Integer({ minimum: min, maximum: max }),
      unique: true,
      sortable: true,
      groupable: true,
      aggregates: ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'],
      operators: orderOperators,
      check: ({ options: { min, max } }) =>
        typeof min === 'number' && typeof max === 'number' && min > max
          ? [{ code: 'TEST_RANGE', params: { min, max } }]
          : [],
    }),
    defineFieldType({
      ...common,
      type: 'money',
      group: 'number',
      label: { zh: '金额', en: 'Money' },
      options: Type.Object({ currency: Type.Optional(Type.String({ default: 'CNY' })) }, strict),
      value: () => Type.String({ pattern: '^-?\\d+(\\.\\d+)?$' }),
      sortable: true,
      aggregates: ['count', 'sum', 'avg', 'min', 'max'],
      operators: orderOperators,
    }),
    defineFieldType({
      ...common,
      type: 'checkbox',
      label: { zh: '复选框', en: 'Checkbox' },
      options: emptyOptions,
      value: () => Type.Boolean(),
      blank: false,
      groupable: true,
      operators: () => ['eq', 'ne'],
    }),
    ...['date', 'datetime'].map((type) =>
      defineFieldType({
        ...common,
        type,
        label: { zh: '日期', en: 'Date' },
        options: emptyOptions,
        value: () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}' }),
        sortable: true,
        groupable: true,
        aggregates: ['count', 'min', 'max'],
        operators: () => [...orderOperators(), 'within'] as const,
        contexts: ['today'],
      }),
    ),
    ...['id', 'person', 'department'].map((type) =>
      defineFieldType({
        ...common,
        type,
        label: { zh: '人员', en: 'Person' },
        options: emptyOptions,
        value: () => Type.String({ pattern: '^[0-9a-f-]{36}$' }),
        internal: type === 'id',
        contexts: type === 'person' ? ['user'] : type === 'department' ? ['department'] : [],
        sortable: true,
        groupable: true,
        operators: choiceOperators,
      }),
    ),
    defineFieldType({
      ...common,
      type: 'select',
      label: { zh: '单选', en: 'Single select' },
      options: Type.Object({ optionSet: Key }, strict),
      value: () => Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
      references: { optionSet: 'option_set' },
      sortable: true,
      groupable: true,
      aggregates: ['count', 'count_distinct'],
      operators: choiceOperators,
    }),
    defineFieldType({
      ...common,
      type: 'multi_select',
      label: { zh: '多选', en: 'Multi select' },
      options: Type.Object({ optionSet: Key }, strict),
      value: () => Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_]*$' })),
      blank: [],
      references: { optionSet: 'option_set' },
      operators: () => ['has_any', 'has_all', 'has_none', 'blank', 'not_blank'],
    }),
    defineFieldType({
      ...common,
      type: 'relation',
      label: { zh: '关联', en: 'Relation' },
      options: Type.Object(
        {
          entity: Key,
          onDelete: Type.Optional(Type.Enum(['restrict', 'clear', 'cascade'], { default: 'restrict' })),
          inverse,
        },
        strict,
      ),
      value: () => Type.String({ pattern: '^[0-9a-f-]{36}$' }),
      references: { entity: 'entity' },
      relation: 'one',
      unique: true,
      sortable: true,
      groupable: true,
      operators: choiceOperators,
    }),
    defineFieldType({
      ...common,
      type: 'relation_many',
      label: { zh: '多项关联', en: 'Relation to many' },
      options: Type.Object({ entity: Key, inverse }, strict),
      value: () => Type.Array(Type.String({ pattern: '^[0-9a-f-]{36}$' })),
      blank: [],
      references: { entity: 'entity' },
      relation: 'many',
      operators: () => ['has_any', 'has_none', 'blank', 'not_blank'],
    }),
    defineFieldType({
      ...common,
      type: 'sub_table',
      label: { zh: '子表', en: 'Sub-table' },
      options: Type.Object({ entity: Key }, strict),
      value: () => Type.Array(Type.Object({})),
      blank: [],
      references: { entity: 'entity' },
      relation: 'children',
    }),
    defineFieldType({
      ...common,
      type: 'lookup',
      label: { zh: '引用', en: 'Look-up' },
      options: Type.Object({ path: Type.String() }, strict),
      value: () => Type.Unknown(),
      writable: false,
      lookupOption: 'path',
      operators: ({ lookup }) => lookup?.field.kind.operators?.(lookup.field) ?? [],
    }),
    defineFieldType({
      ...common,
      type: 'formula',
      label: { zh: '公式', en: 'Formula' },
      options: Type.Object(
        {
          expression: StoredExpressionSchema,
          result: Type.Object(
            { type: Type.String(), options: Type.Optional(Type.Record(Type.String(), Type.Unknown())) },
            strict,
          ),
          kept: Type.Optional(Type.Boolean()),
        },
        strict,
      ),
      value: () => Type.Unknown(),
      computed({ expression, result, kept = false }) {
        const { expr, blankAs = 'zero' } = expression as StoredExpression
        const { text } = expression as StoredExpression
        return { expr, text, blankAs, result, kept, pointerOf: (at) => `/expression/expr${at}` }
      },
      writable: false,
    }),
  ] as FieldType[]
}
