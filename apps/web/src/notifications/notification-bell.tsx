import { Popover, Tooltip, UnstyledButton, useText } from '@mortise/ui'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { onLive } from '../api/live.ts'
import { forgetNotifications, unreadQuery } from '../api/notifications.ts'
import classes from './notification-bell.module.css'
import { notificationTexts } from './notification-texts.ts'

const Peek = lazy(async () => ({ default: (await import('./notification-peek.tsx')).NotificationPeek }))

const mostShown = 99

/** How many notifications are unread, kept up to date while the page is open. */
export function useUnread(): number {
  const { data = 0 } = useQuery(unreadQuery)
  useEffect(
    () =>
      onLive((event) => {
        if (event.type === 'notification' || event.type === 'resync') void forgetNotifications()
      }),
    [],
  )
  return data
}

/** The bell of the side bar: how much is unread, and the latest of it. */
export function NotificationBell() {
  const t = useText(notificationTexts)
  const unread = useUnread()
  const [opened, setOpened] = useState(false)
  const label = unread > 0 ? t('bellUnread', { count: unread > mostShown ? `${mostShown}+` : unread }) : t('bell')
  return (
    <Popover opened={opened} onChange={setOpened} position="right-end" width={400} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={label} position="right" disabled={opened}>
          <UnstyledButton
            className={classes.bell}
            aria-label={label}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <IconBell size={16} aria-hidden />
            {unread > 0 ? <UnreadCount count={unread} /> : null}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('title')}>
        {opened ? (
          <Suspense fallback={<div className={classes.waiting} />}>
            <Peek onClose={() => setOpened(false)} />
          </Suspense>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}

export function UnreadCount({ count }: { count: number }) {
  return (
    <span className={classes.count} aria-hidden>
      {count > mostShown ? `${mostShown}+` : count}
    </span>
  )
}
