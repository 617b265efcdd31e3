import { ErrorState, NoPermission } from '@mortise/ui'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiError, messageOf, networkError, requestIdOf } from '../api/api-error.ts'
import { isChunkError, reloadOnce } from './chunk-error.ts'
import { NotFound } from './not-found.tsx'

/** A route that could not be loaded or drawn: what is missing, what is forbidden, what failed. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const outdated = isChunkError(error)
  useEffect(() => {
    if (outdated) reloadOnce()
  }, [outdated])
  if (error instanceof ApiError && error.status === 404) return <NotFound />
  if (error instanceof ApiError && error.status === 403) return <NoPermission text={error.message} />
  if (!(error instanceof ApiError) && !outdated) console.error(error)
  async function retry() {
    await router.invalidate()
    reset()
  }
  return (
    <ErrorState
      message={messageOf(outdated ? networkError() : error)}
      errorId={requestIdOf(error)}
      onRetry={() => void retry()}
    />
  )
}
