import type { DraftSummary } from '@mortise/api'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** The drafts of an app. */
export const draftsQuery = (app: string) =>
  queryOptions({
    queryKey: queryKeys.admin('drafts', app),
    queryFn: async ({ signal }) =>
      (await api.get<{ drafts: DraftSummary[] }>(`/apps/${app}/drafts`, { signal })).drafts,
    staleTime: 0,
  })
