import { ErrorState, RowSkeletons, useText } from '@mortise/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { adminTexts } from './admin-texts.ts'

/** What stands in for a page while its data loads, or when that failed; with several queries the first failure counts. */
export function QueryState({ queries }: { queries: readonly Pick<UseQueryResult, 'error' | 'refetch' | 'data'>[] }) {
  const t = useText(adminTexts)
  const failed = queries.find(({ error, data }) => error && data === undefined)
  if (!failed) return <RowSkeletons rows={10} height={44} />
  return (
    <ErrorState
      title={t('loadFailed')}
      message={messageOf(failed.error)}
      errorId={requestIdOf(failed.error)}
      onRetry={() => {
        for (const { error, refetch } of queries) if (error) void refetch()
      }}
    />
  )
}
