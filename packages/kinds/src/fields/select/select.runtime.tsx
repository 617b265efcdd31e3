import { defineFieldRuntime, type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { ChoiceSelect } from '../../runtime/choice-select.tsx'
import { OptionChip, OptionDot } from '../../runtime/option-chip.tsx'
import { optionChoices } from '../../runtime/option-choices.ts'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue } from '../../runtime/text-value.tsx'
import { parseOptionText } from '../../values/parse-option-text.ts'
import select from './select.ts'

function SelectEditor(props: FieldInputProps<string | null>) {
  const { language } = useRuntimeServices()
  const { field, value, rules } = props
  return (
    <ChoiceSelect
      {...props}
      choices={optionChoices(field, language, value ? [value] : [], rules?.options)}
      mark={value ? <OptionDot field={field} option={value} /> : undefined}
      renderChoice={(option) => <OptionChip field={field} option={option} />}
    />
  )
}

function SelectCell({ field, value, appearance }: FieldCellProps<string | null>) {
  if (!value) return <EmptyValue appearance={appearance} />
  return <OptionChip field={field} option={value} size={appearance === 'text' ? 'md' : 'sm'} />
}

export default defineFieldRuntime<string | null>(select, {
  Input: withReadOnly(SelectEditor, SelectCell),
  Cell: SelectCell,
  align: 'start',
  width: 130,
  inline: true,
  parse: (pasted, field) => (pasted.trim() === '' ? null : parseOptionText(pasted, field)),
})
