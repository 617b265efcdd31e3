import { shownField } from '@mortise/metadata'
import { defineFieldRuntime, type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'
import { ReadOnlyValue } from '../../runtime/read-only.tsx'
import { EmptyValue } from '../../runtime/text-value.tsx'
import lookup from './lookup.ts'

/** Shown by the type of the field that it reads. */
function LookupCell({ field, value, appearance }: FieldCellProps) {
  const { fieldRuntimes } = useRuntimeServices()
  const shown = shownField(field)
  if (shown === field || value === null || value === undefined) return <EmptyValue appearance={appearance} />
  const Cell = fieldRuntimes.get(shown.type).Cell as unknown as ComponentType<FieldCellProps>
  return <Cell field={shown} value={value} appearance={appearance} />
}

function LookupInput(props: FieldInputProps) {
  return <ReadOnlyValue {...props} Cell={LookupCell} />
}

export default defineFieldRuntime<unknown>(lookup, {
  Input: LookupInput,
  Cell: LookupCell,
  align: 'start',
  width: 160,
  inline: false,
  text(value: unknown, field, services) {
    const shown = shownField(field)
    const runtime = services.fieldRuntimes.get(shown.type)
    if (value === null || value === undefined || shown === field) return ''
    return (
      runtime.text?.(value as never, shown, services) ??
      shown.kind.text?.(value as never, shown, services.language) ??
      ''
    )
  },
})
