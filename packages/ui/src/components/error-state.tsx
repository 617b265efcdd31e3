import { Button } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { commonTexts } from '../text/common-texts.ts'
import { useText } from '../text/use-language.ts'
import { CopyButton } from './copy-button.tsx'
import classes from './state-message.module.css'

export interface ErrorStateProps {
  /** What could not be done: "The customers could not be loaded". */
  title?: string
  /** Why, in the user's language. */
  message?: ReactNode
  onRetry?(): void
  /** Request id, for whoever is asked for help. */
  errorId?: string | null
  compact?: boolean
}

/** What failed, why, a way to try again, and the id to give to support. */
export function ErrorState({ title, message, onRetry, errorId, compact = false }: ErrorStateProps) {
  const t = useText(commonTexts)
  return (
    <div className={classes.root} data-compact={compact || undefined} role="alert">
      <span className={classes.mark} data-tone="danger">
        <IconAlertTriangle size={compact ? 18 : 22} stroke={1.6} aria-hidden />
      </span>
      <div className={classes.title}>{title ?? t('errorTitle')}</div>
      {message ? <div className={classes.text}>{message}</div> : null}
      {onRetry ? (
        <div className={classes.actions}>
          <Button variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={onRetry}>
            {t('retry')}
          </Button>
        </div>
      ) : null}
      {errorId ? (
        <div className={classes.code}>
          <span>
            {t('errorId')} {errorId}
          </span>
          <CopyButton value={errorId} />
        </div>
      ) : null}
    </div>
  )
}
