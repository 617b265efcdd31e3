import { ActionIcon, Combobox, type FieldInputProps, TextInput, useCombobox, useRuntimeServices } from '@mortise/ui'
import { IconArrowUpRight, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'
import { inputProps, useDescription } from './input-props.ts'
import { createEntry, RecordOptions, useCreateRecord } from './record-options.tsx'
import { useRecordTitle } from './record-titles.ts'
import { useRecordSearch } from './use-record-search.ts'

/** One record of another table: search by typing, make a new one, open the chosen one. */
export function RecordPicker(props: FieldInputProps<string | null>) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const entity = props.field.target ?? ''
  const value = props.value ?? null
  const title = useRecordTitle(entity, value)
  const [typed, setTyped] = useState<string | null>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const search = useRecordSearch(entity, {
    typed: typed ?? '',
    enabled: combobox.dropdownOpened,
    where: props.rules?.where,
  })
  const create = useCreateRecord(entity)
  const ref = useDescription<HTMLInputElement>(props.describedBy)
  const shown = value === null ? '' : (title ?? (title === null ? t('notVisible') : ''))

  async function submit(choice: string) {
    const text = typed ?? ''
    combobox.closeDropdown()
    setTyped(null)
    const id = choice === createEntry ? await create?.(text) : choice
    if (id) props.onChange(id)
  }

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(choice) => void submit(choice)}
      keepMounted={false}
      // The list grows once records are found; only then it is known on which side it has room.
      preventPositionChangeWhenVisible={false}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...inputProps(props, language)}
          ref={ref}
          value={typed ?? shown}
          placeholder={props.appearance === 'form' ? t('searchHint') : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
            combobox.resetSelectedOption()
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => {
            event.currentTarget.select()
            // What is wrong is to be read first; the list would lie over it.
            if (!props.error) combobox.openDropdown()
          }}
          onBlur={() => {
            combobox.closeDropdown()
            // Emptying the text is how a keyboard user clears the value.
            if (typed !== null && typed.trim() === '' && value !== null) props.onChange(null)
            setTyped(null)
            props.onBlur?.()
          }}
          rightSectionPointerEvents="all"
          rightSectionWidth={value === null || props.appearance === 'cell' ? undefined : 60}
          rightSection={
            value !== null && props.appearance === 'form' ? (
              <ChosenActions {...props} entity={entity} value={value} title={shown} />
            ) : undefined
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <RecordOptions
          search={search}
          typed={typed ?? ''}
          chosen={value === null ? [] : [value]}
          canCreate={create !== null}
        />
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface ChosenActionsProps extends FieldInputProps<string | null> {
  entity: string
  title: string
}

function ChosenActions({ entity, value, title, disabled, onChange }: ChosenActionsProps): ReactNode {
  const { openRecord, app } = useRuntimeServices()
  const t = useFieldText()
  return (
    <span className={classes.pill}>
      {!disabled && (
        <ActionIcon size="sm" aria-label={t('clear')} onClick={() => onChange(null)}>
          <IconX size={14} stroke={1.8} />
        </ActionIcon>
      )}
      {value !== null && openRecord && app.entities.has(entity) && (
        <ActionIcon size="sm" aria-label={t('openRecord', { name: title })} onClick={() => openRecord(entity, value)}>
          <IconArrowUpRight size={16} stroke={1.8} />
        </ActionIcon>
      )}
    </span>
  )
}
