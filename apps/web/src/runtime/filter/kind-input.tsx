import { type FieldModel, shownField } from '@mortise/metadata'
import { TextInput, useRuntimeServices } from '@mortise/ui'
import { type ComponentType, useId } from 'react'

interface KindInputProps {
  field: FieldModel
  value: unknown
  onChange(value: unknown): void
  label: string
  autoFocus?: boolean
}

/** The input of a field's own kind, outside of a form: for filters and bulk changes. */
export function KindInput({ field, value, onChange, label, autoFocus }: KindInputProps) {
  const services = useRuntimeServices()
  const id = useId()
  const shown = shownField(field)
  // What nobody can set has no input of its own; its values are searched for as text.
  if (shown.kind.writable === false || shown.kind.internal) {
    return (
      <TextInput
        size="md"
        aria-label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    )
  }
  const Input = services.fieldRuntimes.get(shown.type).Input as ComponentType<{
    field: FieldModel
    value: unknown
    onChange(value: unknown): void
    id: string
    autoFocus?: boolean
    appearance: 'form'
  }>
  return (
    <div style={{ minWidth: 0, flex: 1 }}>
      <label htmlFor={id} className="ui-visually-hidden">
        {label}
      </label>
      <Input
        field={shown}
        value={value ?? shown.kind.blank ?? null}
        onChange={onChange}
        id={id}
        autoFocus={autoFocus}
        appearance="form"
      />
    </div>
  )
}
