import type { PublicAnswerTaken } from '@mortise/api'
import { applyLanguage, Button, EmptyState, RowSkeletons, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { ApiError, messageOf } from '../api/api-error.ts'
import { type LoadedPublicForm, publicForms } from './public-form-calls.ts'
import { PublicFormSheet } from './public-form-sheet.tsx'
import { publicFormTexts } from './public-form-texts.ts'
import { PublicFrame } from './public-frame.tsx'
import { Thanks } from './thanks.tsx'

/** A form that is filled in by a link: no frame around it, and nobody signed in. */
export function PublicFormRoute() {
  const { token } = useParams({ from: '/f/$token' })
  const [round, setRound] = useState(0)
  const [taken, setTaken] = useState<PublicAnswerTaken | null>(null)
  // Asked anew for each answer: each is opened at a time of its own.
  const { data, error, refetch } = useQuery({
    queryKey: ['public-form', token, round],
    queryFn: ({ signal }) => publicForms.load(token, signal),
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false, structuralSharing: false },
  })
  useFormLanguage(data)
  function again() {
    setTaken(null)
    setRound(round + 1)
  }
  return (
    <PublicPage loaded={data}>
      {taken && data ? (
        <Thanks taken={taken} onAgain={again} />
      ) : error ? (
        <Refused error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <PublicFormSheet key={round} token={token} loaded={data} onTaken={setTaken} />
      ) : (
        <RowSkeletons rows={5} height={64} />
      )}
    </PublicPage>
  )
}

/** The language of the form, unless the address or the visitor says another. */
function useFormLanguage(loaded: LoadedPublicForm | undefined): void {
  const wanted = new URLSearchParams(location.search).get('lang') ?? loaded?.form.language
  useEffect(() => {
    if (wanted === 'zh' || wanted === 'en') applyLanguage(wanted)
  }, [wanted])
}

function PublicPage({ loaded, children }: { loaded: LoadedPublicForm | undefined; children: ReactNode }) {
  const localize = useLocalize()
  return (
    <PublicFrame
      name={loaded ? localize(loaded.form.workspace.name) : ''}
      title={loaded ? localize(loaded.form.title) : ''}
    >
      {children}
    </PublicFrame>
  )
}

const refusals = {
  PUBLIC_FORM_UNKNOWN: { icon: 'map', title: 'unknownTitle' },
  PUBLIC_FORM_CLOSED: { icon: 'calendar', title: 'closedTitle' },
  PUBLIC_FORM_NOT_OPEN: { icon: 'calendar-time', title: 'notOpenTitle' },
  PUBLIC_FORM_FULL: { icon: 'users-group', title: 'fullTitle' },
  PUBLIC_FORM_ANSWERED: { icon: 'circle-check', title: 'answeredTitle' },
} as const

/** Why there is nothing to fill in. */
export function Refused({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const t = useText(publicFormTexts)
  const code = error instanceof ApiError ? (error.code as keyof typeof refusals) : null
  const known = code === null ? undefined : refusals[code]
  return (
    <EmptyState
      icon={known?.icon ?? 'alert-triangle'}
      title={t(known?.title ?? 'failedTitle')}
      text={messageOf(error)}
      actions={
        known || !onRetry ? undefined : (
          <Button variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    />
  )
}
