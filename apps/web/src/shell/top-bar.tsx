import { type ReactNode, useEffect } from 'react'
import { Breadcrumb, type Crumb } from './breadcrumb.tsx'
import classes from './top-bar.module.css'

export interface TopBarProps {
  /** From the outermost to the present page; the last one is the page's h1. */
  crumbs: readonly Crumb[]
  /** Between breadcrumb and actions: view tabs. */
  children?: ReactNode
  /** The primary action last. */
  actions?: ReactNode
}

/** The bar above the content of a page: where the user is, and what can be done here. */
export function TopBar({ crumbs, children, actions }: TopBarProps) {
  useDocumentTitle(crumbs.at(-1)?.label)
  return (
    <header className={classes.bar}>
      <Breadcrumb crumbs={crumbs} />
      <div className={classes.middle}>{children}</div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  )
}

/** What the browser's tab and history say. */
function useDocumentTitle(here: ReactNode): void {
  useEffect(() => {
    if (typeof here === 'string') document.title = `${here} · Mortise`
  }, [here])
}
