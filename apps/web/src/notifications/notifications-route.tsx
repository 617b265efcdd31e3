import { ActionIcon, ErrorState, RowSkeletons, SegmentedControl, Tooltip, useText } from '@mortise/ui'
import { IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { markNotificationsRead, notificationQuery, unreadQuery } from '../api/notifications.ts'
import { TopBar } from '../shell/top-bar.tsx'
import { NotificationList } from './notification-list.tsx'
import classes from './notification-peek.module.css'
import { MarkAll } from './notification-peek.tsx'
import { notificationTarget } from './notification-target.ts'
import { notificationTexts } from './notification-texts.ts'

/** `/notifications`: everything that the person was told. */
export function NotificationsRoute() {
  const t = useText(notificationTexts)
  const { data: unread = 0 } = useQuery(unreadQuery)
  const [shown, setShown] = useState<'all' | 'unread'>('all')
  return (
    <>
      <TopBar
        crumbs={[{ label: t('title'), icon: 'bell' }]}
        actions={
          <Tooltip label={t('settings')}>
            <ActionIcon aria-label={t('settings')} renderRoot={(props) => <Link to="/account" {...props} />}>
              <IconSettings size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        }
      />
      <div className={classes.page}>
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            aria-label={t('title')}
            value={shown}
            onChange={(value) => setShown(value === 'unread' ? 'unread' : 'all')}
            data={[
              { value: 'all', label: t('all') },
              { value: 'unread', label: unread > 0 ? `${t('unread')} ${unread}` : t('unread') },
            ]}
          />
          <MarkAll disabled={unread === 0} />
        </div>
        <div className={classes.card}>
          <NotificationList unread={shown === 'unread'} />
        </div>
      </div>
    </>
  )
}

/** `/notifications/$id`, the address in mail: leads to what it is about. */
export function FollowNotificationRoute() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, refetch } = useQuery(notificationQuery(id))
  useEffect(() => {
    if (data?.readAt === null) void markNotificationsRead([data.id]).catch(() => {})
  }, [data])
  if (error)
    return <ErrorState message={messageOf(error)} errorId={requestIdOf(error)} onRetry={() => void refetch()} />
  return data ? <Navigate to={notificationTarget(data)} replace /> : <RowSkeletons rows={3} height={56} />
}
