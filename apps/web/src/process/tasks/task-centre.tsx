import type { InboxEntry } from '@mortise/api'
import { ActionIcon, EmptyState, Tooltip, usePhone, useText } from '@mortise/ui'
import { IconBeach } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { RoutePending } from '../../shell/route-pending.tsx'
import { TopBar } from '../../shell/top-bar.tsx'
import { BatchBar } from './batch-bar.tsx'
import { ReadAll } from './read-all.tsx'
import { addressOf, withoutVisit } from './task-address.ts'
import { TaskBoxes } from './task-boxes.tsx'
import classes from './task-centre.module.css'
import { TaskFilters } from './task-filters.tsx'
import { TaskList } from './task-list.tsx'
import { taskTexts } from './task-texts.ts'
import { entryKey, useInbox } from './use-inbox.ts'
import { useTaskKeys } from './use-task-keys.ts'
import { useTaskSelection } from './use-task-selection.ts'

const InstanceDetail = lazy(async () => ({
  default: (await import('../instance/instance-detail.tsx')).InstanceDetail,
}))

/** What waits for the user, what they did, started and were shown, over all apps: a list and beside it what is open. */
export function TaskCentre() {
  const search = useSearch({ from: '/shell/tasks' })
  const { instance } = useParams({ strict: false })
  const phone = usePhone()
  const inbox = useInbox(search)
  const navigate = useNavigate()
  const selection = useTaskSelection(search.box ?? 'todo', inbox.entries)
  const open = inbox.entries?.find((entry) => isOpen(entry, instance, search.visit))
  const go = (entry: InboxEntry) => void navigate({ ...addressOf(entry, search), replace: instance !== undefined })
  useTaskKeys({ entries: inbox.entries ?? [], open, go, selection })
  const close = () => void navigate({ to: '/tasks', search: withoutVisit(search) })
  /** Decided: on to the next one; on a phone back to the list. */
  const onDone = () => {
    const entries = inbox.entries ?? []
    const at = open ? entries.indexOf(open) : -1
    const next = at < 0 ? undefined : (entries[at + 1] ?? entries[at - 1])
    if (phone || (search.box ?? 'todo') !== 'todo' || at < 0) return phone ? close() : undefined
    if (next) go(next)
    else close()
  }
  const detail = instance ? (
    <Suspense fallback={<RoutePending />}>
      <InstanceDetail
        key={`${instance}/${search.visit ?? 0}`}
        id={instance}
        visit={search.visit}
        onDone={onDone}
        onClose={phone ? close : undefined}
        keys={selection.count === 0}
      />
    </Suspense>
  ) : null
  if (phone && detail) return <div className={classes.page}>{detail}</div>
  return (
    <div className={classes.page}>
      <Bar />
      <div className={classes.body}>
        <section className={classes.side} aria-label={taskTexts.t('list')}>
          <TaskBoxes search={search} />
          <TaskFilters search={search} entries={inbox.entries} />
          {search.box === 'copied' ? <ReadAll /> : null}
          <TaskList inbox={inbox} search={search} open={open ? entryKey(open) : null} selection={selection} />
          <BatchBar selection={selection} />
        </section>
        {phone ? null : <div className={classes.detail}>{detail ?? <Nothing />}</div>}
      </div>
    </div>
  )
}

function Bar() {
  const t = useText(taskTexts)
  return (
    <TopBar
      crumbs={[{ label: t('title'), icon: 'clipboard-check' }]}
      actions={
        <Tooltip label={t('away')}>
          <ActionIcon
            size="lg"
            aria-label={t('away')}
            renderRoot={(props) => <Link to="/account" hash="away" {...props} />}
          >
            <IconBeach size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      }
    />
  )
}

function Nothing() {
  const t = useText(taskTexts)
  return (
    <div className={classes.nothing}>
      <EmptyState icon="clipboard-check" title={t('choose')} text={t('chooseText')} />
    </div>
  )
}

function isOpen(entry: InboxEntry, instance: string | undefined, visit: number | undefined): boolean {
  return entry.instance === instance && (visit === undefined || entry.task === null || entry.task.visit === visit)
}
