import { type FieldModel, shownField } from '@mortise/metadata'
import { Input, useLocalize, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'

interface AskedFieldProps {
  field: FieldModel
  value: unknown
  error: string
  /** The user has done something about it: the complaint is not shown any longer. */
  changed: boolean
  autoFocus: boolean
  required?: boolean
  onChange(value: unknown): void
}

/** A single field that is asked for outside of its form, with its own input. */
export function AskedField({ field, value, error, changed, autoFocus, required, onChange }: AskedFieldProps) {
  const { fieldRuntimes } = useRuntimeServices()
  const label = useLocalize()
  const id = `missing-${field.key}`
  const shown = changed ? undefined : error
  const Editor = fieldRuntimes.get(field.type).Input as ComponentType<{
    field: FieldModel
    value: unknown
    onChange(value: unknown): void
    id: string
    error?: string | undefined
    describedBy?: string | undefined
    autoFocus?: boolean
    appearance: 'form'
  }>
  return (
    <div>
      <Input.Label htmlFor={id} required={required ?? field.required}>
        {label(field.label)}
      </Input.Label>
      <Editor
        field={field}
        value={value ?? shownField(field).kind.blank ?? null}
        onChange={onChange}
        id={id}
        error={shown}
        describedBy={shown && `${id}-error`}
        autoFocus={autoFocus}
        appearance="form"
      />
      {shown && (
        <Input.Error id={`${id}-error`} mt={4}>
          {shown}
        </Input.Error>
      )}
    </div>
  )
}
