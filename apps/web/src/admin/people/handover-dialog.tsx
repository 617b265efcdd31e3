import type { AdminUser, HandoverResult, OpenWork } from '@mortise/api'
import { ErrorState, Modal, RowSkeletons, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { HandoverForm } from './handover-form.tsx'
import { HandoverOutcome } from './handover-outcome.tsx'
import { handoverTexts } from './handover-texts.ts'

/** Hands the open work of somebody over to others: what there is, who takes it, and what came of it. */
export function HandoverDialog({ user, onClose }: { user: AdminUser; onClose(): void }) {
  const t = useText(handoverTexts)
  const [result, setResult] = useState<{ of: HandoverResult; heir: string | null } | null>(null)
  const work = useQuery({
    queryKey: ['admin', 'work', user.id],
    queryFn: ({ signal }) => api.get<OpenWork>(`/admin/people/${user.id}/work`, { signal }),
    staleTime: 0,
    gcTime: 0,
    enabled: result === null,
  })
  const title = result ? t('doneTitle') : t('title', { name: user.name })
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      {result ? (
        <HandoverOutcome result={result.of} heir={result.heir} onClose={onClose} />
      ) : work.error ? (
        <ErrorState
          compact
          title={t('failed')}
          message={messageOf(work.error)}
          errorId={requestIdOf(work.error)}
          onRetry={() => void work.refetch()}
        />
      ) : work.data ? (
        <HandoverForm user={user} work={work.data} onDone={(of, heir) => setResult({ of, heir })} onClose={onClose} />
      ) : (
        <RowSkeletons rows={4} height={44} />
      )}
    </Modal>
  )
}
