import type { LocalizedText } from '@mortise/core'
import type { NodeOptionEditor, NodeOptionSection } from '@mortise/metadata'

/** What the schema of a type of node says about one of its options. */
export interface NodeOptionSchema {
  label?: LocalizedText
  hint?: LocalizedText
  editor?: NodeOptionEditor
  section?: NodeOptionSection
  choices?: Readonly<Record<string, LocalizedText>>
  type?: string
  const?: unknown
  enum?: readonly string[]
  anyOf?: readonly NodeOptionSchema[]
  properties?: { readonly [option: string]: NodeOptionSchema }
  required?: readonly string[]
  items?: NodeOptionSchema
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  default?: unknown
}

/** The texts of a choice: those of an enumeration, or of literals side by side. */
export function choicesOf(schema: NodeOptionSchema): string[] {
  if (schema.enum) return [...schema.enum]
  if (typeof schema.const === 'string') return [schema.const]
  return schema.anyOf?.flatMap((one) => (typeof one.const === 'string' ? [one.const] : (one.enum ?? []))) ?? []
}

/** Whether a value is an object with properties of its own. */
export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One of several shapes that an option can have. */
export interface Shape {
  /** What tells it from the others in a choice. */
  id: string
  label: LocalizedText | undefined
  schema: NodeOptionSchema
  /** What every value of the shape begins with: the value of the property by which shapes are told apart. */
  fixed: { readonly [name: string]: unknown }
}

/** The shapes of an option, each value of the property that tells them apart being one of its own. */
export function shapesOf({ anyOf = [], choices }: NodeOptionSchema): Shape[] {
  const by = discriminatorOf(anyOf)
  return anyOf.flatMap((schema, position): Shape[] => {
    const property = by === null ? undefined : schema.properties?.[by]
    if (by === null || !property) return [{ id: String(position), label: schema.label, schema, fixed: {} }]
    return choicesOf(property).map((value) => ({
      id: value,
      label: choices?.[value] ?? property.choices?.[value],
      schema,
      fixed: { [by]: value },
    }))
  })
}

/** The property with values of its own in each of them. */
export function discriminatorOf(shapes: readonly NodeOptionSchema[]): string | null {
  const names = Object.keys(shapes[0]?.properties ?? {})
  const tells = (name: string) => shapes.every(({ properties }) => choicesOf(properties?.[name] ?? {}).length > 0)
  return names.find(tells) ?? null
}

/** The shape that a value has. */
export function shapeOf(shapes: readonly Shape[], value: unknown): Shape | undefined {
  if (!isObject(value)) return undefined
  return shapes.find(({ fixed, schema }) => {
    const same = Object.entries(fixed).every(([name, one]) => value[name] === one)
    return same && (schema.required ?? []).every((name) => name in value)
  })
}
