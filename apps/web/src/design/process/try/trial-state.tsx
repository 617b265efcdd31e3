import { ErrorState, RowSkeletons, useText } from '@mortise/ui'
import type { ReactNode } from 'react'
import { messageOf, requestIdOf } from '../../../api/api-error.ts'
import { tryTexts } from './try-texts.ts'

/** What a trial came to, or why it did not. */
export function TrialState<Answer>({
  query,
  failed,
  children,
}: {
  query: { data: Answer | undefined; error: Error | null; refetch(): unknown }
  /** What is said when it did not. */
  failed?: string
  children(answer: Answer): ReactNode
}) {
  const t = useText(tryTexts)
  const { data, error, refetch } = query
  if (error)
    return (
      <ErrorState
        compact
        title={failed ?? t('failed')}
        message={messageOf(error)}
        errorId={requestIdOf(error)}
        onRetry={() => void refetch()}
      />
    )
  return data === undefined ? <RowSkeletons rows={6} height={36} /> : children(data)
}
