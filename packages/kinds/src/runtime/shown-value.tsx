import { type FieldModel, shownField } from '@mortise/metadata'
import { type FieldCellProps, type FieldInputProps, type RuntimeServices, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'
import { ReadOnlyValue } from './read-only.tsx'
import { EmptyValue } from './text-value.tsx'

/** Shown by the type of the field that is read, or of the result. */
function ShownCell({ field, value, appearance }: FieldCellProps) {
  const { fieldRuntimes } = useRuntimeServices()
  const shown = shownField(field)
  if (shown === field || value === null || value === undefined) return <EmptyValue appearance={appearance} />
  const Cell = fieldRuntimes.get(shown.type).Cell as unknown as ComponentType<FieldCellProps>
  return <Cell field={shown} value={value} appearance={appearance} />
}

function ShownInput(props: FieldInputProps) {
  return <ReadOnlyValue {...props} Cell={ShownCell} />
}

/** The React half of fields that show values of another field, or of their result. */
export const shownRuntime = {
  Input: ShownInput,
  Cell: ShownCell,
  align: 'start',
  width: 160,
  inline: false,
  text(value: unknown, field: FieldModel, services: RuntimeServices) {
    const shown = shownField(field)
    const runtime = services.fieldRuntimes.get(shown.type)
    if (value === null || value === undefined || shown === field) return ''
    return (
      runtime.text?.(value as never, shown, services) ??
      shown.kind.text?.(value as never, shown, services.language) ??
      ''
    )
  },
} as const
