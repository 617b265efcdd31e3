import { type FieldModel, shownField } from '@mortise/metadata'
import type { FieldRuntime } from '../contract/field-runtime.ts'
import type { RuntimeServices } from '../contract/runtime-services.ts'
import type { CellEditing, GridColumn } from './model/grid-column.ts'

interface ColumnInput {
  /** What the record holds the value under: the field's key, or a path over relations. */
  key: string
  field: FieldModel
  services: RuntimeServices
  label: string
  width?: number
  pinned?: boolean
  /** The user may change the field, as far as the table as a whole is concerned. */
  editable: boolean
}

/** The column of a field: shown, copied, pasted and edited by the field's own kind. */
export function columnForField<Row extends { readonly [key: string]: unknown }>(input: ColumnInput): GridColumn<Row> {
  const { key, field, services, label } = input
  const runtime = services.fieldRuntimes.get(field.type)
  const shown = shownField(field)
  const look = services.fieldRuntimes.get(shown.type)
  const Cell = runtime.Cell as React.ComponentType<{ field: FieldModel; value: unknown; appearance: 'cell' }>
  return {
    key,
    label,
    width: input.width ?? look.width,
    align: look.align,
    pinned: input.pinned,
    sortable: shown.kind.sortable ?? false,
    value: (row) => row[key] ?? shown.kind.blank ?? null,
    render: (value) => <Cell field={field} value={value} appearance="cell" />,
    text: (value) => textOf(value, field, services),
    editing: input.editable && runtime.inline ? editingOf(field, runtime, services) : undefined,
  }
}

function editingOf(field: FieldModel, runtime: FieldRuntime, services: RuntimeServices): CellEditing {
  const Input = runtime.Input as React.ComponentType<{
    field: FieldModel
    value: unknown
    onChange(value: unknown): void
    id: string
    error?: string
    autoFocus: boolean
    appearance: 'cell'
  }>
  return {
    blank: field.kind.blank ?? null,
    parse: (text) => runtime.parse?.(text, field, services.language, services),
    toggle: field.kind.blank === false ? (value) => value !== true : undefined,
    render: ({ id, value, error, onChange }) => (
      <Input field={field} value={value} onChange={onChange} id={id} error={error} autoFocus appearance="cell" />
    ),
  }
}

/** A value as plain text: by the runtime half where names of people or records are needed, else by the shared half. */
export function textOf(value: unknown, field: FieldModel, services: RuntimeServices): string {
  if (isBlank(value)) return ''
  const shown = shownField(field)
  const runtime = services.fieldRuntimes.get(shown.type)
  if (runtime.text) return runtime.text(value as never, shown, services)
  return shown.kind.text?.(value as never, shown, services.language) ?? plainText(value)
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function plainText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
