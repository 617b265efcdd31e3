import { Filter } from '@mortise/metadata'

type Schema = { [keyword: string]: unknown }

/**
 * The schema with each occurrence of the recursive filter replaced by a reference to one definition of it: a schema
 * that holds the filter twice would define it twice, which validators refuse.
 */
export function referToFilter(schema: unknown, reference: string): unknown {
  if (Array.isArray(schema)) return schema.map((inner) => referToFilter(inner, reference))
  if (typeof schema !== 'object' || schema === null) return schema
  if ((schema as Schema).$ref === 'Filter') return { $ref: reference }
  return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, referToFilter(inner, reference)]))
}

const place = '#/$defs/Filter'

/** The schema of a body that holds filters, as routes check it. */
export function withFilter(body: unknown): Schema {
  return { ...(referToFilter(body, place) as Schema), $defs: { Filter: filterDefinition(place) } }
}

/** That one definition. */
export function filterDefinition(reference: string): Schema {
  const { $defs } = JSON.parse(JSON.stringify(Filter)) as { $defs: { Filter: Schema } }
  const { $id: _, ...definition } = $defs.Filter
  return referToFilter(definition, reference) as Schema
}
