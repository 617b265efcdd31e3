import type { PageParts } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { useApp } from '../../api/use-app.ts'

/** Where a button of a page leads: a view, a page that stands alone, or an address elsewhere. */
export function Lead({ to, className, children }: ComponentProps<PageParts['Lead']>) {
  const { key: app } = useApp()
  if ('url' in to) {
    const elsewhere = /^https?:/i.test(to.url)
    return (
      <a href={to.url} className={className} {...(elsewhere && { target: '_blank', rel: 'noopener noreferrer' })}>
        {children}
      </a>
    )
  }
  if ('page' in to)
    return (
      <Link to="/a/$app/-/page/$page" params={{ app, page: to.page }} className={className}>
        {children}
      </Link>
    )
  return (
    <Link to="/a/$app/$entity" params={{ app, entity: to.entity }} search={{ view: to.view }} className={className}>
      {children}
    </Link>
  )
}
