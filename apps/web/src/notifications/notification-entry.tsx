import { useText } from '@mortise/ui'
import { IconBell } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './notification-bell.module.css'
import { UnreadCount, useUnread } from './notification-bell.tsx'
import { notificationTexts } from './notification-texts.ts'

/** The way to the notifications in the menu of a phone. */
export function NotificationEntry({ onFollow }: { onFollow(): void }) {
  const t = useText(notificationTexts)
  const unread = useUnread()
  return (
    <Link to="/notifications" className={classes.entry} onClick={onFollow}>
      <IconBell size={18} aria-hidden />
      <span className={classes.grow}>{t('title')}</span>
      {unread > 0 ? <UnreadCount count={unread} /> : null}
    </Link>
  )
}
