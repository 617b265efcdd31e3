import type { Notification, NotificationPage, NotificationSetting, NotificationSettings } from '@mortise/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './api-client.ts'
import { queryClient } from './query-client.ts'

const key = (...rest: unknown[]) => ['notifications', ...rest] as const

/** Changes come over the live stream of an app; elsewhere the bell looks by itself. */
const lookMs = 60_000

/** How many the person has not read. */
export const unreadQuery = queryOptions({
  queryKey: key('unread'),
  queryFn: async ({ signal }) => (await api.get<{ unread: number }>('/notifications/count', { signal })).unread,
  refetchInterval: lookMs,
  refetchOnWindowFocus: true,
})

/** What the person was told, page by page, the latest first. */
export const notificationsQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: key('list', unread),
    queryFn: ({ signal, pageParam }) =>
      api.get<NotificationPage>(
        `/notifications?size=20${unread ? '&unread=1' : ''}${pageParam ? `&before=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

export const notificationQuery = (id: string) =>
  queryOptions({
    queryKey: key('one', id),
    queryFn: ({ signal }) => api.get<Notification>(`/notifications/${id}`, { signal }),
  })

export const notificationSettingsQuery = queryOptions({
  queryKey: key('settings'),
  queryFn: ({ signal }) => api.get<NotificationSettings>('/notifications/settings', { signal }),
})

/** Marks these as read; without ids all of them. */
export async function markNotificationsRead(ids?: readonly string[]): Promise<void> {
  await api.post('/notifications/read', ids ? { ids } : {})
  await forgetNotifications()
}

export async function saveNotificationSetting(setting: NotificationSetting): Promise<void> {
  const saved = await api.put<NotificationSettings>('/notifications/settings', { settings: [setting] })
  queryClient.setQueryData(notificationSettingsQuery.queryKey, saved)
}

/** Somebody was told something: what is on the screen is fetched again. */
export async function forgetNotifications(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: key('unread') }),
    queryClient.invalidateQueries({ queryKey: key('list') }),
  ])
}
