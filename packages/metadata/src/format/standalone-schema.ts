import type { TSchema } from 'typebox'

/**
 * A schema as plain JSON Schema: what is recursive is defined once at the root and referred to by pointer, as editors,
 * OpenAPI and ajv understand it (TypeBox refers by bare name, next to the place of use).
 */
export function standaloneSchema(schema: TSchema): Record<string, unknown> {
  const definitions: Record<string, unknown> = {}
  const root = rewrite(JSON.parse(JSON.stringify(schema)), definitions) as Record<string, unknown>
  return Object.keys(definitions).length > 0 ? { ...root, $defs: definitions } : root
}

function rewrite(value: unknown, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((member) => rewrite(member, definitions))
  if (typeof value !== 'object' || value === null) return value
  const { $defs, $ref, ...rest } = value as { $defs?: Record<string, object>; $ref?: unknown; [key: string]: unknown }
  for (const [name, definition] of Object.entries($defs ?? {})) {
    if (Object.hasOwn(definitions, name)) continue
    // Taken before it is looked into: it refers to itself.
    definitions[name] = null
    definitions[name] = rewrite(withoutId(definition), definitions)
  }
  const inner = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, rewrite(one, definitions)]))
  return typeof $ref === 'string' ? { ...inner, $ref: `#/$defs/${$ref}` } : inner
}

function withoutId(definition: object): object {
  const { $id: _id, ...rest } = definition as { $id?: string }
  return rest
}
