import type { DraftState, PublishResult, ValidationIssue } from '@mortise/api'
import {
  Alert,
  Button,
  confirm,
  EmptyState,
  Modal,
  Textarea,
  toast,
  toastError,
  useLocalize,
  useText,
} from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { draftQuery, refreshApp } from '../admin-data.ts'
import { QueryState } from '../frame/query-state.tsx'
import { ChangeList } from './change-list.tsx'
import { revisionTexts } from './revision-texts.ts'
import classes from './revisions.module.css'

/** Shows in words what publishing the draft of an app would change, and publishes it. */
export function PublishDialog({ app, onClose }: { app: string; onClose(): void }) {
  const t = useText(revisionTexts)
  const draft = useQuery(draftQuery(app))
  return (
    <Modal opened onClose={onClose} title={t('publishTitle')} size={640}>
      {draft.data ? <Review app={app} draft={draft.data} onClose={onClose} /> : <QueryState queries={[draft]} />}
    </Modal>
  )
}

function Review({ app, draft, onClose }: { app: string; draft: DraftState; onClose(): void }) {
  const t = useText(revisionTexts)
  const { busy, note, setNote, error, publish, discard } = usePublish(app, onClose)
  const errors = draft.issues.filter(({ severity }) => severity === 'error')
  const warnings = draft.issues.filter(({ severity }) => severity === 'warning')
  const blocked = errors.length > 0 || draft.conflict !== null
  if (draft.changes.length === 0) return <EmptyState compact icon="circle-check" title={t('nothing')} />
  return (
    <div className={classes.review}>
      <p className={classes.quiet}>{t('publishText')}</p>
      {error ? (
        <Alert color="red" role="alert">
          {error}
        </Alert>
      ) : null}
      {draft.conflict ? <Alert color="red">{t('conflict', { revision: draft.conflict.revision })}</Alert> : null}
      {errors.length > 0 ? <Issues title={t('issuesTitle')} issues={errors} colour="red" /> : null}
      <ChangeList changes={draft.changes} />
      {warnings.length > 0 ? <Issues title={t('warningsTitle')} issues={warnings} colour="yellow" /> : null}
      <Textarea
        label={t('note')}
        placeholder={t('notePlaceholder')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.foot}>
        <Button variant="subtle" color="red" disabled={busy} onClick={() => void discard()}>
          {t('discard')}
        </Button>
        <Button loading={busy} disabled={blocked} onClick={() => void publish()}>
          {t('publish')}
        </Button>
      </div>
    </div>
  )
}

function Issues({ title, issues, colour }: { title: string; issues: readonly ValidationIssue[]; colour: string }) {
  const localize = useLocalize()
  return (
    <Alert color={colour} title={title}>
      <ul className={classes.issues}>
        {issues.map((issue) => (
          <li key={`${issue.document} ${issue.pointer} ${issue.code}`}>
            {localize(issue.message)} {localize(issue.fix)}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function usePublish(app: string, onClose: () => void) {
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  async function publish() {
    setBusy(true)
    setError(null)
    try {
      const body = note.trim() ? { note: note.trim() } : {}
      const { revision } = await api.post<PublishResult>(`/apps/${app}/publish`, body)
      toast(revisionTexts.t('publishDone', { revision }))
      // Who published need not be told that there is something new: this tab takes it on at once.
      await Promise.all([refreshApp(app), queryClient.invalidateQueries({ queryKey: queryKeys.app(app) })])
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setBusy(false)
      await refreshApp(app)
    }
  }
  async function discard() {
    const agreed = await confirm({
      title: revisionTexts.t('discardTitle'),
      text: revisionTexts.t('discardText'),
      confirmLabel: revisionTexts.t('discard'),
      danger: true,
    })
    if (!agreed) return
    try {
      await api.post(`/apps/${app}/draft/discard`, {})
      toast(revisionTexts.t('discarded'))
      onClose()
    } catch (failure) {
      toastError(messageOf(failure), requestIdOf(failure))
    }
    await refreshApp(app)
  }
  return { note, setNote, busy, error, publish, discard }
}
