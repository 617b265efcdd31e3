import { AppIcon, useText } from '@mortise/ui'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './breadcrumb.module.css'
import { shellTexts } from './shell-texts.ts'

export interface Crumb {
  label: ReactNode
  icon?: string | null
  link?: Pick<LinkProps, 'to' | 'params' | 'search'>
}

/** The way from the app to the present page. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useText(shellTexts)
  return (
    <nav aria-label={t('breadcrumb')} className={classes.nav}>
      <ol className={classes.list}>
        {crumbs.map((crumb, index) => (
          <li key={index} className={classes.crumb}>
            <CrumbText crumb={crumb} last={index === crumbs.length - 1} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function CrumbText({ crumb, last }: { crumb: Crumb; last: boolean }) {
  const icon = crumb.icon ? <AppIcon name={crumb.icon} size={15} /> : null
  if (last)
    return (
      <h1 className={classes.here}>
        {icon}
        <span className="ui-truncate">{crumb.label}</span>
      </h1>
    )
  return crumb.link ? (
    <Link {...crumb.link} className={classes.link}>
      {icon}
      <span className="ui-truncate">{crumb.label}</span>
    </Link>
  ) : (
    <span className={classes.link}>
      {icon}
      {crumb.label}
    </span>
  )
}
