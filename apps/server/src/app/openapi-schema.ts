import { filterDefinition, referToFilter } from '../filter-reference.ts'

type Schema = { [keyword: string]: unknown }

/**
 * A TypeBox schema in the form an OpenAPI document wants: the recursive filter is a component of its own, and what is
 * only for our designer is left out.
 */
export function toOpenApiSchema(schema: unknown): Schema {
  return withoutAnnotations(referToFilter(schema, '#/components/schemas/Filter')) as Schema
}

/** The filter language, for `components.schemas.Filter`. */
export function filterSchema(): Schema {
  return filterDefinition('#/components/schemas/Filter')
}

const designerOnly = new Set(['editor', 'label'])

function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key, inner]) => !isAnnotation(key, inner))
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutAnnotations(inner)]))
}

/** `label` may also be the name of a property, whose value is then a schema. */
function isAnnotation(key: string, value: unknown): boolean {
  if (!designerOnly.has(key)) return false
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'zh' in value)
}
