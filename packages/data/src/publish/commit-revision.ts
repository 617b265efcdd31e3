import { deepEqual } from '@mortise/core'
import { type AppDocumentAny, compileApp, type DocumentId } from '@mortise/metadata'
import { enqueueChanged } from '../computed/changed-computed.ts'
import type { Executor } from '../database/database.ts'
import { conversionsIn, convertColumns, lockConverted } from './convert-columns.ts'
import { announceDraft } from './draft-feed.ts'
import { deleteDraft, moveDraft, readDraft, writeOverlay } from './draft-store.ts'
import { differing, refOf } from './edit-draft.ts'
import { withFormerFields } from './former-fields.ts'
import { finalDocuments } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { closePublish, type PublishRecord } from './publish-store.ts'
import { type Documents, documentsOf, readDocuments, writeRevision } from './revision-store.ts'

/** The channel on which servers tell each other that a revision moved: `workspace/app/revision`. */
export const revisionChannel = 'mortise_revision'

/** Puts the documents of a publish in force, in one transaction, and clears the draft that they came from. */
export async function commitRevision(context: PublishContext, publish: PublishRecord): Promise<number> {
  const { workspace, clock } = context
  const { app, baseRevision, byId, note, changes, steps } = publish
  const revision = baseRevision + 1
  await workspace.database.transaction(
    async (trx) => {
      await lockConverted(trx, context, publish)
      const base = await readDocuments(trx, workspace, { app, revision: baseRevision })
      const kept = finalDocuments({ base, submitted: documentsOf(publish.documents) })
      const conversions = conversionsIn(publish).map(({ conversion }) => conversion)
      const final = withFormerFields(kept, base, conversions, context.fieldTypes)
      const documents = new Map(differing(base, final).map((id) => [id, final.get(id) ?? null]))
      const statements = steps.flatMap((step) => step.statements)
      const at = clock.now().toISOString()
      const written = { app, revision, at, byId, note, changes, statements, documents }
      if (!(await writeRevision(trx, workspace, written))) throw publishErrors.PUBLISH_RUNNING()
      await settleDraft(trx, context, publish, at)
      if (baseRevision > 0) await followModel(trx, context, publish, { base, final, revision })
      await closePublish(trx, context, publish, { state: 'done' })
      const payload = `${workspace.key}/${app}/${revision}`
      await trx.run({ text: 'select pg_notify($1, $2)', values: [revisionChannel, payload] })
    },
    conversionsIn(publish).length > 0 ? 'schema' : undefined,
  )
  return revision
}

/** Values are converted; computed fields that are new, or computed in another way now, are filled in by the job. */
async function followModel(
  trx: Executor,
  context: PublishContext,
  publish: PublishRecord,
  { base, final, revision }: { base: Documents; final: Documents; revision: number },
): Promise<void> {
  const { workspace, fieldTypes, clock } = context
  const before = compileApp([...base.values()], { fieldTypes, revision: revision - 1 })
  const after = compileApp([...final.values()], { fieldTypes, revision, previous: before })
  await convertColumns(trx, context, publish, { before, after })
  await enqueueChanged(trx, workspace, { before, after, now: clock.now() })
}

/**
 * What was published leaves the draft that it came from; what somebody changed meanwhile stays in it, over the new
 * revision. Other drafts follow when they are next looked at.
 */
async function settleDraft(trx: Executor, context: PublishContext, publish: PublishRecord, at: string): Promise<void> {
  if (publish.source !== 'draft') return
  const { workspace } = context
  const { app, byId, baseRevision } = publish
  const ref = refOf(app, { draft: publish.draft ?? undefined })
  const draft = await readDraft(trx, workspace, ref)
  if (!draft) return
  const submitted = documentsOf(publish.documents)
  const published = new Map<DocumentId, AppDocumentAny | null | undefined>()
  for (const [id, document] of draft.overlay) {
    if (deepEqual(document, submitted.get(id) ?? null)) published.set(id, undefined)
  }
  if (published.size === draft.overlay.size) await deleteDraft(trx, workspace, ref)
  else {
    await writeOverlay(trx, workspace, { ...ref, at, byId }, published)
    await moveDraft(trx, workspace, { ...ref, revision: baseRevision + 1 })
  }
  // The drafts of the app are others now; that documents have other versions is said by the revision.
  await announceDraft(trx, workspace, ref, new Map(), byId)
}
