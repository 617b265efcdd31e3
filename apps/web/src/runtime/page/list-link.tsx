import type { PageParts } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { useApp } from '../../api/use-app.ts'

/** Leads to the records of a table, by a view or by a filter. */
export function ListLink({ entity, view, filter, className, children }: ComponentProps<PageParts['ListLink']>) {
  const app = useApp()
  return (
    <Link
      to="/a/$app/$entity"
      params={{ app: app.key, entity }}
      search={{ ...(view !== undefined && { view }), ...(filter && { filter }) }}
      className={className}
    >
      {children}
    </Link>
  )
}
