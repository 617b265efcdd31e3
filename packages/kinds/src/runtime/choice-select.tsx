import { ChoiceChevron, Combobox, type FieldInputProps, PlainInput, Select, useRuntimeServices } from '@mortise/ui'
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ChosenMark } from './chosen-mark.tsx'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'
import { inputProps, plainProps, useDescription } from './input-props.ts'
import { type Choice, filterChoices } from './option-choices.ts'

interface ChoiceSelectProps extends FieldInputProps<string | null> {
  choices: Choice[]
  /** What stands before the label of the chosen entry. */
  mark?: ReactNode
  renderChoice(value: string): ReactNode
}

const shownChoices = 100

/**
 * One of a list of known entries, found by typing. In a form only its look is there until it is entered: the list, its
 * place and its keys cost ten times an input, and most fields of a form are only looked at.
 */
export function ChoiceSelect(props: ChoiceSelectProps) {
  const [entered, setEntered] = useState<HTMLInputElement | null>(null)
  const isCell = props.appearance !== 'form'
  if (isCell || props.autoFocus || entered) return <ChoiceList {...props} follows={entered} />
  return <ClosedChoice {...props} onEnter={setEntered} />
}

/** What is chosen, looking as the list does while it is closed. */
function ClosedChoice({
  choices,
  mark,
  onEnter,
  ...props
}: ChoiceSelectProps & { onEnter(input: HTMLInputElement): void }) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const chosen = choices.find(({ value }) => value === props.value)
  const isClearable = chosen !== undefined && !props.field.required && !props.disabled
  return (
    <PlainInput
      {...plainProps(props, language)}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-autocomplete="list"
      autoComplete="off"
      value={chosen?.label ?? ''}
      // Nothing can be typed here: with the focus the list takes its place.
      onChange={() => {}}
      placeholder={t('choose')}
      onFocus={(event) => onEnter(event.currentTarget)}
      leftSection={mark}
      rightSection={
        isClearable ? (
          <div className={classes.clearAndChevron} data-combined-clear-section>
            <Combobox.ClearButton size="md" aria-label={t('clear')} onClear={() => props.onChange(null)} />
            <ChoiceChevron error={Boolean(props.error)} />
          </div>
        ) : (
          <ChoiceChevron error={Boolean(props.error)} />
        )
      }
    />
  )
}

/** Takes the focus over from the input whose place it takes, with what others have marked on it. */
function useTakeOver(ref: RefObject<HTMLInputElement | null>, former: HTMLInputElement | null): void {
  useLayoutEffect(() => {
    if (!former || !ref.current) return
    const marked = former.getAttribute('data-autofocus')
    if (marked) ref.current.setAttribute('data-autofocus', marked)
    ref.current.focus()
  }, [ref, former])
}

/** The input says that its list is open only when it is drawn after the list, which fades in a little later. */
function useDrawnAfterList(): () => void {
  const [, drawAgain] = useState(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => drawAgain((turn) => turn + 1), 100)
  }
}

function ChoiceList({
  choices,
  mark,
  renderChoice,
  follows,
  ...props
}: ChoiceSelectProps & { follows: HTMLInputElement | null }) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const ref = useDescription<HTMLInputElement>(props.describedBy)
  const form = props.appearance === 'form'
  const drawAfterList = useDrawnAfterList()
  useTakeOver(ref, follows)
  return (
    <Select
      {...inputProps(props, language)}
      ref={ref}
      data={choices}
      value={props.value ?? null}
      onChange={(value) => props.onChange(value)}
      onBlur={props.onBlur}
      onDropdownOpen={drawAfterList}
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
