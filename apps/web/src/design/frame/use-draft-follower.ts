import { toast } from '@mortise/ui'
import { useEffect } from 'react'
import { onLive } from '../../api/live.ts'
import { useDesign } from '../draft/design-context.ts'
import { designTexts } from './design-texts.ts'

/** Takes on what others do in the open draft, and what was missed while the stream was interrupted. */
export function useDraftFollower(): void {
  const { app, store } = useDesign()
  useEffect(
    () =>
      onLive((event) => {
        if (event.type === 'record' || event.type === 'notification' || event.app !== app) return
        if (event.type === 'draft' && event.draft === store.snapshot().draft.key) {
          const versions = event.documents.map(({ id, version }) => [id, version] as const)
          void store.refresh(versions.length > 0 ? Object.fromEntries(versions) : undefined).catch(() => undefined)
        }
        if (event.type === 'resync') void store.refresh().catch(() => undefined)
        if (event.type === 'revision' && event.revision > store.snapshot().baseRevision) {
          toast(designTexts.t('newRevision', { revision: event.revision }))
          void store.refresh().catch(() => undefined)
        }
      }),
    [app, store],
  )
}
