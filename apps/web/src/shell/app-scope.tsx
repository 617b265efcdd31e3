import { ErrorState, NoPermission, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { ApiError, messageOf, requestIdOf } from '../api/api-error.ts'
import { appQuery } from '../api/app-description.ts'
import { RunningAppContext, useOpenApp } from '../api/use-app.ts'
import { NotFound } from './not-found.tsx'
import { RoutePending } from './route-pending.tsx'
import { shellTexts } from './shell-texts.ts'

/** Everything under `/a/:app`, once the app is there. The shell provides its contexts. */
export function AppScope() {
  const { app } = useParams({ from: '/shell/a/$app' })
  const { error, refetch } = useQuery(appQuery(app))
  const open = useOpenApp()
  const t = useText(shellTexts)
  if (open?.key === app)
    return (
      // Given again where it was looked at: a page below may be drawn once more after the shell has already left the app.
      <RunningAppContext value={open}>
        <Outlet />
      </RunningAppContext>
    )
  if (!error) return <RoutePending />
  if (error instanceof ApiError && error.status === 404) return <NotFound />
  if (error instanceof ApiError && error.status === 403) return <NoPermission />
  return (
    <ErrorState
      title={t('appFailed')}
      message={messageOf(error)}
      errorId={requestIdOf(error)}
      onRetry={() => void refetch()}
    />
  )
}
