import { fits } from './fits.ts'
import type { JsonSchema } from './json-schema.ts'

type Definitions = Readonly<Record<string, JsonSchema>>

/**
 * A JSON value with the defaults of its schema where it says nothing, at every depth; of a union those of the first
 * branch that it then fits. What is given is not changed; parts without defaults are shared with the result.
 */
export function fillDefaults(schema: object, value: unknown): unknown {
  return filled(schema, value, {})
}

function filled(schema: JsonSchema, given: unknown, around: Definitions): unknown {
  const definitions = schema.$defs ?? around
  if (schema.$ref !== undefined) {
    const named = definitions[schema.$ref]
    return named ? filled(named, given, definitions) : given
  }
  const value = given === undefined && schema.default !== undefined ? structuredClone(schema.default) : given
  if (schema.anyOf) return filledUnion(schema.anyOf, value, definitions)
  const { items, properties } = schema
  if (items && Array.isArray(value)) return value.map((one) => filled(items, one, definitions))
  if (properties && typeof value === 'object' && value !== null && !Array.isArray(value))
    return filledObject(properties, value as Record<string, unknown>, definitions)
  return value
}

function filledUnion(branches: readonly JsonSchema[], value: unknown, definitions: Definitions): unknown {
  for (const branch of branches) {
    const result = filled(branch, value, definitions)
    if (fits({ $defs: definitions, anyOf: [branch] }, result)) return result
  }
  return value
}

function filledObject(
  properties: Readonly<Record<string, JsonSchema>>,
  value: Record<string, unknown>,
  definitions: Definitions,
): Record<string, unknown> {
  const result = { ...value }
  for (const [name, schema] of Object.entries(properties)) {
    const inner = filled(schema, Object.hasOwn(value, name) ? value[name] : undefined, definitions)
    if (inner !== undefined) result[name] = inner
  }
  return result
}
