import type { DraftResolution, DraftReview, DraftState } from '@mortise/api'
import type { AppDocumentAny } from '@mortise/metadata'
import { Alert, EmptyState, Modal, toast, toastError, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import { refreshApp } from '../../admin/admin-data.ts'
import { QueryState } from '../../admin/frame/query-state.tsx'
import { api } from '../../api/api-client.ts'
import { ApiError, messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { DesignContext } from '../draft/design-context.ts'
import type { DraftConflict } from '../draft/draft-calls.ts'
import { indexDocuments } from '../draft/draft-documents.ts'
import { ConflictList, type Side } from '../frame/conflict-list.tsx'
import { settleTexts } from './settle-texts.ts'

interface SettleDialogProps {
  app: string
  /** Null: the draft that everyone works on. */
  draft: string | null
  onClose(): void
}

/** The draft as it stands, with what keeps it from following the revision in force. */
const stateQuery = (app: string, draft: string | null) => ({
  queryKey: queryKeys.admin('draft', app, 'settle', draft),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<DraftState>(`/apps/${app}/draft${queryOf(draft)}`, { signal }),
  staleTime: 0,
  gcTime: 0,
})

const queryOf = (draft: string | null) => (draft === null ? '' : `?draft=${encodeURIComponent(draft)}`)

/**
 * Settles a draft whose places were set to other values by what was published meanwhile: for each place the draft's
 * value or the published one. Nothing is published by that.
 */
export function SettleDialog({ app, draft, onClose }: SettleDialogProps) {
  const t = useText(settleTexts)
  const state = useQuery(stateQuery(app, draft))
  return (
    <Modal opened onClose={onClose} title={t('title')} size={760}>
      {state.data && !state.isFetching ? (
        <Settling app={app} draft={draft} state={state.data} onAgain={() => void state.refetch()} onClose={onClose} />
      ) : (
        <QueryState queries={[state]} />
      )}
    </Modal>
  )
}

interface SettlingProps extends SettleDialogProps {
  state: DraftState
  onAgain(): void
}

function Settling({ app, draft, state, onAgain, onClose }: SettlingProps) {
  const t = useText(settleTexts)
  const design = useContext(DesignContext)
  const [moved, setMoved] = useState(false)
  const { conflict } = state
  const documents = indexDocuments(state.documents as AppDocumentAny[])
  if (!conflict) return <EmptyState compact icon="circle-check" title={t('nothing')} text={t('nothingText')} />
  async function settle({ conflicts }: NonNullable<DraftReview['conflict']>, sideOf: (one: DraftConflict) => Side) {
    const choices = conflicts.map((one) => ({ id: one.id, pointer: one.pointer, take: sideOf(one) }))
    try {
      await api.post<DraftState>(`/apps/${app}/draft/resolve${queryOf(draft)}`, { choices } satisfies DraftResolution)
      await Promise.all([design?.store.reset(), refreshApp(app)])
      toast(t('settled'))
      onClose()
    } catch (error) {
      // Something else was published in this moment: what is to be chosen is another.
      const isStale = error instanceof ApiError && error.code === 'DRAFT_STALE'
      if (!isStale) return toastError(messageOf(error), requestIdOf(error))
      setMoved(true)
      onAgain()
    }
  }
  return (
    <>
      {moved ? <Alert color="yellow">{t('moved')}</Alert> : null}
      <ConflictList
        conflicts={conflict.conflicts}
        documentOf={(id) => documents.get(id)}
        words={{
          ...{ mine: t('mine'), theirs: t('theirs', { revision: conflict.revision }) },
          ...{ allMine: t('allMine'), allTheirs: t('allTheirs') },
        }}
        lead={t('lead', { revision: conflict.revision })}
        done={t('done')}
        result={(sideOf) => <Result conflicts={conflict.conflicts} sideOf={sideOf} />}
        onDone={(sideOf) => settle(conflict, sideOf)}
      />
    </>
  )
}

/** What comes of the choice. */
function Result({ conflicts, sideOf }: { conflicts: readonly DraftConflict[]; sideOf(one: DraftConflict): Side }) {
  const t = useText(settleTexts)
  const mine = conflicts.filter((one) => sideOf(one) === 'mine').length
  const theirs = conflicts.length - mine
  return (
    <Alert color="indigo" variant="light" role="status">
      {t('result', { mine, theirs })}
    </Alert>
  )
}
