import type { InboxEntry } from '@mortise/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type InboxRequest, processes } from '../../api/processes.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { periodBounds, type TaskSearch } from './task-search.ts'

/** The entries of a box as far as they were read; read again when the live stream says so, and now and then. */
export interface Inbox {
  entries: readonly InboxEntry[] | undefined
  error: unknown
  hasMore: boolean
  loadingMore: boolean
  loadMore(): void
  retry(): void
}

export function useInbox(search: TaskSearch): Inbox {
  const request = useMemo(() => requestOf(search), [search])
  const query = useInfiniteQuery({
    queryKey: queryKeys.tasks('box', request),
    queryFn: ({ pageParam, signal }) =>
      processes.inbox(pageParam === null ? request : { ...request, before: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 60_000,
    staleTime: 5000,
  })
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.entries), [query.data])
  return {
    entries,
    error: query.data ? null : query.error,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  }
}

/** One entry among others: a person may have several tasks in one instance. */
export function entryKey({ instance, task }: Pick<InboxEntry, 'instance' | 'task'>): string {
  return task ? `${instance}/${task.visit}/${task.actor}` : instance
}

function requestOf({ box = 'todo', app, process, text, period, overdue }: TaskSearch): InboxRequest {
  return {
    box,
    ...(app && { app }),
    ...(process && { process }),
    ...(text && { text }),
    ...(period && periodBounds(period, new Date())),
    ...(overdue && box === 'todo' && { overdue }),
  }
}
