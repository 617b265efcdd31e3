import type { AppDocumentAny } from '@mortise/metadata'
import { validateApp } from '@mortise/metadata'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { kindsQuery } from '../../api/kinds.ts'
import { queryClient } from '../../api/query-client.ts'
import { useSession } from '../../api/session.ts'
import type { Design } from '../draft/design-context.ts'
import { draftCalls } from '../draft/draft-calls.ts'
import { indexDocuments } from '../draft/draft-documents.ts'
import { browserStorage, memoryStorage } from '../draft/draft-storage.ts'
import { createDraftStore, storageKeyOf } from '../draft/draft-store.ts'

interface OpenDraft {
  design: Design | null
  error: unknown
  retry(): void
}

/** Opens a draft of an app with what this browser kept of it, for as long as the page is there. */
export function useOpenDraft(app: string, draft: string | null): OpenDraft {
  const { user } = useSession()
  const [opened, setOpened] = useState<{ of: string; design: Design } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [round, setRound] = useState(0)
  const place = storageKeyOf({ user: user.id, app, draft })
  useEffect(() => {
    let left = false
    let design: Design | null = null
    setError(null)
    openDesign(app, draft, place).then(
      (opening) => {
        design = opening
        if (left) design.store.dispose()
        else setOpened({ of: place, design })
      },
      (failure: unknown) => !left && setError(failure),
    )
    return () => {
      left = true
      // What was typed last is on its way already or kept in the browser; this only hurries it.
      void design?.store.flush().finally(() => design?.store.dispose())
    }
  }, [app, draft, place, round])
  const retry = useCallback(() => setRound((last) => last + 1), [])
  return { design: opened?.of === place ? opened.design : null, error, retry }
}

async function openDesign(app: string, draft: string | null, storageKey: string): Promise<Design> {
  const storage = 'indexedDB' in globalThis ? browserStorage() : memoryStorage()
  const calls = draftCalls(app, draft)
  const [loaded, kept, kinds, { commandActions }, { nodeTypes, processes }] = await Promise.all([
    calls.load(),
    storage.read(storageKey).catch(() => null),
    queryClient.ensureQueryData(kindsQuery),
    import('@mortise/kinds/actions'),
    import('../draft/process-knowledge.ts'),
  ])
  const { fieldTypes, viewTypes, blockTypes } = kinds
  const store = createDraftStore({
    ...{ loaded, kept, calls, storage, storageKey, fieldTypes },
    validate: (documents) =>
      validateApp([...documents.values()], { fieldTypes, viewTypes, blockTypes, commandActions, processes }),
  })
  return {
    app,
    draft,
    store,
    fieldTypes,
    viewTypes,
    blockTypes,
    commandActions,
    nodeTypes,
    processes,
    published: await publishedOf(app, loaded.baseRevision),
  }
}

/** The documents in force under a draft. */
export async function publishedOf(app: string, revision: number): Promise<Design['published']> {
  if (revision === 0) return new Map()
  const { documents } = await api.get<{ documents: AppDocumentAny[] }>(`/apps/${app}/revisions/${revision}`)
  return indexDocuments(documents)
}
