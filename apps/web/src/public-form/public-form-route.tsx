import type { PublicAnswerTaken } from '@mortise/api'
import {
  applyLanguage,
  Button,
  EmptyState,
  RowSkeletons,
  SegmentedControl,
  useLanguage,
  useLocalize,
  useText,
} from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { ApiError, messageOf } from '../api/api-error.ts'
import { type LoadedPublicForm, publicForms } from './public-form-calls.ts'
import classes from './public-form-route.module.css'
import { PublicFormSheet } from './public-form-sheet.tsx'
import { publicFormTexts } from './public-form-texts.ts'
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
  const t = useText(publicFormTexts)
  const language = useLanguage()
  const localize = useLocalize()
  const name = loaded ? localize(loaded.form.workspace.name) : ''
  const title = loaded ? localize(loaded.form.title) : ''
  useEffect(() => {
    if (title) document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <span className={classes.name}>
          <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden>
            <rect width="32" height="32" rx="8" fill="var(--ui-accent)" />
            <path fill="#fff" d="M7 8h7.5v5.5H18V8h7v7h-5.5v3H25v6h-7v-5.5h-3.5V24H7v-7h5.5v-3H7z" />
          </svg>
          {name}
        </span>
        <SegmentedControl
          size="xs"
          aria-label={t('language')}
          value={language}
          onChange={(value) => applyLanguage(value === 'zh' ? 'zh' : 'en')}
          data={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </header>
      <div className={classes.sheet}>{children}</div>
      <footer className={classes.foot}>{t('poweredBy')}</footer>
    </main>
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
