import { localize } from '@mortise/core'
import { Combobox, type FieldInputProps, Pill, PillsInput, useCombobox, useRuntimeServices } from '@mortise/ui'
import { type KeyboardEvent, useState } from 'react'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'
import { inputProps, useDescription } from './input-props.ts'
import { createEntry, RecordOptions, useCreateRecord } from './record-options.tsx'
import { useRecordTitle } from './record-titles.ts'
import { useRecordSearch } from './use-record-search.ts'

/** Several records of another table. Backspace in the empty search takes the last one away. */
export function RecordListPicker(props: FieldInputProps<readonly string[]>) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const entity = props.field.target ?? ''
  const value = props.value ?? []
  const [typed, setTyped] = useState('')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const search = useRecordSearch(entity, { typed, enabled: combobox.dropdownOpened, where: props.rules?.where })
  const create = useCreateRecord(entity)
  const ref = useDescription<HTMLInputElement>(props.describedBy)
  const { id, error, variant, size, disabled, autoFocus, ...aria } = inputProps(props, language)

  function put(next: readonly string[]) {
    props.onChange([...new Set(next)].sort())
  }
  async function submit(choice: string) {
    const text = typed
    setTyped('')
    const chosen = choice === createEntry ? await create?.(text) : choice
    if (chosen) put(value.includes(chosen) ? value.filter((one) => one !== chosen) : [...value, chosen])
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Backspace' && typed === '' && value.length > 0) put(value.slice(0, -1))
  }

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(choice) => void submit(choice)}
      keepMounted={false}
      // The list grows once records are found; only then it is known on which side it has room.
      preventPositionChangeWhenVisible={false}
    >
      <Combobox.DropdownTarget>
        <PillsInput
          id={id}
          variant={variant}
          size={size}
          error={error}
          disabled={disabled}
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group>
            {value.map((record) => (
              <RecordPill
                key={record}
                entity={entity}
                id={record}
                disabled={disabled}
                onRemove={() => put(value.filter((one) => one !== record))}
              />
            ))}
            <Combobox.EventsTarget withExpandedAttribute>
              <PillsInput.Field
                ref={ref}
                id={id}
                className={classes.pillField}
                disabled={disabled}
                autoFocus={autoFocus}
                aria-label={aria['aria-label'] ?? localize(props.field.label, language)}
                aria-required={aria['aria-required']}
                aria-invalid={error || undefined}
                value={typed}
                placeholder={props.appearance === 'form' && value.length === 0 ? t('searchHint') : undefined}
                onChange={(event) => {
                  setTyped(event.currentTarget.value)
                  combobox.openDropdown()
                }}
                // What is wrong is to be read first; the list would lie over it.
                onFocus={() => !error && combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown()
                  setTyped('')
                  props.onBlur?.()
                }}
                onKeyDown={onKeyDown}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <RecordOptions search={search} typed={typed} chosen={value} canCreate={create !== null} />
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface RecordPillProps {
  entity: string
  id: string
  disabled?: boolean
  onRemove(): void
}

function RecordPill({ entity, id, disabled, onRemove }: RecordPillProps) {
  const t = useFieldText()
  const title = useRecordTitle(entity, id)
  const name = title ?? (title === null ? t('notVisible') : '…')
  return (
    <Pill
      withRemoveButton={!disabled}
      disabled={disabled}
      onRemove={onRemove}
      removeButtonProps={{ 'aria-label': t('remove', { name }), 'aria-hidden': false, tabIndex: 0 }}
    >
      <span className={classes.pill}>{name}</span>
    </Pill>
  )
}
