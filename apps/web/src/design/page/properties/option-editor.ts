import type { LocalizedText } from '@mortise/core'
import type { BlockRole, EntityModel, FieldModel } from '@mortise/metadata'

/** What the schema of a block says about one of its options. */
export interface OptionSchema {
  label?: LocalizedText
  type?: string
  enum?: readonly string[]
  anyOf?: readonly { const?: string }[]
  choices?: Readonly<Record<string, LocalizedText>>
  editor?: string
  minimum?: number
  maximum?: number
  maxItems?: number
  default?: unknown
  properties?: { readonly [option: string]: OptionSchema }
  required?: readonly string[]
  items?: OptionSchema
}

/** An option, and where its value goes. */
export interface OptionRowProps {
  property: OptionSchema
  role: BlockRole | undefined
  required: boolean
  value: unknown
  /** The table whose fields are chosen from. */
  table: EntityModel | null
  page: EntityModel | null
  onChange(value: unknown, merge?: boolean): void
}

export type OptionProps = OptionRowProps & { label: string }

export type FieldRole = Extract<BlockRole, { names: 'field' }>

/** Whether a field can be chosen for an option. */
export function fits(role: FieldRole, field: FieldModel, path: string, page: EntityModel | null): boolean {
  return (role.accepts?.(field, page) ?? true) && !(role.own && path.includes('.'))
}

/** The first field of a table that could be. */
export function firstField(
  table: EntityModel | undefined,
  role: FieldRole,
  page: EntityModel | null,
): string | undefined {
  return [...(table?.fields.values() ?? [])].find((field) => !field.kind.internal && fits(role, field, field.key, page))
    ?.key
}
