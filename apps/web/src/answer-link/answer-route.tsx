import type { AnswerPage, AnswerSent } from '@mortise/api'
import { Button, EmptyState, RowSkeletons, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/api-client.ts'
import { ApiError, messageOf } from '../api/api-error.ts'
import { PublicFrame } from '../public-form/public-frame.tsx'
import { AnswerSheet } from './answer-sheet.tsx'
import { answerTexts } from './answer-texts.ts'

const options = { expectUnauthorised: true }

/** What somebody without an account is asked under a link. */
export function AnswerRoute() {
  const { token } = useParams({ from: '/p/$token' })
  const t = useText(answerTexts)
  const localize = useLocalize()
  const [sent, setSent] = useState<AnswerSent | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['answer', token],
    queryFn: ({ signal }) => api.get<AnswerPage>(`/answers/${token}`, { ...options, signal }),
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false },
  })
  return (
    <PublicFrame name={data ? localize(data.workspace.name) : ''} title={t('title')}>
      {sent && data ? (
        <EmptyState
          icon="circle-check"
          title={t('thanks')}
          text={t('answered', { answer: localize(data[sent.answer]) })}
        />
      ) : error ? (
        <Refused error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <AnswerSheet
          page={data}
          send={(input) => api.post<AnswerSent>(`/answers/${token}`, input, options)}
          onSent={setSent}
        />
      ) : (
        <RowSkeletons rows={4} height={56} />
      )}
    </PublicFrame>
  )
}

const refusals = {
  ANSWER_LINK_UNKNOWN: { icon: 'map', title: 'goneTitle' },
  ANSWER_LINK_USED: { icon: 'circle-check', title: 'usedTitle' },
  ANSWER_LINK_EXPIRED: { icon: 'calendar', title: 'goneTitle' },
  ANSWER_LINK_WITHDRAWN: { icon: 'map', title: 'goneTitle' },
  ANSWER_LINK_OVER: { icon: 'circle-check', title: 'goneTitle' },
  ANSWER_LINK_EARLY: { icon: 'calendar-time', title: 'earlyTitle' },
} as const

/** Why there is nothing to answer. */
function Refused({ error, onRetry }: { error: Error; onRetry(): void }) {
  const t = useText(answerTexts)
  const code = error instanceof ApiError ? (error.code as keyof typeof refusals) : null
  const known = code === null ? undefined : refusals[code]
  const again = !known || code === 'ANSWER_LINK_EARLY'
  return (
    <EmptyState
      icon={known?.icon ?? 'alert-triangle'}
      title={t(known?.title ?? 'failedTitle')}
      text={messageOf(error)}
      actions={
        again ? (
          <Button variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        ) : undefined
      }
    />
  )
}
