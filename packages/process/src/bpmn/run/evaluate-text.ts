import {
  checkExpression,
  compileClosure,
  type EvaluationContext,
  type ExpressionSchema,
  type ExpressionType,
  type SchemaField,
  types,
} from '@mortise/expressions'
import { keyOf, readCondition } from './condition-text.ts'

export type Variables = { readonly [name: string]: unknown }

/** What a text says with these variables; undefined when it cannot be read or names something that is not known. */
export function holds(text: string | undefined, variables: Variables): boolean | undefined {
  const value = text === undefined ? undefined : evaluate(text, variables, types.bool)
  return typeof value === 'boolean' ? value : undefined
}

function evaluate(text: string, variables: Variables, expected: ExpressionType): unknown {
  const condition = readCondition(text)
  if (!condition.ok) return undefined
  const record: { [key: string]: unknown } = {}
  const fields: SchemaField[] = []
  for (const name of condition.names) {
    const value = variableOf(name, variables)
    const type = typeOfValue(value)
    if (!type) return undefined
    const key = keyOf(name)
    record[key] = typeof value === 'number' ? String(value) : value
    fields.push({ key, label: { zh: name, en: name }, type, nullable: value === null, volatile: false })
  }
  const checked = checkExpression(condition.expr, { schema: schemaOf(fields), entity: 'variables', expected })
  if (!checked.ok) return undefined
  return compileClosure(checked.root)({ record, outer: null, context, related: null })
}

/** A number that is written out or named; undefined when it is neither. */
export function numberOf(text: string | undefined, variables: Variables): number | undefined {
  const name = text?.replace(/^[$#]\{|\}$|^=/g, '').trim()
  const value =
    name === undefined ? undefined : (variableOf(name, variables) ?? (name === '' ? undefined : Number(name)))
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined
}

/** The value that a name stands for; with dots, a value inside a value. */
export function variableOf(name: string, variables: Variables): unknown {
  let value: unknown = variables
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Variables)[part]
  }
  return value
}

const typesOf: { readonly [type: string]: ExpressionType | undefined } = {
  number: types.num,
  string: types.text,
  boolean: types.bool,
}

function typeOfValue(value: unknown): ExpressionType | undefined {
  return value === null ? types.text : typesOf[typeof value]
}

function schemaOf(fields: readonly SchemaField[]): ExpressionSchema {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const entity = {
    key: 'variables',
    label: { zh: '变量', en: 'Variables' },
    field: (key: string) => byKey.get(key) ?? null,
    fields: () => byKey.values(),
    relation: () => null,
    relations: () => [],
  }
  return {
    entity: (key) => (key === 'variables' ? entity : null),
    entities: () => [entity],
    optionSet: () => null,
  }
}

/** Conditions of files know variables only. */
const context: EvaluationContext = {
  now: '1970-01-01T00:00:00.000Z',
  today: '1970-01-01',
  timeZone: 'UTC',
  user: null,
  workspace: '',
  calendar: { exceptions: new Map() },
}
