import type { AppStore } from './app-store.ts'
import { compareDocuments } from './draft-changes.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { readDocumentRevisions, readRevisionOf, readRevisions } from './revision-store.ts'

/** The calls of the app store that look at what was published. */
export function revisionsOf(
  context: PublishContext,
): Pick<AppStore, 'revisions' | 'revision' | 'revisionsOf' | 'compare'> {
  const { workspace } = context
  async function documentsAt(app: string, revision: number) {
    const newest = await readRevisionOf(workspace.database, workspace, app)
    if (newest === null) throw publishErrors.APP_NOT_FOUND({ app })
    if (!(revision >= 1 && revision <= newest)) throw publishErrors.REVISION_NOT_FOUND({ app, revision })
    return await context.documentsAt(workspace.database, { app, revision })
  }
  return {
    revisions: (app) => readRevisions(workspace.database, workspace, app),
    revision: async (app, revision) => [...(await documentsAt(app, revision)).values()],
    revisionsOf: (app, id) => readDocumentRevisions(workspace.database, workspace, { app, id }),
    compare: async (app, from, to) =>
      compareDocuments(context, await documentsAt(app, from), await documentsAt(app, to)),
  }
}
