import { deepEqual } from '@mortise/core'
import { type Fitting, type ValidationIssue, validateApp } from '@mortise/metadata'
import { planWorkspace } from '../schema/install-tables.ts'
import { changesOf, type DraftChange } from './draft-changes.ts'
import { differing, freshenDraft, readProposal, refOf } from './edit-draft.ts'
import { finishPublish, tidyPublishes, undoPublish } from './finish-publish.ts'
import { checkProposal, type Proposal } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { beginPublish, isPublishing, type PublishRecord, takeOverPublishes } from './publish-store.ts'
import { type Documents, readDocuments, readRevisionOf } from './revision-store.ts'

export interface PublishOptions {
  /** User id; null for the system. */
  by: string | null
  note?: string | null
  /** Default: the main one. */
  draft?: string | undefined
  /** What whoever brings the documents found to fit its schema, and does not change any more. */
  fitting?: Fitting | undefined
}

export interface PublishResult {
  revision: number
  changes: DraftChange[]
  /** Statements applied. */
  statements: string[]
}

/** Publishes the draft of an app: all of it, or nothing. */
export async function publishDraft(
  context: PublishContext,
  app: string,
  options: PublishOptions,
): Promise<PublishResult> {
  const ref = refOf(app, options)
  await context.workspace.database.transaction((trx) => freshenDraft(trx, context, ref, options))
  return await publish(context, await readProposal(context, ref), { ...options, ...ref, source: 'draft' })
}

/** Publishes documents that come from elsewhere, such as a pack; the app is made when there is none of its key. */
export async function publishDocuments(
  context: PublishContext,
  app: string,
  submitted: Documents,
  options: PublishOptions & { mustBeNew?: boolean },
): Promise<PublishResult> {
  const { workspace } = context
  const baseRevision = (await readRevisionOf(workspace.database, workspace, app)) ?? 0
  if (options.mustBeNew && baseRevision > 0) throw publishErrors.APP_EXISTS({ app })
  const base = await readDocuments(workspace.database, workspace, { app, revision: baseRevision })
  // Before anything looks into documents that may be of any shape.
  const { fieldTypes, viewTypes, blockTypes, commandActions, processes } = context
  const { fitting = context.fitting } = options
  refuseErrors(
    validateApp([...submitted.values()], { fieldTypes, viewTypes, blockTypes, commandActions, processes, fitting }),
  )
  const { lookAround: _lookAround, ...documentsOnly } = context
  return await publish(
    { ...documentsOnly, fitting },
    { app, baseRevision, base, submitted },
    { ...options, source: 'documents', draft: null },
  )
}

async function publish(
  context: PublishContext,
  proposal: Proposal,
  options: Omit<PublishOptions, 'draft'> & Pick<PublishRecord, 'source' | 'draft'>,
): Promise<PublishResult> {
  const { workspace } = context
  const { app, baseRevision } = proposal
  const interrupted = await settleInterrupted(context, proposal)
  if (interrupted) return await complete(context, interrupted)
  if (await isPublishing(workspace.database, workspace, app)) throw publishErrors.PUBLISH_RUNNING()
  await tidyPublishes(context, app)
  const checked = await checkProposal(context, proposal)
  refuseErrors(checked.issues)
  if (!checked.models) throw new Error('unreachable: an app without errors compiles')
  if (differing(proposal.base, checked.final).length === 0) throw publishErrors.NOTHING_TO_PUBLISH()
  const record = await beginPublish(context, {
    app,
    baseRevision,
    source: options.source,
    draft: options.draft,
    documents: [...proposal.submitted.values()],
    changes: await changesOf(context, checked),
    byId: options.by,
    note: options.note ?? null,
    steps: await planWorkspace(workspace, {
      ...checked.models,
      storages: context.storages,
      conversions: checked.conversions,
    }),
  })
  return await complete(context, record)
}

function refuseErrors(issues: readonly ValidationIssue[]): void {
  const errors = issues.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw publishErrors.APP_INVALID({ count: errors.length, issues })
}

async function complete(context: PublishContext, record: PublishRecord): Promise<PublishResult> {
  const revision = await finishPublish(context, record)
  const statements = record.steps.flatMap((step) => step.statements)
  return { revision, changes: record.changes as DraftChange[], statements }
}

/** A publish that was broken off goes on when it is what is asked for now; else it is taken back first. */
async function settleInterrupted(context: PublishContext, proposal: Proposal): Promise<PublishRecord | null> {
  const { app, baseRevision, submitted } = proposal
  for (const record of await takeOverPublishes(context, app)) {
    const wanted = record.baseRevision === baseRevision && deepEqual(record.documents, [...submitted.values()])
    if (wanted) return record
    await undoPublish(context, record, { state: 'undone' })
  }
  return null
}
