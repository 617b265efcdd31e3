import type { AppSummary } from '@mortise/api'
import { AppIcon, EmptyState, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { PublishDialog } from '../../design/publish/publish-dialog.tsx'
import { draftQuery } from '../admin-data.ts'
import type { AdminPageProps } from '../admin-routes.tsx'
import { AdminPage } from '../frame/admin-page.tsx'
import { DraftServices } from '../frame/draft-services.tsx'
import { QueryState } from '../frame/query-state.tsx'
import classes from './computed.module.css'
import { computedTables, newField } from './computed-document.ts'
import { ComputedEditor } from './computed-editor.tsx'
import { AddLink, ComputedList } from './computed-list.tsx'
import { computedTexts } from './computed-texts.ts'

/** `/admin/computed`: the computed fields of each app; `/admin/computed/:app/:entity/:field`: one of them. */
export function ComputedPage({ rest }: AdminPageProps) {
  const [app, entity, field] = rest
  // Here, because a new field has another address once it is saved, while its changes are reviewed.
  const [reviewing, setReviewing] = useState(false)
  if (!app || !entity || !field) return <AllFields />
  return (
    <>
      <OneField key={rest.join('/')} {...{ app, entity, field }} onReview={() => setReviewing(true)} />
      {reviewing ? <PublishDialog app={app} onClose={() => setReviewing(false)} /> : null}
    </>
  )
}

interface OneFieldProps {
  app: string
  entity: string
  field: string
  onReview(): void
}

function OneField({ app, entity, field, onReview }: OneFieldProps) {
  const t = useText(computedTexts)
  const navigate = useNavigate()
  const draft = useQuery(draftQuery(app))
  const tables = draft.data ? computedTables(draft.data) : []
  const table = tables.find((candidate) => candidate.entity.key === entity)
  const found = table?.fields.find(({ key }) => key === field) ?? null
  const goTo = (next: string) => navigate({ to: '/admin/$', params: { _splat: `computed/${app}/${next}/${newField}` } })
  if (draft.data && table && (found || field === newField))
    return (
      <DraftServices app={app} draft={draft.data}>
        <ComputedEditor
          app={app}
          draft={draft.data}
          tables={tables}
          entity={table.entity}
          field={found}
          onEntity={(next) => void goTo(next)}
          onReview={onReview}
        />
      </DraftServices>
    )
  return (
    <AdminPage section="computed" crumbs={[{ label: field }]}>
      {draft.data ? (
        <EmptyState icon="math-function" title={t('notFound')} text={t('notFoundText')} />
      ) : (
        <QueryState queries={[draft]} />
      )}
    </AdminPage>
  )
}

function AllFields() {
  const t = useText(computedTexts)
  const { apps } = useSession()
  return (
    <AdminPage section="computed">
      {apps.length === 0 ? <EmptyState icon="stack-2" title={t('noApps')} /> : null}
      <div className={classes.lists}>
        {apps.map((app) => (
          <FieldsOfApp key={app.key} app={app} titled={apps.length > 1} />
        ))}
      </div>
    </AdminPage>
  )
}

function FieldsOfApp({ app, titled }: { app: AppSummary; titled: boolean }) {
  const t = useText(computedTexts)
  const localize = useLocalize()
  const draft = useQuery(draftQuery(app.key))
  if (!draft.data) return <QueryState queries={[draft]} />
  const tables = computedTables(draft.data)
  const [first] = tables
  return (
    <section aria-label={localize(app.label)} className={classes.app}>
      <div className={classes.appHead}>
        {titled ? (
          <h2 className={classes.appTitle}>
            <AppIcon name={app.icon} colour={app.colour} size={14} tile />
            {localize(app.label)}
          </h2>
        ) : (
          <p className={classes.lead}>{t('lead')}</p>
        )}
        {first ? <AddLink app={app.key} entity={first.entity.key} label={t('add')} primary /> : null}
      </div>
      {tables.every(({ fields }) => fields.length === 0) ? (
        <EmptyState compact icon="math-function" title={t('emptyTitle')} text={t('emptyText')} />
      ) : (
        <DraftServices app={app.key} draft={draft.data}>
          <ComputedList app={app.key} draft={draft.data} tables={tables} />
        </DraftServices>
      )}
    </section>
  )
}
