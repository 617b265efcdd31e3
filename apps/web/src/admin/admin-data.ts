import type {
  AdminDepartment,
  AdminRole,
  AdminUser,
  CalendarDay,
  DraftChange,
  DraftReview,
  DraftState,
  RevisionSummary,
  SecretSummary,
  StaleFields,
  SystemState,
} from '@mortise/api'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/api-client.ts'
import { queryClient } from '../api/query-client.ts'
import { queryKeys } from '../api/query-keys.ts'

export const adminUsersQuery = queryOptions({
  queryKey: queryKeys.admin('users'),
  queryFn: async ({ signal }) => (await api.get<{ users: AdminUser[] }>('/admin/users', { signal })).users,
})

export const adminDepartmentsQuery = queryOptions({
  queryKey: queryKeys.admin('departments'),
  queryFn: async ({ signal }) =>
    (await api.get<{ departments: AdminDepartment[] }>('/admin/departments', { signal })).departments,
})

/** The roles in force, of all apps. */
export const adminRolesQuery = queryOptions({
  queryKey: queryKeys.admin('roles'),
  queryFn: async ({ signal }) => (await api.get<{ roles: AdminRole[] }>('/admin/roles', { signal })).roles,
})

export const systemQuery = queryOptions({
  queryKey: queryKeys.admin('system'),
  queryFn: ({ signal }) => api.get<SystemState>('/admin/system', { signal }),
})

export const secretsQuery = queryOptions({
  queryKey: queryKeys.admin('secrets'),
  queryFn: async ({ signal }) => (await api.get<{ secrets: SecretSummary[] }>('/admin/secrets', { signal })).secrets,
})

/** The days of a year that are not as the week says. */
export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: queryKeys.admin('calendar', year),
    queryFn: async ({ signal }) =>
      (await api.get<{ days: CalendarDay[] }>(`/admin/calendar?year=${year}`, { signal })).days,
  })

/** The draft of an app: always asked for anew, because others may be designing. */
export const draftQuery = (app: string) =>
  queryOptions({
    queryKey: queryKeys.admin('draft', app),
    queryFn: ({ signal }) => api.get<DraftState>(`/apps/${app}/draft`, { signal }),
    staleTime: 0,
  })

/** What publishing a draft would change, and what stands against it; `prepare` brings the last changes to the server. */
export const reviewQuery = (app: string, draft: string | null, prepare?: () => Promise<unknown>) =>
  queryOptions({
    queryKey: queryKeys.admin('draft', app, 'review', draft),
    queryFn: async ({ signal }) => {
      await prepare?.()
      const query = draft === null ? '' : `?draft=${encodeURIComponent(draft)}`
      return await api.get<DraftReview>(`/apps/${app}/draft/review${query}`, { signal })
    },
    staleTime: 0,
    gcTime: 0,
  })

export const revisionsQuery = (app: string) =>
  queryOptions({
    queryKey: queryKeys.admin('revisions', app),
    queryFn: async ({ signal }) =>
      (await api.get<{ revisions: RevisionSummary[] }>(`/apps/${app}/revisions`, { signal })).revisions,
  })

/** Computed fields, by table, of which values are being brought up to date; asked again while there are any. */
export const staleQuery = (app: string) =>
  queryOptions({
    queryKey: queryKeys.admin('stale', app),
    queryFn: async ({ signal }) => (await api.get<StaleFields>(`/apps/${app}/stale`, { signal })).entities,
    staleTime: 0,
    refetchInterval: ({ state }) => (Object.keys(state.data ?? {}).length > 0 ? staleInterval : false),
  })

const staleInterval = 3000

/** What changed from one revision to another; it never changes again. */
export const comparisonQuery = (app: string, from: number, to: number) =>
  queryOptions({
    queryKey: queryKeys.admin('compare', app, from, to),
    queryFn: async ({ signal }) =>
      (await api.get<{ changes: DraftChange[] }>(`/apps/${app}/revisions/${from}/compare/${to}`, { signal })).changes,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** After people or departments were changed: everything that shows them is fetched again. */
export async function refreshPeople(): Promise<void> {
  const keys = [['users'], ['departments'], ['roles']].map((key) => queryKeys.admin(...key))
  await Promise.all(
    [...keys, queryKeys.users, queryKeys.departments].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  )
}

/** After an app was published or its draft replaced: roles, draft, revisions, and the apps of the session. */
export async function refreshApp(app: string): Promise<void> {
  const keys = ['draft', 'revisions', 'stale'].map((part) => queryKeys.admin(part, app))
  await Promise.all(
    [...keys, queryKeys.admin('roles'), queryKeys.session].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  )
}

/** Keeps a draft that the server has just answered with. */
export function keepDraft(app: string, draft: DraftState): void {
  queryClient.setQueryData(draftQuery(app).queryKey, draft)
}
