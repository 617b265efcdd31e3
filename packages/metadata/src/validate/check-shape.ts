import { fillText, type LocalizedText } from '@mortise/core'
import type { TSchema } from 'typebox'
import { keyPattern } from '../documents/common.ts'
import { fits, patternOf } from '../schema/fits.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { type IssueCode, issueDefinitions } from './issue-definitions.ts'
import { pointerTo } from './json-pointer.ts'
import type { IssueParams } from './make-issue.ts'
import { pickBranch } from './pick-branch.ts'
import { suggestionFor } from './suggestion-for.ts'

/** One way in which a value does not fit its schema. */
export interface ShapeProblem {
  code: IssueCode
  pointer: string
  params: IssueParams
}

/** Values with the schema that they were found to fit. They must not be changed afterwards. */
export type Fitting = WeakMap<object, TSchema>

/**
 * Where a JSON value departs from a schema, one problem per cause: of a union only the branch that was meant is looked
 * into, so that a typing error inside a filter does not give a page of "must match one of". Empty when it fits.
 */
export function checkShape(schema: TSchema, value: unknown, pointer = '', fitting?: Fitting): ShapeProblem[] {
  const object = typeof value === 'object' && value !== null ? value : null
  if (object && fitting?.get(object) === schema) return []
  if (fits(schema, value)) {
    if (object) fitting?.set(object, schema)
    return []
  }
  const problems: ShapeProblem[] = []
  explain(schema as JsonSchema, value, { pointer, definitions: {}, problems })
  return problems
}

/** What a problem says to people. */
export function shapeInWords({ code, params }: ShapeProblem): LocalizedText {
  return fillText(issueDefinitions[code], params)
}

/** The name of a JSON type in words. */
export function typeInWords(type: string): LocalizedText {
  return typeNames[type] ?? { zh: type, en: type }
}

const typeNames: Readonly<Record<string, LocalizedText>> = {
  object: { zh: '对象', en: 'an object' },
  array: { zh: '列表', en: 'a list' },
  string: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  null: { zh: 'null', en: 'null' },
}

interface Explanation {
  pointer: string
  definitions: Readonly<Record<string, JsonSchema>>
  problems: ShapeProblem[]
}

function explain(given: JsonSchema, value: unknown, at: Explanation): void {
  const definitions = given.$defs ?? at.definitions
  const schema = given.$ref === undefined ? given : (definitions[given.$ref] ?? {})
  const inside = { ...at, definitions }
  const add = (code: IssueCode, params: IssueParams) => at.problems.push({ code, pointer: at.pointer, params })
  if (schema.anyOf) {
    explainUnion(schema.anyOf, value, inside)
    return
  }
  if (schema.const !== undefined) {
    explainChoice([schema.const], value, add)
    return
  }
  if (schema.enum) {
    explainChoice(schema.enum, value, add)
    return
  }
  const found = jsonType(value)
  if (schema.type === 'integer' && found === 'number' && !Number.isInteger(value)) {
    add('SHAPE_WRONG_TYPE', { expected: typeInWords('integer'), found: typeInWords('number') })
  } else if (schema.type !== undefined && schema.type !== found && !(schema.type === 'integer' && found === 'number')) {
    add('SHAPE_WRONG_TYPE', { expected: typeInWords(schema.type), found: typeInWords(found) })
  } else if (found === 'object') explainObject(schema, value as Record<string, unknown>, inside)
  else if (found === 'array') explainArray(schema, value as unknown[], inside)
  else explainScalar(schema, value, add)
}

function explainUnion(branches: readonly JsonSchema[], value: unknown, at: Explanation): void {
  const branch = pickBranch(branches, value, at.definitions)
  if (branch) explain(branch, value, at)
  else {
    const expected = [...new Set(branches.map((one) => one.type ?? 'object'))].map(typeInWords)
    const params = { expected: oneOf(expected), found: typeInWords(jsonType(value)) }
    at.problems.push({ code: 'SHAPE_WRONG_TYPE', pointer: at.pointer, params })
  }
}

function oneOf(texts: readonly LocalizedText[]): LocalizedText {
  return { zh: texts.map(({ zh }) => zh).join('或'), en: texts.map(({ en }) => en).join(' or ') }
}

type Add = (code: IssueCode, params: IssueParams) => void

function explainChoice(allowed: readonly unknown[], value: unknown, add: Add): void {
  if (allowed.includes(value)) return
  const name = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  add('SHAPE_NOT_ALLOWED', { name, suggestion: suggestionFor(name, allowed.map(String)) })
}

