import { Button, EmptyState, ErrorState, NoPermission, useText } from '@mortise/ui'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { ApiError, messageOf, requestIdOf } from '../api/api-error.ts'
import { useSession } from '../api/session.ts'
import { NotFound } from '../shell/not-found.tsx'
import { RoutePending } from '../shell/route-pending.tsx'
import { type Design, DesignContext } from './draft/design-context.ts'
import { DesignLayout } from './frame/design-layout.tsx'
import { designTexts } from './frame/design-texts.ts'
import { publishedOf, useOpenDraft } from './frame/use-open-draft.ts'
import { settleTexts } from './publish/settle-texts.ts'

/** Everything under /design/:app, for who may design the app. */
export function DesignRoutes() {
  const { app: key } = useParams({ from: '/shell/design/$app/$' })
  const { apps } = useSession()
  const app = apps.find((candidate) => candidate.key === key)
  if (!app) return <NotFound />
  return app.canDesign ? <OpenDraft key={key} app={key} /> : <NoPermission />
}

function OpenDraft({ app }: { app: string }) {
  const t = useText(designTexts)
  const { draft = null } = useSearch({ from: '/shell/design/$app/$' })
  const { design, error, retry } = useOpenDraft(app, draft)
  if (design) return <OpenDesign key={design.draft} design={design} />
  if (!error) return <RoutePending />
  if (draft !== null && isUnknown(error)) return <UnknownDraft app={app} draft={draft} />
  return <ErrorState title={t('loadFailed')} message={messageOf(error)} errorId={requestIdOf(error)} onRetry={retry} />
}

/** A draft that was deleted, or whose key cannot be one. */
function isUnknown(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'DRAFT_NOT_FOUND' || error.code === 'REQUEST_INVALID')
}

function UnknownDraft({ app, draft }: { app: string; draft: string }) {
  const t = useText(settleTexts)
  return (
    <EmptyState
      icon="help-circle"
      title={t('unknownTitle')}
      text={t('unknownText', { draft })}
      actions={
        <Button
          renderRoot={(props) => <Link to="/design/$app/$" params={{ app, _splat: '' }} search={{}} {...props} />}
        >
          {t('openMain')}
        </Button>
      }
    />
  )
}

/** What is in force follows the draft: after publishing, what was new is published. */
function OpenDesign({ design }: { design: Design }) {
  const { app, store } = design
  const revision = useSyncExternalStore(store.subscribe, () => store.snapshot().baseRevision)
  const [published, setPublished] = useState({ revision, documents: design.published })
  useEffect(() => {
    if (revision === published.revision) return
    let left = false
    publishedOf(app, revision).then(
      (documents) => left || setPublished({ revision, documents }),
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [app, revision, published.revision])
  const value = useMemo(() => ({ ...design, published: published.documents }), [design, published.documents])
  return (
    <DesignContext value={value}>
      <DesignLayout />
    </DesignContext>
  )
}
