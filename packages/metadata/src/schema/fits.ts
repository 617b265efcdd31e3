import type { Static, TSchema } from 'typebox'
import type { JsonSchema } from './json-schema.ts'

type Definitions = Readonly<Record<string, JsonSchema>>

/**
 * Whether a JSON value fits a schema made with `Type`, as JSON Schema 2020-12 defines the keywords of `JsonSchema`; a
 * property that is undefined counts as missing. What a value does wrong is said by `checkShape`.
 */
export function fits<Schema extends TSchema>(schema: Schema, value: unknown): value is Static<Schema> {
  return isFit(schema, value, {})
}

function isFit(schema: JsonSchema, value: unknown, around: Definitions): boolean {
  const definitions = schema.$defs ?? around
  if (schema.$ref !== undefined) {
    const named = definitions[schema.$ref]
    return named !== undefined && isFit(named, value, definitions)
  }
  if (schema.type !== undefined && !hasType(schema.type, value)) return false
  if (schema.const !== undefined && schema.const !== value) return false
  if (schema.enum && !schema.enum.includes(value)) return false
  if (schema.anyOf && !schema.anyOf.some((branch) => isFit(branch, value, definitions))) return false
  if (typeof value === 'string') return isFitText(schema, value)
  if (typeof value === 'number') return isFitNumber(schema, value)
  if (Array.isArray(value)) return isFitList(schema, value, definitions)
  if (typeof value === 'object' && value !== null)
    return isFitObject(schema, value as Record<string, unknown>, definitions)
  return true
}

function hasType(type: string, value: unknown): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'null') return value === null
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'number') return Number.isFinite(value)
  return typeof value === type
}

function isFitText({ minLength = 0, maxLength = Infinity, pattern }: JsonSchema, value: string): boolean {
  // Lengths are those of code points, of which there are never more than units.
  if (value.length < minLength) return false
  if (minLength > 1 && codePoints(value) < minLength) return false
  if (value.length > maxLength && codePoints(value) > maxLength) return false
  return pattern === undefined || patternOf(pattern).test(value)
}

function codePoints(text: string): number {
  let count = 0
  for (const _one of text) count += 1
  return count
}

const patterns = new Map<string, RegExp>()

/** The expression of a pattern, made once: schemas have a few dozen. */
export function patternOf(pattern: string): RegExp {
  let found = patterns.get(pattern)
  if (!found) {
    found = new RegExp(pattern, 'u')
    patterns.set(pattern, found)
  }
  return found
}

function isFitNumber(schema: JsonSchema, value: number): boolean {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = schema
  return value >= minimum && value <= maximum && value > exclusiveMinimum
}

function isFitList(schema: JsonSchema, value: readonly unknown[], definitions: Definitions): boolean {
  const { items, minItems = 0, maxItems = Infinity, uniqueItems } = schema
  if (value.length < minItems || value.length > maxItems) return false
  if (uniqueItems && new Set(value.map((one) => JSON.stringify(one))).size < value.length) return false
  return !items || value.every((one) => isFit(items, one, definitions))
}

function isFitObject(schema: JsonSchema, value: Record<string, unknown>, definitions: Definitions): boolean {
  if (schema.required && !schema.required.every((name) => Object.hasOwn(value, name))) return false
  return Object.keys(value).every((name) => isFitProperty(schema, name, value[name], definitions))
}

function isFitProperty(schema: JsonSchema, name: string, value: unknown, definitions: Definitions): boolean {
  const { properties, patternProperties, additionalProperties } = schema
  const own = properties && Object.hasOwn(properties, name) ? properties[name] : undefined
  if (own && !(value === undefined && !schema.required?.includes(name)) && !isFit(own, value, definitions)) return false
  let known = own !== undefined
  for (const pattern in patternProperties) {
    if (!patternOf(pattern).test(name)) continue
    known = true
    const inner = patternProperties[pattern]
    if (inner && !isFit(inner, value, definitions)) return false
  }
  if (known || additionalProperties === undefined || additionalProperties === true) return true
  return additionalProperties !== false && isFit(additionalProperties, value, definitions)
}
