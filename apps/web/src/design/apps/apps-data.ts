import type { AppOverview, AppSummary, PackSummary } from '@mortise/api'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/api-client.ts'
import { errorFromAnswer } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** All apps of the workspace, those put away last; for administrators. */
export const allAppsQuery = queryOptions({
  queryKey: queryKeys.admin('all-apps'),
  queryFn: async ({ signal }) => (await api.get<{ apps: AppOverview[] }>('/apps', { signal })).apps,
})

/** What a new app can start from. */
export const packsQuery = queryOptions({
  queryKey: queryKeys.admin('packs'),
  queryFn: async ({ signal }) => (await api.get<{ packs: PackSummary[] }>('/packs', { signal })).packs,
  staleTime: Number.POSITIVE_INFINITY,
})

/** After apps came, went, or changed their name. */
export async function refreshApps(): Promise<void> {
  await Promise.all(
    [allAppsQuery.queryKey, queryKeys.session].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  )
}

/** Makes an app of an exported file. What is wrong in the file is told with the place of each fault. */
export async function importApp(file: File, key: string): Promise<AppSummary> {
  const query = key === '' ? '' : `?key=${encodeURIComponent(key)}`
  const headers = { 'Content-Type': 'application/zip' }
  const response = await fetch(`/api/apps/import${query}`, { method: 'POST', headers, body: file })
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw errorFromAnswer(response.status, body)
  return body as AppSummary
}
