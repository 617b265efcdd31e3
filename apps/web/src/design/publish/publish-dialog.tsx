import type { DraftReview, PublishResult, ValidationIssue } from '@mortise/api'
import {
  Alert,
  Button,
  Checkbox,
  confirm,
  EmptyState,
  Loader,
  Modal,
  Textarea,
  toast,
  toastError,
  useLocalize,
  useText,
} from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import { refreshApp, reviewQuery } from '../../admin/admin-data.ts'
import { QueryState } from '../../admin/frame/query-state.tsx'
import { revisionTexts } from '../../admin/revisions/revision-texts.ts'
import classes from '../../admin/revisions/revisions.module.css'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { DesignContext } from '../draft/design-context.ts'
import { issueInWords } from '../frame/issue-in-words.ts'
import { lazyPart } from '../lazy-part.tsx'
import { ChangeList } from './change-list.tsx'
import { PublishProgress } from './publish-progress.tsx'
import { Published } from './published.tsx'
import { settleTexts } from './settle-texts.ts'

const SettleDialog = lazyPart(async () => (await import('./settle-dialog.tsx')).SettleDialog)

interface PublishDialogProps {
  app: string
  /** Null: the draft that everyone works on. */
  draft?: string | null
  /** Before anything is read: what is not at the server yet. */
  prepare?(): Promise<unknown>
  /** The draft is another: published or discarded. Who designs on is told of the result here, others by a toast. */
  onDone?(): void
  onClose(): void
}

/** Shows in words what publishing a draft of an app would change, and publishes it. */
export function PublishDialog({ app, draft = null, prepare, onDone, onClose }: PublishDialogProps) {
  const t = useText(revisionTexts)
  const review = useQuery(reviewQuery(app, draft, prepare))
  const [revision, setRevision] = useState<number | null>(null)
  if (revision !== null)
    return (
      <Modal opened onClose={onClose} title={t('publishDone', { revision })} size={640}>
        <Published app={app} revision={revision} onRestored={() => onDone?.()} onClose={onClose} />
      </Modal>
    )
  return (
    <Modal opened onClose={onClose} title={t('publishTitle')} size={720}>
      {review.data && !review.isFetching ? (
        <Review
          place={{ app, draft }}
          review={review.data}
          onPublished={(published) => {
            // A draft with a name is gone with that; who designs in it is led to the default one.
            if (onDone && draft === null) {
              setRevision(published)
              return onDone()
            }
            toast(t('publishDone', { revision: published }))
            onClose()
          }}
          onDiscarded={() => {
            onDone?.()
            onClose()
          }}
        />
      ) : (
        <QueryState queries={[review]} />
      )}
    </Modal>
  )
}

interface DraftPlace {
  app: string
  draft: string | null
}

interface ReviewProps {
  place: DraftPlace
  review: DraftReview
  onPublished(revision: number): void
  onDiscarded(): void
}

/** What may be wrong with the processes that would be published: somebody has to say that it is meant so. */
function doubtsOf({ issues, changes }: DraftReview): ValidationIssue[] {
  const changed = new Set(changes.map(({ document }) => document))
  return issues.filter(({ code, document }) => code === 'PROCESS_DOUBT' && document !== null && changed.has(document))
}

