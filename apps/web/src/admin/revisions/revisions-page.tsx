import type { RevisionSummary } from '@mortise/api'
import { EmptyState, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { PublishDialog } from '../../design/publish/publish-dialog.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { draftQuery, revisionsQuery } from '../admin-data.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { PendingNotice } from '../frame/pending-notice.tsx'
import { QueryState } from '../frame/query-state.tsx'
import { ComparePanel, type Comparison } from './compare-panel.tsx'
import { restoreRevision } from './restore-revision.ts'
import { RevisionEntry } from './revision-entry.tsx'
import { revisionTexts } from './revision-texts.ts'
import classes from './revisions.module.css'

/** The revisions of an app: who published what and when; to compare and to restore. */
export function RevisionsPage({ app: key }: { app: string }) {
  const localize = useLocalize()
  const app = useSession().apps.find((candidate) => candidate.key === key)
  const [comparison, setComparison] = useState<Comparison | null>(null)
  const [reviewing, setReviewing] = useState(false)
  const revisions = useQuery(revisionsQuery(key))
  if (!app) return <NotFound />
  return (
    <AdminPage
      section="apps"
      crumbs={[{ label: localize(app.label), icon: app.icon }]}
      panel={
        comparison && revisions.data ? (
          <ComparePanel
            app={key}
            revisions={revisions.data}
            comparison={comparison}
            onChange={setComparison}
            onClose={() => setComparison(null)}
          />
        ) : null
      }
    >
      <DraftNotice app={key} onReview={() => setReviewing(true)} />
      {revisions.data ? (
        <Revisions
          app={key}
          revisions={revisions.data}
          onCompare={setComparison}
          onRestored={() => setReviewing(true)}
        />
      ) : (
        <QueryState queries={[revisions]} />
      )}
      {reviewing ? <PublishDialog app={key} onClose={() => setReviewing(false)} /> : null}
    </AdminPage>
  )
}

function DraftNotice({ app, onReview }: { app: string; onReview(): void }) {
  const t = useText(revisionTexts)
  const count = useQuery(draftQuery(app)).data?.changes.length ?? 0
  if (count === 0) return null
  return (
    <div className={classes.notice}>
      <PendingNotice onReview={onReview}>{t('draft', { count })}</PendingNotice>
    </div>
  )
}

interface RevisionsProps {
  app: string
  revisions: readonly RevisionSummary[]
  onCompare(comparison: Comparison): void
  onRestored(): void
}

function Revisions({ app, revisions, onCompare, onRestored }: RevisionsProps) {
  const t = useText(revisionTexts)
  const draft = useQuery(draftQuery(app)).data
  const newest = revisions[0]?.revision ?? 0
  if (revisions.length === 0) return <EmptyState icon="history" title={t('history')} />
  async function restore(revision: number) {
    if (await restoreRevision(app, revision, draft?.changes.length ?? 0)) onRestored()
  }
  return (
    <ol className={classes.revisions} aria-label={t('history')}>
      {revisions.map((revision) => (
        <RevisionEntry
          key={revision.revision}
          revision={revision}
          newest={newest}
          onCompare={onCompare}
          onRestore={() => void restore(revision.revision)}
        />
      ))}
    </ol>
  )
}
