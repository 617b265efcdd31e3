import type { InboxCount, RecordInstance, StartableProcess } from '@mortise/api'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api-client.ts'
import { queryKeys } from './query-keys.ts'

// What every page and every record ask; all other calls on processes are fetched with their screens.

/** How many tasks wait for the user. Told anew by the live stream, and looked up now and then. */
export const taskCountQuery = queryOptions({
  queryKey: queryKeys.tasks('count'),
  queryFn: ({ signal }) => api.get<InboxCount>('/tasks/count', { signal }),
  refetchInterval: 60_000,
  staleTime: 10_000,
})

/** What may be started about a record, and what was. */
export const recordProcessesQuery = (app: string, entity: string, id: string) =>
  queryOptions({
    queryKey: queryKeys.recordProcesses(app, entity, id),
    queryFn: ({ signal }) =>
      api.get<{ startable: StartableProcess[]; instances: RecordInstance[] }>(
        `/apps/${app}/entities/${entity}/records/${id}/processes`,
        { signal },
      ),
  })
