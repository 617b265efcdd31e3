import type { InsightProcess, ProcessInsight } from '@mortise/api'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/api-client.ts'

export type Period = 'days30' | 'days90' | 'days365' | 'all'

/** Which instances are looked at. */
export interface InsightChoice {
  period: Period
  version: string | null
  department: string | null
}

const days: { readonly [Name in Period]: number | null } = { days30: 30, days90: 90, days365: 365, all: null }
const dayMs = 24 * 3_600_000

/** The query of an address; whole days, so that it is the same for a while. */
export function insightSearch({ period, version, department }: InsightChoice, now: number = Date.now()): string {
  const search = new URLSearchParams()
  const back = days[period]
  if (back !== null) search.set('from', new Date((Math.floor(now / dayMs) - back) * dayMs).toISOString())
  if (version !== null) search.set('version', version)
  if (department !== null) search.set('department', department)
  const text = search.toString()
  return text ? `?${text}` : ''
}

export const insightQuery = (app: string, process: string, search: string) =>
  queryOptions({
    queryKey: ['app', app, 'insight', process, search],
    queryFn: ({ signal }) => api.get<ProcessInsight>(`/apps/${app}/processes/${process}/insight${search}`, { signal }),
    staleTime: 60_000,
  })

/** Processes whose times this person may see. */
export const insightProcessesQuery = (app: string) =>
  queryOptions({
    queryKey: ['app', app, 'insight'],
    queryFn: async ({ signal }) =>
      (await api.get<{ processes: InsightProcess[] }>(`/apps/${app}/insight`, { signal })).processes,
    staleTime: 60_000,
  })
