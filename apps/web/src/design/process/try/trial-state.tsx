import { ErrorState, RowSkeletons, useText } from '@mortise/ui'
import type { ReactNode } from 'react'
import { messageOf, requestIdOf } from '../../../api/api-error.ts'
import { tryTexts } from './try-texts.ts'

/** What a trial came to, or why it did not. */
export function TrialState<Answer>({
  query,
  children,
}: {
  query: { data: Answer | undefined; error: Error | null; refetch(): unknown }
  children(answer: Answer): ReactNode
}) {
  const t = useText(tryTexts)
  const { data, error, refetch } = query
  if (error)
    return (
      <ErrorState
        compact
        title={t('failed')}
        message={messageOf(error)}
        errorId={requestIdOf(error)}
        onRetry={() => void refetch()}
      />
    )
  return data === undefined ? <RowSkeletons rows={6} height={36} /> : children(data)
}
