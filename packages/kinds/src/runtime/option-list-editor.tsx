import { type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { ChoiceMultiSelect } from './choice-multi-select.tsx'
import { OptionChip, OptionDot } from './option-chip.tsx'
import { optionChoices } from './option-choices.ts'

/** Several options of the set of a field. */
export function OptionListEditor(props: FieldInputProps<readonly string[]>) {
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
