import { type Clock, type Registry, systemClock, uuidv7 } from '@mortise/core'
import type { AppDocumentAny, AppModel, DocumentId, FieldType, ValidationIssue } from '@mortise/metadata'
import type { FieldStorage } from '../contract/field-storage.ts'
import type { Workspace } from '../database/database.ts'
import { publishErrors } from '../errors.ts'
import { ensureEventPartitions, eventsAhead } from '../schema/event-partitions.ts'
import { createAppModels } from './app-models.ts'
import { revisionChannel } from './commit-revision.ts'
import { changesOf, compareDocuments, type DraftChange } from './draft-changes.ts'
import { readDraft } from './draft-store.ts'
import {
  type DraftConflict,
  discardDraft,
  draftConflict,
  type Editor,
  putDocument,
  readProposal,
  removeDocument,
  restoreRevision,
} from './edit-draft.ts'
import { resumePublishes } from './finish-publish.ts'
import { checkProposal } from './proposal.ts'
import { type PublishOptions, type PublishResult, publishDocuments, publishDraft } from './publish-app.ts'
import type { PublishContext } from './publish-context.ts'
import { readDocument } from './read-document.ts'
import {
  type AppRevision,
  documentsOf,
  type RevisionRow,
  readDocuments,
  readRevisionOf,
  readRevisions,
} from './revision-store.ts'

export interface AppStoreOptions {
  workspace: Workspace
  fieldTypes: Registry<FieldType>
  storages: Registry<FieldStorage>
  clock?: Clock
  /** Milliseconds for which a change of a table waits before the publish is left pending. Default: a minute. */
  patience?: number
}

/** The draft of an app: its documents, what publishing it would change, what is wrong with it. */
export interface DraftState {
  baseRevision: number
  documents: AppDocumentAny[]
  changes: DraftChange[]
  issues: ValidationIssue[]
  /** Set when a later revision changed what the draft changes: it can only be discarded. */
  conflict: DraftConflict | null
}

/** The apps of a workspace: the models in force, drafts, publishing, revisions. */
export interface AppStore {
  /**
   * Compiles the apps, finishes what a dead process left, follows what other servers publish, and keeps partitions for
   * the events of the coming months ready.
   */
  start(): Promise<void>
  stop(): Promise<void>
  /** The model at hand; undefined for an app that does not exist. Only after `start`. */
  get(app: string): AppModel | undefined
  list(): AppModel[]
  /** The model in force; APP_NOT_FOUND. */
  current(app: string): Promise<AppModel>
  /** Compiles what is in force now, without following it: for tools that look once. */
  refresh(): Promise<void>
  /** Called when another revision of an app is in force; the answer ends it. */
  onRevision(listener: (moved: AppRevision) => void): () => void

  draft(app: string): Promise<DraftState>
  /** Takes any JSON; DOCUMENT_INVALID when it does not fit the schema of its kind. */
  putDocument(app: string, document: unknown, editor: Editor): Promise<DraftState>
  removeDocument(app: string, id: DocumentId, editor: Editor): Promise<DraftState>
  discard(app: string): Promise<DraftState>
  /** APP_INVALID with `issues` in its params; DRAFT_STALE; PUBLISH_PENDING when a table is held by somebody. */
  publish(app: string, options: PublishOptions): Promise<PublishResult>
  /** Publishes a whole app from documents; makes it when it is not there. */
  installApp(documents: readonly AppDocumentAny[], options: PublishOptions): Promise<PublishResult>

  revisions(app: string): Promise<RevisionRow[]>
  /** The documents in force at a revision; REVISION_NOT_FOUND. */
  revision(app: string, revision: number): Promise<AppDocumentAny[]>
  /** What changed from one revision to another, in words. */
  compare(app: string, from: number, to: number): Promise<DraftChange[]>
  /** Sets the draft to an earlier revision, to be published. */
  restore(app: string, revision: number, editor: Editor): Promise<DraftState>
}

const pollEvery = 5_000
const resumeEvery = 30_000
const partitionsEvery = 6 * 3_600_000

