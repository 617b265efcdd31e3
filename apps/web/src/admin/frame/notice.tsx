import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

/** Something to know before going on, with what can be done about it at its end. */
export function Notice({ title, action, children }: { title?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.notice}>
      <IconAlertTriangle size={16} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        {title ? <h2 className={classes.title}>{title}</h2> : null}
        {children}
      </div>
      {action}
    </div>
  )
}
