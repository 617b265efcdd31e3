import { defineFieldRuntime, type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { DecimalEditor } from '../../runtime/decimal-editor.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'

import { parseNumberText } from '../../values/parse-number-text.ts'
import decimal from './decimal.ts'

function DecimalFieldEditor(props: FieldInputProps<string | null>) {
  return <DecimalEditor {...props} scale={Number(props.field.options.scale)} />
}

function DecimalCell({ field, value, appearance }: FieldCellProps<string | null>) {
  const { language } = useRuntimeServices()
  if (value === null || value === undefined) return <EmptyValue appearance={appearance} />
  return (
    <TextValue appearance={appearance} tabular>
      {decimal.text?.(value as never, field, language)}
    </TextValue>
  )
}

export default defineFieldRuntime<string | null>(decimal, {
  Input: withReadOnly(DecimalFieldEditor, DecimalCell),
  Cell: DecimalCell,
  align: 'end',
  width: 120,
  inline: true,
  parse: (pasted) => (pasted.trim() === '' ? null : (parseNumberText(pasted) ?? undefined)),
})
