import { Navigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useSession } from '../api/session.ts'
import { RoutePending } from './route-pending.tsx'

const AppCards = lazy(async () => ({ default: (await import('../design/apps/app-cards.tsx')).AppCards }))

/** The start: with one app its first page, with several a choice. */
export function HomeRoute() {
  const { apps } = useSession()
  const [first] = apps
  if (first && apps.length === 1) return <Navigate to="/a/$app" params={{ app: first.key }} replace />
  return <AppsRoute />
}

/** All apps, to be opened; for administrators to be made, copied, exported and put away as well. */
export function AppsRoute() {
  return (
    <Suspense fallback={<RoutePending />}>
      <AppCards />
    </Suspense>
  )
}