function Review({ place, review, onPublished, onDiscarded }: ReviewProps) {
  const t = useText(revisionTexts)
  const { busy, since, note, setNote, error, publish, discard } = usePublish(place, onPublished, onDiscarded)
  const errors = review.issues.filter(({ severity }) => severity === 'error')
  const warnings = review.issues.filter(({ severity }) => severity === 'warning')
  const doubts = doubtsOf(review)
  const [confirmed, setConfirmed] = useState(false)
  const blocked = errors.length > 0 || review.conflict !== null || (doubts.length > 0 && !confirmed)
  if (review.changes.length === 0) return <EmptyState compact icon="circle-check" title={t('nothing')} />
  return (
    <div className={classes.review}>
      <p className={classes.quiet}>{t('publishText')}</p>
      {error ? (
        <Alert color="red" role="alert">
          {error}
        </Alert>
      ) : null}
      {review.conflict ? <Unsettled place={place} revision={review.conflict.revision} /> : null}
      {errors.length > 0 ? <Issues title={t('issuesTitle')} issues={errors} colour="red" /> : null}
      <ChangeList changes={review.changes} />
      {warnings.length > 0 ? <Issues title={t('warningsTitle')} issues={warnings} colour="yellow" /> : null}
      {doubts.length > 0 && errors.length === 0 ? (
        <Checkbox
          label={t('doubtsConfirmed', { count: doubts.length })}
          checked={confirmed}
          onChange={(event) => setConfirmed(event.currentTarget.checked)}
        />
      ) : null}
      <Textarea
        label={t('note')}
        placeholder={t('notePlaceholder')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {busy ? <PublishProgress app={place.app} since={since} /> : null}
      <div className={classes.foot}>
        <Button variant="subtle" color="red" disabled={busy} onClick={() => void discard()}>
          {t('discard')}
        </Button>
        <Button
          disabled={blocked || busy}
          leftSection={busy ? <Loader size={14} color="currentColor" /> : null}
          onClick={() => void publish()}
        >
          {t('publish')}
        </Button>
      </div>
    </div>
  )
}

/** The draft contradicts what is published: here it is settled, without leaving the dialog. */
function Unsettled({ place, revision }: { place: DraftPlace; revision: number }) {
  const t = useText(revisionTexts)
  const settle = useText(settleTexts)
  const [open, setOpen] = useState(false)
  return (
    <Alert color="red">
      <p>{t('conflict', { revision })}</p>
      <Button mt="xs" size="xs" variant="default" onClick={() => setOpen(true)}>
        {settle('open')}
      </Button>
      {open ? <SettleDialog {...place} onClose={() => setOpen(false)} /> : null}
    </Alert>
  )
}

function Issues({ title, issues, colour }: { title: string; issues: readonly ValidationIssue[]; colour: string }) {
  const localize = useLocalize()
  const design = useContext(DesignContext)
  // Where the draft is open, places are told by the names in it.
  const inWords = (issue: ValidationIssue) => {
    if (!design) return { where: [], message: issue.message, fix: issue.fix }
    return issueInWords(issue, { documents: design.store.snapshot().documents, fieldTypes: design.fieldTypes })
  }
  return (
    <Alert color={colour} title={title}>
      <ul className={classes.issues}>
        {issues.map((issue) => {
          const { where, message, fix } = inWords(issue)
          return (
            <li key={`${issue.document} ${issue.pointer} ${issue.code} ${issue.message.en}`}>
              {where.length > 0 ? `${where.map(localize).join(' › ')}: ` : null}
              {localize(message)} {fix ? localize(fix) : null}
            </li>
          )
        })}
      </ul>
    </Alert>
  )
}

function usePublish({ app, draft }: DraftPlace, onPublished: (revision: number) => void, onDiscarded: () => void) {
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [since, setSince] = useState(0)
  const [error, setError] = useState<string | null>(null)
  const query = draft === null ? '' : `?draft=${encodeURIComponent(draft)}`
  async function publish() {
    setBusy(true)
    setSince(Date.now())
    setError(null)
    try {
      const body = note.trim() ? { note: note.trim() } : {}
      const { revision } = await api.post<PublishResult>(`/apps/${app}/publish${query}`, body)
      // A draft with a name is no more: nothing is to ask for it again.
      if (draft !== null) onPublished(revision)
      // Who published need not be told that there is something new: this tab takes it on at once.
      await Promise.all([refreshApp(app), queryClient.invalidateQueries({ queryKey: queryKeys.app(app) })])
      if (draft === null) onPublished(revision)
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
      await api.post(`/apps/${app}/draft/discard${query}`, {})
      toast(revisionTexts.t('discarded'))
      onDiscarded()
    } catch (failure) {
      toastError(messageOf(failure), requestIdOf(failure))
    }
    await refreshApp(app)
  }
  return { note, setNote, busy, since, error, publish, discard }
}
