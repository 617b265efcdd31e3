import { uuidv7 } from '@mortise/core'
import type { AppDocumentAny } from '@mortise/metadata'
import type { Executor, Workspace } from '../database/database.ts'
import { databaseFault } from '../database/database-fault.ts'
import type { Step } from '../schema/step.ts'
import type { StepJournal, StepState } from '../schema/step-journal.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'

/** A publish that is not finished: what it wants to bring into force, and over which revision. */
export interface PublishRecord {
  id: string
  app: string
  baseRevision: number
  /** Whether the draft is published, or documents that came from elsewhere, such as a pack. */
  source: 'draft' | 'documents'
  /** Key of the draft. */
  draft: string | null
  /** All documents of the app, as submitted. */
  documents: AppDocumentAny[]
  changes: unknown[]
  byId: string | null
  note: string | null
  steps: Step[]
  journal: StepJournal
}

export type PublishState = 'running' | 'pending' | 'failed' | 'undone' | 'done'

/** A runner that is not heard of for so long is taken for dead. */
const leaseMilliseconds = 30_000

type NewPublish = Omit<PublishRecord, 'id' | 'journal'>

/** Records a publish with all its steps; PUBLISH_RUNNING when another one of the same app is not finished. */
export async function beginPublish(context: PublishContext, added: NewPublish): Promise<PublishRecord> {
  const { workspace, clock, runner } = context
  const id = uuidv7(clock.now().getTime())
  const at = clock.now().toISOString()
  const { app, baseRevision, source, draft, documents, changes, byId, note, steps } = added
  await workspace.database
    .transaction(async (trx) => {
      await trx.run({
        text: `insert into mortise.publish
          (id, workspace, app, base_revision, source, draft, state, documents, changes, by_id, note, runner, lease_until, started_at)
          values ($1, $2, $3, $4, $5, $6, 'running', $7, $8, $9, $10, $11, $12, $13)`,
        values: [
          ...[id, workspace.key, app, baseRevision, source, draft],
          ...[JSON.stringify(documents), JSON.stringify(changes), byId, note],
          ...[runner, leaseFrom(context), at],
        ],
      })
      await trx.run({
        text: `insert into mortise.publish_step (publish_id, position, step, state, at)
          select $1, ordinality - 1, item, 'waiting', $2 from jsonb_array_elements($3::jsonb) with ordinality as i(item)`,
        values: [id, at, JSON.stringify(steps)],
      })
    })
    .catch((error: unknown) => {
      throw databaseFault(error)?.constraint === 'publish_unfinished_key' ? publishErrors.PUBLISH_RUNNING() : error
    })
  return { ...added, id, journal: journalOf(context, id, []) }
}

/** Unfinished publishes whose runner is gone, taken over by this one; and finished ones with steps left to do. */
export async function takeOverPublishes(context: PublishContext, app?: string): Promise<PublishRecord[]> {
  const { workspace, clock, runner } = context
  // The embedded database has one process at a time: any other runner is dead.
  const alone = workspace.database.engine === 'pglite'
  const { rows } = await workspace.database.run<{ id: string }>({
    text: `update mortise.publish set runner = $1, lease_until = $2, state = 'running'
      where workspace = $3 and ($4::text is null or app = $4) and state in ('running', 'pending')
        and (lease_until < $5 or state = 'pending' or ($6 and runner <> $1)) returning id`,
    values: [runner, leaseFrom(context), workspace.key, app ?? null, clock.now().toISOString(), alone],
  })
  return await Promise.all(rows.map((row) => readPublish(context, row.id)))
}

/** Publishes that are in force but have yet to take away what only the revision before needed. */
export async function publishesToTidy(context: PublishContext, app?: string): Promise<PublishRecord[]> {
  const { workspace, clock } = context
  const { rows } = await workspace.database.run<{ id: string }>({
    text: `select p.id from mortise.publish p
      where p.workspace = $1 and ($2::text is null or p.app = $2) and p.state = 'done' and exists (
        select 1 from mortise.publish_step s where s.publish_id = p.id and s.state in ('waiting', 'started'))
        and (p.lease_until < $3 or p.runner = $4 or $5)
      order by p.started_at`,
    values: [
      ...[workspace.key, app ?? null, clock.now().toISOString(), context.runner],
      workspace.database.engine === 'pglite',
    ],
  })
  return await Promise.all(rows.map((row) => readPublish(context, row.id)))
}

/** Whether a publish of the app is under way, in whatever process. */
export async function isPublishing(executor: Executor, workspace: Workspace, app: string): Promise<boolean> {
  const { rows } = await executor.run({
    text: `select 1 from mortise.publish where workspace = $1 and app = $2 and state in ('running', 'pending')`,
    values: [workspace.key, app],
  })
  return rows.length > 0
}

/** Ends a publish, or leaves it pending, with what stood in its way. */
export async function closePublish(
  executor: Executor,
  { clock }: PublishContext,
  publish: PublishRecord,
  end: { state: PublishState; problem?: unknown },
): Promise<void> {
  const finished = end.state === 'pending' ? null : clock.now().toISOString()
  await executor.run({
    text: 'update mortise.publish set state = $2, problem = $3, finished_at = $4 where id = $1',
    values: [publish.id, end.state, end.problem === undefined ? null : JSON.stringify(end.problem), finished],
  })
}

/** Renews the lease while the callback runs. */
export async function withLease<Result>(
  context: PublishContext,
  publish: PublishRecord,
  run: () => Promise<Result>,
): Promise<Result> {
  const renew = () =>
    context.workspace.database.run({
      text: 'update mortise.publish set lease_until = $2 where id = $1 and runner = $3',
      values: [publish.id, leaseFrom(context), context.runner],
    })
  // A renewal that fails is made up for by the next one.
  const timer = setInterval(() => void renew().catch(() => {}), leaseMilliseconds / 3)
  try {
    return await run()
  } finally {
    clearInterval(timer)
  }
}

async function readPublish(context: PublishContext, id: string): Promise<PublishRecord> {
  const { database } = context.workspace
  const { rows } = await database.run<Omit<PublishRecord, 'steps' | 'journal'>>({
    text: `select id, app, base_revision as "baseRevision", source, draft, documents, changes, by_id as "byId", note
      from mortise.publish where id = $1`,
    values: [id],
  })
  const steps = await database.run<{ step: Step; state: StepState }>({
    text: 'select step, state from mortise.publish_step where publish_id = $1 order by position',
    values: [id],
  })
  const [publish] = rows
  if (!publish) throw new Error('unreachable: publishes are never deleted')
  const states = steps.rows.map((row) => row.state)
  return { ...publish, steps: steps.rows.map((row) => row.step), journal: journalOf(context, id, states) }
}

function journalOf({ workspace, clock }: PublishContext, id: string, states: StepState[]): StepJournal {
  return {
    states,
    async write(position, state, trx) {
      await (trx ?? workspace.database).run({
        text: 'update mortise.publish_step set state = $3, at = $4 where publish_id = $1 and position = $2',
        values: [id, position, state, clock.now().toISOString()],
      })
    },
  }
}

function leaseFrom({ clock }: PublishContext): string {
  return new Date(clock.now().getTime() + leaseMilliseconds).toISOString()
}
