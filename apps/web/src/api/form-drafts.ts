import type { FormDraft, FormDraftInput, FormDraftSummary } from '@mortise/api'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api-client.ts'
import { queryKeys } from './query-keys.ts'

/** Which records of an app somebody has changed and not saved, on whatever device. */
export const formDraftsQuery = (app: string) =>
  queryOptions({
    queryKey: queryKeys.formDrafts(app),
    queryFn: async ({ signal }) =>
      (await api.get<{ drafts: FormDraftSummary[] }>(`/apps/${app}/form-drafts`, { signal })).drafts,
    staleTime: 30_000,
  })

interface Place {
  app: string
  entity: string
  id: string
}

const pathOf = ({ app, entity, id }: Place) => `/apps/${app}/form-drafts/${entity}?record=${encodeURIComponent(id)}`

/** The draft of one record on the server. */
export const formDrafts = {
  read: async (place: Place) => (await api.get<{ draft: FormDraft | null }>(pathOf(place))).draft,
  write: (place: Place, draft: FormDraftInput) => api.put<{ at: string }>(pathOf(place), draft),
  remove: (place: Place) => api.delete(pathOf(place)),
}
