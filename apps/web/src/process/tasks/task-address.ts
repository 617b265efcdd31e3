import type { InboxEntry } from '@mortise/api'
import type { TaskSearch } from './task-search.ts'

/** Where an entry leads to. */
export function addressOf({ instance, task }: InboxEntry, search: TaskSearch) {
  const narrowed = withoutVisit(search)
  return {
    to: '/tasks/$instance' as const,
    params: { instance },
    search: task ? { ...narrowed, visit: task.visit } : narrowed,
  }
}

/** The same box and filters with nothing open. */
export function withoutVisit({ visit: _, ...search }: TaskSearch): TaskSearch {
  return search
}