function explainObject(schema: JsonSchema, value: Record<string, unknown>, at: Explanation): void {
  for (const name of schema.required ?? []) {
    if (Object.hasOwn(value, name)) continue
    const label = isLabelSchema(schema)
    const code = label ? 'LABEL_LANGUAGE_MISSING' : 'SHAPE_MISSING_KEY'
    at.problems.push({ code, pointer: at.pointer, params: label ? { language: name } : { name } })
  }
  for (const [name, inner] of Object.entries(value)) {
    const pointer = pointerTo(at.pointer, name)
    const innerSchema = schemaOfKey(schema, name)
    if (innerSchema === false) at.problems.push({ pointer, ...unknownKey(schema, name, value) })
    else if (innerSchema) explain(innerSchema, inner, { ...at, pointer })
  }
}

/** The schema of one key of an object; false when the key is not allowed, null when anything goes. */
function schemaOfKey(schema: JsonSchema, name: string): JsonSchema | false | null {
  if (schema.properties && Object.hasOwn(schema.properties, name)) return schema.properties[name] ?? null
  for (const [pattern, inner] of Object.entries(schema.patternProperties ?? {})) {
    if (patternOf(pattern).test(name)) return inner
  }
  const rest = schema.additionalProperties
  return typeof rest === 'object' ? rest : rest === false ? false : null
}

function unknownKey(schema: JsonSchema, name: string, value: Record<string, unknown>): Omit<ShapeProblem, 'pointer'> {
  if (!schema.properties && schema.patternProperties) return { code: 'SHAPE_KEY_PATTERN', params: { name } }
  const free = Object.keys(schema.properties ?? {}).filter((key) => !Object.hasOwn(value, key))
  return { code: 'SHAPE_UNKNOWN_KEY', params: { name, suggestion: suggestionFor(name, free) } }
}

function isLabelSchema(schema: JsonSchema): boolean {
  return schema.properties?.zh !== undefined && schema.properties.en !== undefined
}

function explainArray(schema: JsonSchema, value: readonly unknown[], at: Explanation): void {
  limit(at, value.length < (schema.minItems ?? 0), '至少 {n} 项。', 'At least {n} entries.', schema.minItems)
  limit(at, value.length > (schema.maxItems ?? Infinity), '最多 {n} 项。', 'At most {n} entries.', schema.maxItems)
  const members = value.map((one) => JSON.stringify(one))
  const repeats = schema.uniqueItems === true && new Set(members).size < members.length
  limit(at, repeats, '不能有重复的项。', 'No entry may be there twice.', undefined)
  const items = schema.items
  if (!items) return
  value.forEach((member, index) => {
    explain(items, member, { ...at, pointer: pointerTo(at.pointer, index) })
  })
}

function explainScalar(schema: JsonSchema, value: unknown, add: Add): void {
  if (typeof value === 'string') explainText(schema, value, add)
  if (typeof value !== 'number') return
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = schema
  if (value <= exclusiveMinimum)
    add('SHAPE_LIMIT', {
      problem: { zh: `必须大于 ${exclusiveMinimum}。`, en: `Must be more than ${exclusiveMinimum}.` },
    })
  if (value < minimum)
    add('SHAPE_LIMIT', { problem: { zh: `不能小于 ${minimum}。`, en: `Must be at least ${minimum}.` } })
  if (value > maximum)
    add('SHAPE_LIMIT', { problem: { zh: `不能大于 ${maximum}。`, en: `Must be at most ${maximum}.` } })
}

function explainText(schema: JsonSchema, value: string, add: Add): void {
  const { minLength = 0, maxLength = Infinity, pattern } = schema
  const length = [...value].length
  if (length < minLength) add('SHAPE_LIMIT', { problem: { zh: '不能为空。', en: 'Must not be empty.' } })
  if (length > maxLength) {
    add('SHAPE_LIMIT', { problem: { zh: `最多 ${maxLength} 个字符。`, en: `At most ${maxLength} characters.` } })
  }
  if (pattern === undefined || patternOf(pattern).test(value)) return
  if (pattern === keyPattern) add('SHAPE_KEY_PATTERN', { name: value })
  else add('SHAPE_PATTERN', { name: value, pattern })
}

function limit(at: Explanation, broken: boolean, zh: string, en: string, bound: number | undefined): void {
  if (!broken) return
  const problem = { zh: zh.replace('{n}', String(bound)), en: en.replace('{n}', String(bound)) }
  at.problems.push({ code: 'SHAPE_LIMIT', pointer: at.pointer, params: { problem } })
}

export function jsonType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}
