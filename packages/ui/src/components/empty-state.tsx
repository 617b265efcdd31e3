import type { ReactNode } from 'react'
import { AppIcon } from '../icons/app-icon.tsx'
import classes from './state-message.module.css'

export interface EmptyStateProps {
  icon?: string
  title: string
  /** One sentence on what belongs here. */
  text?: ReactNode
  /** The one primary action, and at most a link beside it. */
  actions?: ReactNode
  compact?: boolean
}

/** What a list, panel or search shows when there is nothing: what this is, and the one thing to do next. */
export function EmptyState({ icon = 'inbox', title, text, actions, compact = false }: EmptyStateProps) {
  return (
    <div className={classes.root} data-compact={compact || undefined}>
      <span className={classes.mark}>
        <AppIcon name={icon} size={compact ? 18 : 22} />
      </span>
      <div className={classes.title}>{title}</div>
      {text ? <div className={classes.text}>{text}</div> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  )
}