/** Opens the apps of a workspace. */
export function createAppStore(options: AppStoreOptions): AppStore {
  const context: PublishContext = { clock: systemClock, ...options, runner: uuidv7() }
  const models = createAppModels(context)
  const draft = (app: string) => readDraftState(context, app)
  const after = async <Result>(result: Promise<Result>): Promise<Result> => {
    const published = await result
    await models.refresh()
    return published
  }
  return {
    ...following(context, models.refresh),
    ...revisionsOf(context),
    get: models.get,
    list: models.list,
    current: models.current,
    refresh: models.refresh,
    onRevision: models.onRevision,
    draft,
    putDocument: async (app, document, editor) => {
      await putDocument(context, app, readDocument(document, context), editor)
      return await draft(app)
    },
    removeDocument: async (app, id, editor) => {
      await removeDocument(context, app, id, editor)
      return await draft(app)
    },
    discard: async (app) => {
      await discardDraft(context, app)
      return await draft(app)
    },
    publish: (app, publishOptions) => after(publishDraft(context, app, publishOptions)),
    installApp: (documents, publishOptions) => {
      const app = documents.find((document) => document.kind === 'app')
      return after(publishDocuments(context, app?.key ?? '', documentsOf(documents), publishOptions))
    },
    restore: async (app, revision, editor) => {
      await restoreRevision(context, app, revision, editor)
      return await draft(app)
    },
  }
}

/** Hears of revisions by NOTIFY; looks every few seconds in case a notice was lost. */
function following(context: PublishContext, refresh: () => Promise<void>): Pick<AppStore, 'start' | 'stop'> {
  const stops: (() => unknown)[] = []
  const every = (milliseconds: number, run: () => Promise<void>) => {
    // The database may be away for a while; the next round looks again.
    const timer = setInterval(() => void run().catch(() => {}), milliseconds)
    timer.unref()
    stops.push(() => clearInterval(timer))
  }
  return {
    async start() {
      const { database, key } = context.workspace
      const preparePartitions = () => ensureEventPartitions(context.workspace, eventsAhead(context.clock.now()))
      await preparePartitions()
      await resumePublishes(context)
      await refresh()
      stops.push(
        await database.listen(revisionChannel, (payload) => {
          if (payload.startsWith(`${key}/`)) void refresh().catch(() => {})
        }),
      )
      every(pollEvery, refresh)
      every(partitionsEvery, preparePartitions)
      every(resumeEvery, async () => {
        await resumePublishes(context)
        await refresh()
      })
    },
    async stop() {
      for (const stop of stops.splice(0)) await stop()
    },
  }
}

function revisionsOf(context: PublishContext): Pick<AppStore, 'revisions' | 'revision' | 'compare'> {
  const { workspace } = context
  async function documentsAt(app: string, revision: number) {
    const newest = await readRevisionOf(workspace.database, workspace, app)
    if (newest === null) throw publishErrors.APP_NOT_FOUND({ app })
    if (!(revision >= 1 && revision <= newest)) throw publishErrors.REVISION_NOT_FOUND({ app, revision })
    return await readDocuments(workspace.database, workspace, { app, revision })
  }
  return {
    revisions: (app) => readRevisions(workspace.database, workspace, app),
    revision: async (app, revision) => [...(await documentsAt(app, revision)).values()],
    compare: async (app, from, to) =>
      compareDocuments(context, await documentsAt(app, from), await documentsAt(app, to)),
  }
}

async function readDraftState(context: PublishContext, app: string): Promise<DraftState> {
  const { workspace } = context
  const proposal = await readProposal(context, app)
  const checked = await checkProposal(context, proposal)
  const draft = await readDraft(workspace.database, workspace, app)
  return {
    baseRevision: proposal.baseRevision,
    documents: [...proposal.submitted.values()],
    changes: await changesOf(context, checked),
    issues: checked.issues,
    conflict: await draftConflict(workspace.database, context, app, draft),
  }
}
