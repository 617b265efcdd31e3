import type { EntityModel, FieldModel } from '@mortise/metadata'
import { Combobox, InputBase, useCombobox, useRuntimeServices, useText } from '@mortise/ui'
import { IconChevronLeft, IconChevronRight, IconSelector } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type FieldChoice, fieldChoices, pathLabel } from './field-choices.ts'
import classes from './filter.module.css'
import { filterTexts } from './filter-texts.ts'

interface FieldPickerProps {
  entity: EntityModel
  value: string | null
  onChange(path: string): void
  /** Which fields may be chosen; relations may be gone through in any case. */
  accepts(field: FieldModel, path: string): boolean
  /** Fields of related tables as well. */
  paths?: boolean
  label: string
  placeholder?: string
}

/** Chooses a field of a table, or of one it leads to: customer › level. */
export function FieldPicker({ entity, value, onChange, accepts, paths = true, label, placeholder }: FieldPickerProps) {
  const services = useRuntimeServices()
  const t = useText(filterTexts)
  const [prefix, setPrefix] = useState('')
  const [query, setQuery] = useState('')
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose() {
      setPrefix('')
      setQuery('')
      combobox.resetSelectedOption()
    },
  })
  const { selectFirstOption } = combobox
  // What Enter takes is the first match.
  useEffect(() => {
    if (query !== '') selectFirstOption()
  }, [query, selectFirstOption])
  const choices = matching({ services, entity, prefix, query, paths, accepts })
  const shown = value ? pathLabel(services.app, entity, value, services.language) : null

  function submit(option: string) {
    setQuery('')
    combobox.resetSelectedOption()
    if (option === back) return setPrefix(prefix.split('.').slice(0, -1).join('.'))
    if (option.startsWith(into)) return setPrefix(option.slice(into.length))
    onChange(option)
    combobox.closeDropdown()
    combobox.focusTarget()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={submit} width={260} position="bottom-start">
      <Combobox.Target targetType="button">
        <InputBase
          component="button"
          size="md"
          type="button"
          pointer
          aria-label={[label, shown ?? (placeholder === label ? null : placeholder)].filter(Boolean).join(': ')}
          rightSection={<IconSelector size={14} aria-hidden />}
          rightSectionPointerEvents="none"
          onClick={() => combobox.toggleDropdown()}
          className={classes.picker}
        >
          <span className="ui-truncate" data-empty={shown === null || undefined}>
            {shown ?? placeholder ?? t('chooseField')}
          </span>
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          role="combobox"
          aria-expanded
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          placeholder={t('searchField')}
          aria-label={t('searchField')}
        />
        <Combobox.Options aria-label={label} mah={280} style={{ overflowY: 'auto' }}>
          {prefix !== '' && query === '' && (
            <Combobox.Option value={back} className={classes.back}>
              <IconChevronLeft size={14} aria-hidden />
              {pathLabel(services.app, entity, prefix, services.language)}
            </Combobox.Option>
          )}
          {choices.map(({ path, label: name, leads }) => (
            <Combobox.Option key={leads ? into + path : path} value={leads ? into + path : path}>
              <span className={classes.choice}>
                <span className="ui-truncate">{name}</span>
                {leads && <IconChevronRight size={14} aria-hidden />}
              </span>
            </Combobox.Option>
          ))}
          {choices.length === 0 && <Combobox.Empty>{t('noField')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** Values of options that lead on instead of choosing. No key starts with these signs. */
const into = '>'
const back = '<'

interface Matching extends Pick<FieldPickerProps, 'entity' | 'accepts'> {
  services: ReturnType<typeof useRuntimeServices>
  prefix: string
  query: string
  paths: boolean
}

function matching({ services, entity, prefix, query, paths, accepts }: Matching) {
  const { app, language } = services
  const table = prefix.split('.').reduce((current: EntityModel, step) => {
    const target = current.fields.get(step)?.target
    return (target && app.entities.get(target)) || current
  }, entity)
  const here = fieldChoices(app, table, prefix, language)
  const wanted = query.trim().toLowerCase()
  const found = (choice: FieldChoice) => choice.label.toLowerCase().includes(wanted)
  const rows = here.filter(found).flatMap((choice) => entriesOf(choice, choice.label))
  if (wanted === '' || !paths) return rows
  // A search looks one table further, so that "level" finds the level of the customer.
  const further = here.flatMap((choice) =>
    choice.into
      ? fieldChoices(app, choice.into, choice.path, language)
          .filter(found)
          .flatMap((inner) => entriesOf(inner, `${choice.label} / ${inner.label}`))
      : [],
  )
  return [...rows, ...further]

  function entriesOf(choice: FieldChoice, label: string) {
    return [
      ...(accepts(choice.field, choice.path) ? [{ path: choice.path, label, leads: false }] : []),
      ...(paths && choice.into ? [{ path: choice.path, label, leads: true }] : []),
    ]
  }
}
