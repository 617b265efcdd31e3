import { isLocalizedText } from '@mortise/core'
import type { TSchema } from 'typebox'
import type { JsonSchema } from '../schema/json-schema.ts'
import { pickBranch } from '../validate/pick-branch.ts'

/** The value with its keys in the order of the schema; keys that the schema does not name follow in their own order. */
export function orderKeys(schema: TSchema, value: unknown): unknown {
  return order(schema as JsonSchema, value, {})
}

type Definitions = Readonly<Record<string, JsonSchema>>

function order(given: JsonSchema | undefined, value: unknown, outer: Definitions): unknown {
  if (typeof value !== 'object' || value === null) return value
  const definitions = given?.$defs ?? outer
  const schema = given && resolve(given, value, definitions)
  if (Array.isArray(value)) return value.map((member) => order(schema?.items, member, definitions))
  const object = value as Record<string, unknown>
  return Object.fromEntries(
    orderedKeys(schema, object).map((key) => [key, order(schemaOf(schema, key), object[key], definitions)]),
  )
}

function resolve(given: JsonSchema, value: object, definitions: Definitions): JsonSchema | undefined {
  const schema = given.$ref === undefined ? given : (definitions[given.$ref] ?? {})
  return schema.anyOf ? (pickBranch(schema.anyOf, value, definitions) ?? undefined) : schema
}

function orderedKeys(schema: JsonSchema | undefined, object: Record<string, unknown>): string[] {
  const declared = Object.keys(schema?.properties ?? (isLocalizedText(object) ? { zh: 0, en: 0 } : {}))
  const place = new Map(declared.map((key, index) => [key, index]))
  const last = declared.length
  return Object.keys(object).sort((a, b) => {
    const difference = (place.get(a) ?? last) - (place.get(b) ?? last)
    return difference === 0 ? compareText(a, b) : difference
  })
}

function schemaOf(schema: JsonSchema | undefined, key: string): JsonSchema | undefined {
  if (schema?.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key]
  const [ofAll] = Object.values(schema?.patternProperties ?? {})
  return ofAll
}

/** By code points, so that it is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
