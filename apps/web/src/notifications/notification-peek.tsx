import { Anchor, Button, ScrollArea, toastError, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { messageOf } from '../api/api-error.ts'
import { markNotificationsRead, unreadQuery } from '../api/notifications.ts'
import { NotificationList } from './notification-list.tsx'
import classes from './notification-peek.module.css'
import { notificationTexts } from './notification-texts.ts'

/** What the bell opens: the latest notifications. */
export function NotificationPeek({ onClose }: { onClose(): void }) {
  const t = useText(notificationTexts)
  const { data: unread = 0 } = useQuery(unreadQuery)
  return (
    <div className={classes.peek}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('title')}</h2>
        <MarkAll disabled={unread === 0} />
      </div>
      <ScrollArea.Autosize mah={440} type="auto">
        <NotificationList unread={false} onFollow={onClose} />
      </ScrollArea.Autosize>
      <div className={classes.foot}>
        <Anchor size="sm" renderRoot={(props) => <Link to="/notifications" {...props} />} onClick={onClose}>
          {t('showAll')}
        </Anchor>
      </div>
    </div>
  )
}

export function MarkAll({ disabled }: { disabled: boolean }) {
  const t = useText(notificationTexts)
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      disabled={disabled}
      onClick={() => void markNotificationsRead().catch((error: unknown) => toastError(messageOf(error)))}
    >
      {t('markAll')}
    </Button>
  )
}
