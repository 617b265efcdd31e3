import { type AppModel, compileApp } from '@mortise/metadata'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { type AppRevision, readApps, readDocuments } from './revision-store.ts'

/** The compiled apps of a workspace, each at the revision in force. */
export interface AppModels {
  /** The model at hand; undefined for an app that does not exist or was not asked for since the start. */
  get(app: string): AppModel | undefined
  /** Those that are not archived. */
  list(): AppModel[]
  /** The archived ones, with since when. */
  archived(): { model: AppModel; archivedAt: string }[]
  isArchived(app: string): boolean
  /** The model in force, compiled when it is not at hand yet; APP_NOT_FOUND. */
  current(app: string): Promise<AppModel>
  /** Looks which revisions are in force and compiles those that moved. */
  refresh(): Promise<void>
  /** Called when the model of an app was swapped; the answer ends it. */
  onRevision(listener: (moved: AppRevision) => void): () => void
}

/** Keeps compiled models. They are compiled once per revision; tables that did not change are taken over. */
export function createAppModels(context: PublishContext): AppModels {
  const models = new Map<string, AppModel>()
  const archived = new Map<string, string>()
  const listeners = new Set<(moved: AppRevision) => void>()
  const { database } = context.workspace
  let refreshing: Promise<void> | null = null
  let again = false

  async function load({ app, revision }: AppRevision): Promise<void> {
    const previous = models.get(app)
    if (previous && previous.revision >= revision) return
    const documents = await readDocuments(database, context.workspace, { app, revision })
    models.set(app, compileApp([...documents.values()], { fieldTypes: context.fieldTypes, revision, previous }))
    for (const listener of listeners) listener({ app, revision })
  }

  async function loadAll(): Promise<void> {
    do {
      again = false
      for (const { archivedAt, ...app } of await readApps(database, context.workspace)) {
        if (archivedAt === null) archived.delete(app.app)
        else archived.set(app.app, archivedAt)
        await load(app)
      }
    } while (again)
  }

  /** One at a time; whoever asks meanwhile wants to see what was published up to now, so it is done once more. */
  function refresh(): Promise<void> {
    again = true
    refreshing ??= loadAll().finally(() => {
      refreshing = null
    })
    return refreshing
  }

  return {
    get: (app) => models.get(app),
    list: () => [...models.values()].filter(({ key }) => !archived.has(key)),
    archived: () =>
      [...archived].flatMap(([key, archivedAt]) => {
        const model = models.get(key)
        return model ? [{ model, archivedAt }] : []
      }),
    isArchived: (app) => archived.has(app),
    async current(app) {
      if (!models.has(app)) await refresh()
      const model = models.get(app)
      if (!model) throw publishErrors.APP_NOT_FOUND({ app })
      return model
    },
    refresh,
    onRevision(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
