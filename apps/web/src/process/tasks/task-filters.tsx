import type { InboxEntry } from '@mortise/api'
import {
  Button,
  Checkbox,
  Popover,
  Select,
  Stack,
  TextInput,
  useDebouncedCallback,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useSession } from '../../api/session.ts'
import classes from './task-filters.module.css'
import { countFilters, type TaskPeriod, type TaskSearch, taskPeriods } from './task-search.ts'
import { taskTexts } from './task-texts.ts'

interface TaskFiltersProps {
  search: TaskSearch
  entries: readonly InboxEntry[] | undefined
}

/** What narrows a box: part of a title; app, process, time, and whether it takes too long. */
export function TaskFilters({ search, entries }: TaskFiltersProps) {
  const navigate = useNavigate()
  const change = (part: { [Key in keyof TaskSearch]?: TaskSearch[Key] | undefined }) => {
    const { visit: _, ...kept } = search
    const next = Object.fromEntries(Object.entries({ ...kept, ...part }).filter(([, value]) => value !== undefined))
    void navigate({ to: '/tasks', search: next as TaskSearch, replace: true })
  }
  return (
    <div className={classes.bar}>
      <SearchInput text={search.text ?? ''} onText={(text) => change({ text: text || undefined })} />
      <MoreFilters search={search} entries={entries} onChange={change} />
    </div>
  )
}

function SearchInput({ text, onText }: { text: string; onText(text: string): void }) {
  const t = useText(taskTexts)
  const [typed, setTyped] = useState(text)
  const send = useDebouncedCallback(onText, 250)
  const sent = useRef(text)
  useEffect(() => {
    // Changed from outside: another box, the way back.
    if (text !== sent.current) setTyped(text)
    sent.current = text
  }, [text])
  return (
    <TextInput
      className={classes.search}
      leftSection={<IconSearch size={15} aria-hidden />}
      placeholder={t('search')}
      aria-label={t('search')}
      data-list-search
      maxLength={100}
      value={typed}
      onChange={(event) => {
        const { value } = event.currentTarget
        setTyped(value)
        sent.current = value.trim()
        send(value.trim())
      }}
    />
  )
}

interface MoreFiltersProps extends TaskFiltersProps {
  onChange(part: { [Key in keyof TaskSearch]?: TaskSearch[Key] | undefined }): void
}

function MoreFilters({ search, entries, onChange }: MoreFiltersProps) {
  const t = useText(taskTexts)
  const localize = useLocalize()
  const { apps } = useSession()
  const count = countFilters(search)
  const known = useKnownProcesses(entries)
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={15} aria-hidden />}
          className={classes.button}
        >
          {t('filter')}
          {count > 0 ? ` ${count}` : ''}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {apps.length > 1 ? (
            <Select
              label={t('filterApp')}
              placeholder={t('filterAny')}
              clearable
              comboboxProps={{ withinPortal: false }}
              data={apps.map(({ key, label }) => ({ value: key, label: localize(label) }))}
              value={search.app ?? null}
              onChange={(app) => onChange({ app: app ?? undefined, process: undefined })}
            />
          ) : null}
          <Select
            label={t('filterProcess')}
            placeholder={t('filterAny')}
            clearable
            comboboxProps={{ withinPortal: false }}
            data={[...known].map(([value, label]) => ({ value, label: localize(label) }))}
            value={search.process ?? null}
            onChange={(process) => onChange({ process: process ?? undefined })}
          />
          <Select
            label={t('filterPeriod')}
            placeholder={t('filterAny')}
            clearable
            comboboxProps={{ withinPortal: false }}
            data={taskPeriods.map((value) => ({ value, label: t(value) }))}
            value={search.period ?? null}
            onChange={(period) => onChange({ period: (period as TaskPeriod | null) ?? undefined })}
          />
          {(search.box ?? 'todo') === 'todo' ? (
            <Checkbox
              label={t('filterOverdue')}
              checked={search.overdue === true}
              onChange={(event) => onChange({ overdue: event.currentTarget.checked || undefined })}
            />
          ) : null}
          <Button
            variant="subtle"
            color="gray"
            disabled={count === 0}
            onClick={() => onChange({ app: undefined, process: undefined, period: undefined, overdue: undefined })}
          >
            {t('filterClear')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The processes that were seen in any box so far: nobody has to choose among those that they have nothing to do with. */
function useKnownProcesses(
  entries: readonly InboxEntry[] | undefined,
): ReadonlyMap<string, InboxEntry['processLabel']> {
  const known = useRef(new Map<string, InboxEntry['processLabel']>())
  for (const { process, processLabel } of entries ?? []) known.current.set(process, processLabel)
  return known.current
}
