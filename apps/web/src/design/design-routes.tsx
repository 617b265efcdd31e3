import { ErrorState, NoPermission, useText } from '@mortise/ui'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { useSession } from '../api/session.ts'
import { NotFound } from '../shell/not-found.tsx'
import { RoutePending } from '../shell/route-pending.tsx'
import { type Design, DesignContext } from './draft/design-context.ts'
import { DesignLayout } from './frame/design-layout.tsx'
import { designTexts } from './frame/design-texts.ts'
import { publishedOf, useOpenDraft } from './frame/use-open-draft.ts'

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
  return <ErrorState title={t('loadFailed')} message={messageOf(error)} errorId={requestIdOf(error)} onRetry={retry} />
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
