import { type FieldInputProps, MultiSelect, Pill, useRuntimeServices } from '@mortise/ui'
import type { ReactNode } from 'react'
import { ChosenMark } from './chosen-mark.tsx'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'
import { inputProps, useDescription } from './input-props.ts'
import { type Choice, filterChoices } from './option-choices.ts'

interface ChoiceMultiSelectProps extends FieldInputProps<readonly string[]> {
  choices: Choice[]
  mark?(value: string): ReactNode
  renderChoice(value: string): ReactNode
}

const shownChoices = 100

/** Several of a list of known entries. */
export function ChoiceMultiSelect({ choices, mark, renderChoice, ...props }: ChoiceMultiSelectProps) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const ref = useDescription<HTMLInputElement>(props.describedBy)
  const value = props.value ?? []
  const label = (key: string) => choices.find((choice) => choice.value === key)?.label ?? key
  const common = inputProps(props, language)
  return (
    <MultiSelect
      {...common}
      classNames={{ ...common.classNames, inputField: classes.pillField }}
      ref={ref}
      data={choices}
      value={[...value]}
      onChange={(next) => props.onChange([...next].sort())}
      onBlur={props.onBlur}
      placeholder={props.appearance === 'form' && value.length === 0 ? t('choose') : undefined}
      searchable
      // What is wrong is to be read first; the list would lie over it.
      openOnFocus={!props.error}
      selectFirstOptionOnChange
      defaultDropdownOpened={props.appearance === 'cell' && props.autoFocus}
      nothingFoundMessage={t('nothingFound')}
      filter={({ options, search }) => filterChoices(options, search, shownChoices)}
      renderOption={({ option, checked }) => <ChosenMark chosen={checked}>{renderChoice(option.value)}</ChosenMark>}
      renderPill={({ option, onRemove, disabled }) => (
        <Pill
          withRemoveButton={!disabled}
          onRemove={onRemove}
          disabled={disabled}
          removeButtonProps={{ 'aria-label': t('remove', { name: label(String(option.value)) }) }}
        >
          <span className={classes.pill}>
            {mark?.(String(option.value))}
            {label(String(option.value))}
          </span>
        </Pill>
      )}
      maxDropdownHeight={280}
    />
  )
}
