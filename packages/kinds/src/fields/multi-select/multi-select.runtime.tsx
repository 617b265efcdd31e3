import { defineFieldRuntime, type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { ChoiceMultiSelect } from '../../runtime/choice-multi-select.tsx'
import classes from '../../runtime/field.module.css'
import { OptionChip, OptionDot } from '../../runtime/option-chip.tsx'
import { optionChoices } from '../../runtime/option-choices.ts'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue } from '../../runtime/text-value.tsx'
import { parseOptionList } from '../../values/parse-option-text.ts'
import multiSelect from './multi-select.ts'

function MultiSelectEditor(props: FieldInputProps<readonly string[]>) {
  const { language } = useRuntimeServices()
  const { field, value, rules } = props
  return (
    <ChoiceMultiSelect
      {...props}
      choices={optionChoices(field, language, value ?? [], rules?.options)}
      mark={(option) => <OptionDot field={field} option={option} />}
      renderChoice={(option) => <OptionChip field={field} option={option} />}
    />
  )
}

function MultiSelectCell({ field, value, appearance }: FieldCellProps<readonly string[]>) {
  if (!value || value.length === 0) return <EmptyValue appearance={appearance} />
  return (
    <span className={classes.chips} data-wrap={appearance === 'text' || undefined}>
      {value.map((option) => (
        <OptionChip key={option} field={field} option={option} size={appearance === 'text' ? 'md' : 'sm'} />
      ))}
    </span>
  )
}

export default defineFieldRuntime<readonly string[]>(multiSelect, {
  Input: withReadOnly(MultiSelectEditor, MultiSelectCell),
  Cell: MultiSelectCell,
  align: 'start',
  width: 200,
  inline: true,
  parse: parseOptionList,
})
