import type { ReactNode } from 'react'
import classes from './page-header.module.css'

export interface PageHeaderProps {
  title: ReactNode
  /** A line under the title. */
  subtitle?: ReactNode
  icon?: ReactNode
  /** Right side; the primary action last. */
  actions?: ReactNode
  /** Under the title: tabs. */
  children?: ReactNode
}

/** Title of a page, its actions on the right. One per page: it is the page's h1. */
export function PageHeader({ title, subtitle, icon, actions, children }: PageHeaderProps) {
  return (
    <header className={classes.root}>
      <div className={classes.line}>
        {icon}
        <div className={classes.words}>
          <h1 className={classes.title}>{title}</h1>
          {subtitle ? <p className={classes.subtitle}>{subtitle}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
      {children}
    </header>
  )
}
