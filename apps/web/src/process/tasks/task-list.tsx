import type { InboxEntry } from '@mortise/api'
import { Button, EmptyState, ErrorState, RowSkeletons, useText } from '@mortise/ui'
import { useEffect, useRef } from 'react'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import classes from './task-list.module.css'
import { TaskRow } from './task-row.tsx'
import { countFilters, type TaskSearch } from './task-search.ts'
import { taskTexts } from './task-texts.ts'
import { entryKey, type Inbox } from './use-inbox.ts'
import type { TaskSelection } from './use-task-selection.ts'

interface TaskListProps {
  inbox: Inbox
  search: TaskSearch
  /** Key of the entry that is open beside the list. */
  open: string | null
  selection: TaskSelection
}

/** The entries of a box, the latest first. */
export function TaskList({ inbox, search, open, selection }: TaskListProps) {
  const t = useText(taskTexts)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (open) list.current?.querySelector('[data-open]')?.scrollIntoView({ block: 'nearest' })
  }, [open])
  if (inbox.error)
    return (
      <ErrorState
        title={t('failed')}
        message={messageOf(inbox.error)}
        errorId={requestIdOf(inbox.error)}
        onRetry={inbox.retry}
      />
    )
  if (!inbox.entries) return <RowSkeletons rows={8} height={72} />
  if (inbox.entries.length === 0) return <Empty search={search} />
  return (
    <div className={classes.scroll}>
      <ul ref={list} className={classes.list}>
        {inbox.entries.map((entry: InboxEntry) => (
          <TaskRow
            key={entryKey(entry)}
            entry={entry}
            search={search}
            open={entryKey(entry) === open}
            selection={selection}
          />
        ))}
      </ul>
      {inbox.hasMore ? (
        <div className={classes.more}>
          <Button variant="default" loading={inbox.loadingMore} onClick={inbox.loadMore}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

const empty = {
  todo: ['emptyTodo', 'emptyTodoText'],
  done: ['emptyDone', 'emptyDoneText'],
  started: ['emptyStarted', 'emptyStartedText'],
  copied: ['emptyCopied', 'emptyCopiedText'],
} as const

function Empty({ search }: { search: TaskSearch }) {
  const t = useText(taskTexts)
  if (search.text || countFilters(search) > 0) return <EmptyState icon="list-check" title={t('emptyFiltered')} />
  const [title, text] = empty[search.box ?? 'todo']
  return <EmptyState icon="clipboard-check" title={t(title)} text={t(text)} />
}
