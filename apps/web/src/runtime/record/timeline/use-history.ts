import type { ChangeEvent } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { useInfiniteQuery } from '@tanstack/react-query'
import { queryKeys } from '../../../api/query-keys.ts'
import { records } from '../../../api/records.ts'

const pageSize = 30

/** What happened to a record, newest first; more on request. Fetched again when the live stream says so. */
export function useHistory(entity: EntityModel, id: string) {
  const query = useInfiniteQuery({
    queryKey: queryKeys.history(entity.app, entity.key, id),
    queryFn: ({ pageParam, signal }) =>
      records.history(entity.app, entity.key, id, { size: pageSize, before: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return {
    events: query.data?.pages.flatMap((page) => page.events) as ChangeEvent[] | undefined,
    error: query.data ? null : query.error,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  }
}
