import { defineFieldRuntime, type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { DecimalEditor } from '../../runtime/decimal-editor.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'

import { parseNumberText } from '../../values/parse-number-text.ts'
import percent from './percent.ts'

function PercentEditor(props: FieldInputProps<string | null>) {
  return <DecimalEditor {...props} scale={Number(props.field.options.scale)} percent />
}

function PercentCell({ field, value, appearance }: FieldCellProps<string | null>) {
  const { language } = useRuntimeServices()
  if (value === null || value === undefined) return <EmptyValue appearance={appearance} />
  return (
    <TextValue appearance={appearance} tabular>
      {percent.text?.(value as never, field, language)}
    </TextValue>
  )
}

export default defineFieldRuntime<string | null>(percent, {
  Input: withReadOnly(PercentEditor, PercentCell),
  Cell: PercentCell,
  align: 'end',
  width: 110,
  inline: true,
  parse: (pasted) => (pasted.trim() === '' ? null : (parseNumberText(pasted) ?? undefined)),
})
