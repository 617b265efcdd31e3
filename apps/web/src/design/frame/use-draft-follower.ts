import { toast } from '@mortise/ui'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { onLive } from '../../api/live.ts'
import { queryClient } from '../../api/query-client.ts'
import { useDesign } from '../draft/design-context.ts'
import { designTexts } from './design-texts.ts'
import { draftsQuery } from './drafts-query.ts'

/** Takes on what others do in the open draft, and what was missed while the stream was interrupted. */
export function useDraftFollower(): void {
  const { app, draft, store } = useDesign()
  const navigate = useNavigate()
  useEffect(() => {
    /** A draft with a name goes when it is published or deleted, by whomever. */
    async function follow(versions?: { readonly [id: string]: string | null }) {
      if (draft === null || (await isThere(app, draft))) return await store.refresh(versions)
      toast(designTexts.t('draftGone', { name: store.snapshot().draft.name ?? draft }))
      await navigate({ to: '/design/$app/$', params: { app, _splat: '' }, search: {} })
    }
    return onLive((event) => {
      if (event.type === 'record' || event.type === 'notification' || event.app !== app) return
      if (event.type === 'draft' && event.draft === store.snapshot().draft.key) {
        const versions = event.documents.map(({ id, version }) => [id, version] as const)
        void follow(versions.length > 0 ? Object.fromEntries(versions) : undefined).catch(() => undefined)
      }
      if (event.type === 'resync') void follow().catch(() => undefined)
      if (event.type === 'revision' && event.revision > store.snapshot().baseRevision) {
        toast(designTexts.t('newRevision', { revision: event.revision }))
        void follow().catch(() => undefined)
      }
    })
  }, [app, draft, store, navigate])
}

async function isThere(app: string, draft: string): Promise<boolean> {
  const drafts = await queryClient.fetchQuery({ ...draftsQuery(app), staleTime: 0 })
  return drafts.some(({ key }) => key === draft)
}
