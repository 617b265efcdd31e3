import { systemClock, uuidv7 } from '@mortise/core'
import type { AppDocumentAny } from '@mortise/metadata'
import { createAppModels } from './app-models.ts'
import type { AppStore, AppStoreOptions } from './app-store.ts'
import { archiveApp } from './archive-app.ts'
import { createSameDocument } from './document-version.ts'
import type { DraftChanged } from './draft-feed.ts'
import { draftsOf } from './drafts-of.ts'
import { followOthers } from './follow-others.ts'
import { type PublishOptions, publishDocuments, publishDraft } from './publish-app.ts'
import type { PublishContext } from './publish-context.ts'
import { readPublishProgress } from './publish-state.ts'
import { createRevisionReader, documentsOf } from './revision-store.ts'
import { revisionsOf } from './revisions-of.ts'

/** Opens the apps of a workspace. */
export function createAppStore(options: AppStoreOptions): AppStore {
  const documentsAt = createRevisionReader(options.workspace)
  const known = { documentsAt, fitting: new WeakMap(), sameDocument: createSameDocument() }
  const context: PublishContext = { clock: systemClock, ...options, ...known, runner: uuidv7() }
  const models = createAppModels(context)
  const listeners = new Set<(change: DraftChanged) => void>()
  const draftChanged = (change: DraftChanged) => {
    for (const listener of listeners) listener(change)
  }
  const after = async <Result>(result: Promise<Result>): Promise<Result> => {
    const published = await result
    await models.refresh()
    return published
  }
  const install = (documents: readonly AppDocumentAny[], installOptions: PublishOptions & { mustBeNew?: boolean }) => {
    const app = documents.find((document) => document.kind === 'app')
    return publishDocuments(context, app?.key ?? '', documentsOf(documents), installOptions)
  }
  return {
    ...followOthers(context, { refresh: models.refresh, draftChanged }),
    ...revisionsOf(context),
    ...draftsOf(context),
    get: models.get,
    list: models.list,
    archived: models.archived,
    isArchived: models.isArchived,
    setArchived: (app, archived) => after(archiveApp(context, app, archived)),
    current: models.current,
    refresh: models.refresh,
    onRevision: models.onRevision,
    onDraft(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    publish: (app, publishOptions) => after(publishDraft(context, app, publishOptions)),
    publishProgress: (app) => readPublishProgress(context, app),
    installApp: (documents, publishOptions) => after(install(documents, publishOptions)),
    createApp: (documents, publishOptions) => after(install(documents, { ...publishOptions, mustBeNew: true })),
  }
}
