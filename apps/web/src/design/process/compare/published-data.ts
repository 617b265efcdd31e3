import type { PublishedProcess } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/api-client.ts'
import { type ProcessPlace, versionsKey } from '../versions/version-data.ts'

const pathOf = ({ app, process }: ProcessPlace) => `/apps/${app}/processes/${process}/versions/published`

/** Every state of a process that was published, the latest first. */
export const publishedQuery = (place: ProcessPlace) =>
  queryOptions({
    queryKey: [...versionsKey(place), 'published'],
    queryFn: async ({ signal }) =>
      (await api.get<{ published: PublishedProcess[] }>(pathOf(place), { signal })).published,
    staleTime: 0,
  })

/** One of them as a document; what was published never changes. */
export const publishedDocumentQuery = (place: ProcessPlace, revision: number) =>
  queryOptions({
    queryKey: [...versionsKey(place), 'published', revision],
    queryFn: async ({ signal }) =>
      (await api.get<{ document: ProcessDocument }>(`${pathOf(place)}/${revision}`, { signal })).document,
    staleTime: Number.POSITIVE_INFINITY,
  })
