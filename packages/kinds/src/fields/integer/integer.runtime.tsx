import { defineFieldRuntime, type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { NumberEditor } from '../../runtime/number-editor.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import { formatDecimal } from '../../values/number-format.ts'
import { parseNumberText } from '../../values/parse-number-text.ts'
import integer from './integer.ts'

/** The API takes a number; what is none, or has decimals, stays the text that was typed. */
function readInteger(text: string): number | string | null {
  if (text.trim() === '') return null
  const number = parseNumberText(text)
  return number !== null && /^-?\d+(\.0*)?$/.test(number) && Number.isSafeInteger(Number(number))
    ? Number(number)
    : text
}

function IntegerEditor(props: FieldInputProps<number | null>) {
  const { language } = useRuntimeServices()
  return (
    <NumberEditor
      {...props}
      onChange={(value) => props.onChange(value as number | null)}
      read={readInteger}
      plain={String}
      display={(value) => (typeof value === 'number' ? formatDecimal(value, 0, language) : String(value))}
    />
  )
}

function IntegerCell({ value, appearance }: FieldCellProps<number | null>) {
  const { language } = useRuntimeServices()
  if (value === null || value === undefined) return <EmptyValue appearance={appearance} />
  return (
    <TextValue appearance={appearance} tabular>
      {typeof value === 'number' ? formatDecimal(value, 0, language) : value}
    </TextValue>
  )
}

export default defineFieldRuntime<number | null>(integer, {
  Input: withReadOnly(IntegerEditor, IntegerCell),
  Cell: IntegerCell,
  align: 'end',
  width: 110,
  inline: true,
  parse(pasted) {
    const value = readInteger(pasted)
    return typeof value === 'string' ? undefined : value
  },
})
