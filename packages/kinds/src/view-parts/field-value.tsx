import type { EntityRecord } from '@mortise/data'
import { type EntityModel, type FieldModel, resolvePath, shownField } from '@mortise/metadata'
import { type RuntimeServices, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'

/** A field that a view shows, at the end of its path. */
export interface ShownPath {
  path: string
  field: FieldModel
  label: string
}

/** The fields behind paths, with their names; what leads nowhere is left out. */
export function shownPaths(services: RuntimeServices, entity: EntityModel, paths: readonly string[]): ShownPath[] {
  return paths.flatMap((path) => {
    const resolved = resolvePath(services.app, entity, path)
    if (!resolved) return []
    const steps = [...resolved.relations, resolved.field]
    const last = services.app.entities.get(resolved.field.entity)
    // `customer.name` is just "Customer" when customers go by that name.
    const named = steps.length > 1 && last?.title.key === resolved.field.key ? steps.slice(0, -1) : steps
    const label = named.map((step) => step.label[services.language] ?? step.label.en).join(' · ')
    return [{ path, field: resolved.field, label }]
  })
}

/** A value of a record as its field type draws it on cards. */
export function FieldValue({ path, field, record }: Pick<ShownPath, 'path' | 'field'> & { record: EntityRecord }) {
  return <ValueCell field={field} value={record[path] ?? shownField(field).kind.blank ?? null} />
}

/** A value as its field type draws it on cards. */
export function ValueCell({ field, value }: { field: FieldModel; value: unknown }) {
  const { fieldRuntimes } = useRuntimeServices()
  const Cell = fieldRuntimes.get(field.type).Cell as ComponentType<{
    field: FieldModel
    value: unknown
    appearance: 'card'
  }>
  return <Cell field={field} value={value} appearance="card" />
}

/** Choices and people say by themselves what they are; other values stand beside the name of their field. */
export function speaksForItself(field: FieldModel): boolean {
  const { kind, optionSet } = shownField(field)
  return optionSet !== null || kind.group === 'people'
}

/** Whether a record has nothing there. */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** A value as plain text: names of things in messages. */
export function valueText(services: RuntimeServices, field: FieldModel, value: unknown): string {
  if (isBlank(value)) return ''
  const shown = shownField(field)
  const runtime = services.fieldRuntimes.has(shown.type) ? services.fieldRuntimes.get(shown.type) : null
  const text =
    runtime?.text?.(value as never, shown, services) ?? shown.kind.text?.(value as never, shown, services.language)
  return text ?? String(value)
}

/** What a record is called, in plain text. */
export function titleText(services: RuntimeServices, entity: EntityModel, record: EntityRecord): string {
  return valueText(services, entity.title, record[entity.title.key])
}

/** The hue of a record by a choice; null where it has none. */
export function colourOf(
  services: RuntimeServices,
  entity: EntityModel,
  path: string | undefined,
  record: EntityRecord,
) {
  const field = path ? resolvePath(services.app, entity, path)?.field : undefined
  const value = path ? record[path] : null
  if (!field || typeof value !== 'string') return null
  return shownField(field).optionSet?.options.get(value)?.colour ?? 'grey'
}

/** Whether a value of the record itself is set by people: what views change by dragging. */
export function isWritten(field: FieldModel): boolean {
  const own = field.lookup === null && field.computed === null
  return own && field.kind.writable !== false && (!field.system || field.key === 'owner')
}
