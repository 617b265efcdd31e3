import { Combobox, Loader, useRuntimeServices } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { ChosenMark } from './chosen-mark.tsx'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'
import { titleOf, titleStore } from './record-titles.ts'
import type { RecordSearch } from './use-record-search.ts'

/** Value of the entry that makes a new record; no record has it as its id. */
export const createEntry = '+'

interface RecordOptionsProps {
  search: RecordSearch
  typed: string
  chosen: readonly string[]
  canCreate: boolean
}

/** The records found, and at the end the entry that makes a new one. */
export function RecordOptions({ search, typed, chosen, canCreate }: RecordOptionsProps) {
  const t = useFieldText()
  const nothing = search.choices.length === 0
  return (
    <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
      {search.choices.map(({ value, label }) => (
        <Combobox.Option key={value} value={value} active={chosen.includes(value)}>
          <ChosenMark chosen={chosen.includes(value)}>{label}</ChosenMark>
        </Combobox.Option>
      ))}
      {nothing && search.state === 'searching' && (
        <Combobox.Empty>
          <Loader size="xs" aria-label={t('searching')} />
        </Combobox.Empty>
      )}
      {nothing && search.state === 'done' && <Combobox.Empty>{t('nothingFound')}</Combobox.Empty>}
      {search.state === 'failed' && <Combobox.Empty>{t('searchFailed')}</Combobox.Empty>}
      {canCreate && (
        <Combobox.Option value={createEntry}>
          <span className={classes.pill}>
            <IconPlus size={14} stroke={1.8} aria-hidden />
            {typed.trim() ? t('createNew', { name: typed.trim() }) : t('createBlank')}
          </span>
        </Combobox.Option>
      )}
    </Combobox.Options>
  )
}

/** Makes a record in a dialog, with what was typed as its title, and gives its id. */
export function useCreateRecord(entityKey: string): ((typed: string) => Promise<string | null>) | null {
  const services = useRuntimeServices()
  const entity = services.app.entities.get(entityKey)
  const create = services.createRecord
  if (!entity || !create || !services.canCreate(entityKey)) return null
  return async (typed) => {
    const writable = entity.title.kind.writable ?? true
    const initial = typed.trim() && writable ? { [entity.title.key]: typed.trim() } : {}
    const record = await create(entityKey, initial)
    if (!record) return null
    titleStore(services).put(entityKey, record.id, titleOf(entity, record, services.language))
    return record.id
  }
}
