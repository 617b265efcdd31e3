import { Button, CloseButton, useText } from '@mortise/ui'
import { IconAlertTriangle, IconCloudOff, IconRefresh, type TablerIcon } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useConnection } from '../api/connection.ts'
import { renewApp } from '../api/renew-app.ts'
import { useSession } from '../api/session.ts'
import classes from './banners.module.css'
import { useShell } from './shell-context.ts'
import { shellTexts } from './shell-texts.ts'

/** Lines above the page for what concerns all of it: no connection, a new version, the evaluation database. */
export function Banners({ newRevision }: { newRevision: boolean }) {
  const t = useText(shellTexts)
  const { appKey } = useShell()
  const offline = useConnection() === 'offline'
  return (
    <div role="status">
      {offline ? (
        <Banner tone="warning" icon={IconCloudOff}>
          {t('offline')}
        </Banner>
      ) : null}
      {newRevision && appKey ? (
        <Banner
          tone="accent"
          icon={IconRefresh}
          action={
            <Button size="xs" onClick={() => void renewApp(appKey)}>
              {t('revisionReload')}
            </Button>
          }
        >
          {t('revision')}
        </Banner>
      ) : null}
      <EmbeddedNotice />
    </div>
  )
}

const dismissedKey = 'mortise-embedded-notice'

function EmbeddedNotice() {
  const t = useText(shellTexts)
  const { database, user } = useSession()
  const [dismissed, setDismissed] = useState(() => localStorage.getItem(dismissedKey) === user.id)
  if (database !== 'pglite' || !user.administrator || dismissed) return null
  function dismiss() {
    localStorage.setItem(dismissedKey, user.id)
    setDismissed(true)
  }
  return (
    <Banner
      tone="warning"
      icon={IconAlertTriangle}
      action={<CloseButton size="sm" aria-label={t('dismiss')} title={t('dismiss')} onClick={dismiss} />}
    >
      {t('embedded')}
    </Banner>
  )
}

interface BannerProps {
  tone: 'warning' | 'accent'
  icon: TablerIcon
  action?: ReactNode
  children: ReactNode
}

function Banner({ tone, icon: Icon, action, children }: BannerProps) {
  return (
    <div className={classes.banner} data-tone={tone}>
      <Icon size={15} aria-hidden className={classes.icon} />
      <span className={classes.text}>{children}</span>
      {action}
    </div>
  )
}
