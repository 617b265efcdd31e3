import { defineFieldRuntime, type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { DecimalEditor } from '../../runtime/decimal-editor.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import { currencySymbol } from '../../values/number-format.ts'
import { parseNumberText } from '../../values/parse-number-text.ts'
import money from './money.ts'

function MoneyEditor(props: FieldInputProps<string | null>) {
  const { language } = useRuntimeServices()
  return (
    <DecimalEditor
      {...props}
      scale={Number(props.field.options.scale)}
      symbol={currencySymbol(String(props.field.options.currency), language)}
    />
  )
}

function MoneyCell({ field, value, appearance }: FieldCellProps<string | null>) {
  const { language } = useRuntimeServices()
  if (value === null || value === undefined) return <EmptyValue appearance={appearance} />
  return (
    <TextValue appearance={appearance} tabular>
      {money.text?.(value as never, field, language)}
    </TextValue>
  )
}

export default defineFieldRuntime<string | null>(money, {
  Input: withReadOnly(MoneyEditor, MoneyCell),
  Cell: MoneyCell,
  align: 'end',
  width: 140,
  inline: true,
  parse: (pasted) => (pasted.trim() === '' ? null : (parseNumberText(pasted) ?? undefined)),
})
