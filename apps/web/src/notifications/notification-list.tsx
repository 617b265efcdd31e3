import type { Notification, NotificationKind } from '@mortise/api'
import { Button, EmptyState, ErrorState, RowSkeletons, useLanguage, useLocalize, useText } from '@mortise/ui'
import {
  IconAlertTriangle,
  IconAt,
  IconBellRinging,
  IconCircleCheck,
  IconClipboardCheck,
  IconClockExclamation,
  IconInfoCircle,
  IconSend,
  IconX,
} from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { markNotificationsRead, notificationsQuery } from '../api/notifications.ts'
import classes from './notification-list.module.css'
import { notificationTarget } from './notification-target.ts'
import { notificationTexts } from './notification-texts.ts'
import { whenText } from './when-text.ts'

const icons: Record<NotificationKind, typeof IconSend> = {
  task: IconClipboardCheck,
  copy: IconSend,
  reminder: IconClockExclamation,
  urge: IconBellRinging,
  mention: IconAt,
  withdrawn: IconX,
  ended: IconCircleCheck,
  incident: IconAlertTriangle,
  message: IconInfoCircle,
}

/** What the person was told, the latest first. A press leads to what it is about and marks it as read. */
export function NotificationList({ unread, onFollow }: { unread: boolean; onFollow?(): void }) {
  const t = useText(notificationTexts)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    notificationsQuery(unread),
  )
  if (error)
    return (
      <ErrorState
        compact
        title={t('failed')}
        message={messageOf(error)}
        errorId={requestIdOf(error)}
        onRetry={() => void refetch()}
      />
    )
  if (!data) return <RowSkeletons rows={4} height={56} />
  const all = data.pages.flatMap(({ notifications }) => notifications)
  if (all.length === 0)
    return <EmptyState compact icon="bell" title={t(unread ? 'emptyUnread' : 'emptyAll')} text={t('emptyText')} />
  return (
    <>
      <ul className={classes.list}>
        {all.map((one) => (
          <Item key={one.id} notification={one} onFollow={onFollow} />
        ))}
      </ul>
      {hasNextPage ? (
        <div className={classes.more}>
          <Button variant="subtle" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function Item({ notification, onFollow }: { notification: Notification; onFollow: (() => void) | undefined }) {
  const t = useText(notificationTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const navigate = useNavigate()
  const { id, kind, title, text, comment, at, readAt } = notification
  const Icon = icons[kind]
  const follow = () => {
    if (readAt === null) void markNotificationsRead([id]).catch(() => {})
    onFollow?.()
    void navigate({ to: notificationTarget(notification) })
  }
  return (
    <li>
      <button type="button" className={classes.item} data-unread={readAt === null || undefined} onClick={follow}>
        <span className={classes.icon} data-kind={kind}>
          <Icon size={16} aria-hidden />
        </span>
        <span className={classes.words}>
          <span className={classes.title}>{title}</span>
          <span className={classes.text}>{localize(text)}</span>
          {comment ? <span className={classes.comment}>{comment}</span> : null}
        </span>
        <span className={classes.side}>
          <time dateTime={at}>{whenText(at, language)}</time>
          {readAt === null ? (
            <span className={classes.dot}>
              <span className="ui-visually-hidden">{t('isNew')}</span>
            </span>
          ) : null}
        </span>
      </button>
    </li>
  )
}
