import { AppError } from '@mortise/core'
import { applySteps, undoSteps } from '../schema/apply-steps.ts'
import { patiently } from '../schema/run-ddl.ts'
import { qualified } from '../sql/identifier.ts'
import { commitRevision } from './commit-revision.ts'
import { conversionsIn } from './convert-columns.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { closePublish, type PublishRecord, publishesToTidy, takeOverPublishes, withLease } from './publish-store.ts'

/**
 * Brings a publish to its end: tables, then documents, then what only the revision before needed. Whatever fails
 * before the documents are in force is taken back; a table that is held by somebody else leaves it pending.
 */
export async function finishPublish(context: PublishContext, publish: PublishRecord): Promise<number> {
  const revision = await withLease(context, publish, async () => {
    try {
      await applySteps(context.workspace, publish.steps, { ...publish, ...context, phase: 'before' })
      const [converted] = conversionsIn(publish)
      const table = converted && qualified(context.workspace.schema, converted.table)
      const { database } = context.workspace
      return await patiently(database, { ...context, table }, () => commitRevision(context, publish))
    } catch (error) {
      throw await afterFailure(context, publish, error)
    }
  })
  // The revision is in force: what is left over now does no harm and is taken away with the next publish.
  await tidy(context, publish).catch(() => {})
  return revision
}

/** Takes back what a publish made that is not in force. */
export async function undoPublish(
  context: PublishContext,
  publish: PublishRecord,
  end: { state: 'undone' | 'failed'; problem?: unknown },
): Promise<void> {
  await undoSteps(context.workspace, publish.steps, { ...publish, ...context })
  await closePublish(context.workspace.database, context, publish, end)
}

/** Finishes publishes that were broken off or had to wait; what fails is on record and tried again. */
export async function resumePublishes(context: PublishContext): Promise<void> {
  await tidyPublishes(context)
  for (const publish of await takeOverPublishes(context)) await finishPublish(context, publish).catch(() => {})
}

/** Takes away what earlier publishes left over. */
export async function tidyPublishes(context: PublishContext, app?: string): Promise<void> {
  for (const publish of await publishesToTidy(context, app)) await tidy(context, publish)
}

async function tidy(context: PublishContext, publish: PublishRecord): Promise<void> {
  await applySteps(context.workspace, publish.steps, { ...publish, ...context, phase: 'after' })
}

async function afterFailure(context: PublishContext, publish: PublishRecord, error: unknown): Promise<unknown> {
  const { database } = context.workspace
  const problem = error instanceof AppError ? { code: error.code, params: error.params } : { message: String(error) }
  if (error instanceof AppError && error.code === 'DDL_BLOCKED') {
    await closePublish(database, context, publish, { state: 'pending', problem })
    return publishErrors.PUBLISH_PENDING(error.params)
  }
  // When even this fails the database is away: the publish stays unfinished and its lease runs out.
  await undoPublish(context, publish, { state: 'failed', problem }).catch(() => {})
  return error
}
