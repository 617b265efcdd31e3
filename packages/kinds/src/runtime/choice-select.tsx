import { type FieldInputProps, Select, useRuntimeServices } from '@mortise/ui'
import type { ReactNode } from 'react'
import { ChosenMark } from './chosen-mark.tsx'
import { useFieldText } from './field-texts.ts'
import { inputProps, useDescription } from './input-props.ts'
import { type Choice, filterChoices } from './option-choices.ts'

interface ChoiceSelectProps extends FieldInputProps<string | null> {
  choices: Choice[]
  /** What stands before the label of the chosen entry. */
  mark?: ReactNode
  renderChoice(value: string): ReactNode
}

const shownChoices = 100

/** One of a list of known entries, found by typing. */
export function ChoiceSelect({ choices, mark, renderChoice, ...props }: ChoiceSelectProps) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const ref = useDescription<HTMLInputElement>(props.describedBy)
  const form = props.appearance === 'form'
  return (
    <Select
      {...inputProps(props, language)}
      ref={ref}
      data={choices}
      value={props.value ?? null}
      onChange={(value) => props.onChange(value)}
      onBlur={props.onBlur}
      placeholder={form ? t('choose') : undefined}
      searchable
      // What is wrong is to be read first; the list would lie over it.
      openOnFocus={!props.error}
      clearable={form && !props.field.required}
      allowDeselect={false}
      selectFirstOptionOnChange
      defaultDropdownOpened={!form && props.autoFocus}
      nothingFoundMessage={t('nothingFound')}
      filter={({ options, search }) => filterChoices(options, search, shownChoices)}
      limit={shownChoices}
      leftSection={mark}
      renderOption={({ option, checked }) => <ChosenMark chosen={checked}>{renderChoice(option.value)}</ChosenMark>}
      maxDropdownHeight={280}
    />
  )
}
