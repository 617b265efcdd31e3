import { type AppModel, computedGraphOf } from '@mortise/metadata'
import { asSystem } from '../contract/access.ts'
import type { Executor, Workspace } from '../database/database.ts'
import { qualified } from '../sql/identifier.ts'
import { announceDerived } from '../write/announce.ts'
import { beginCall, relatedTable, type WriteCall, type WriteServices } from '../write/write-call.ts'
import { recalculateRecords } from './recalculate.ts'
import { calendarEntity, enqueueTable, recordsPerJob } from './recalculation-queue.ts'

/** The models in force, by the key of their app. */
export type CurrentModels = (app: string) => AppModel | undefined

interface Job {
  id: string
  app: string
  entity: string
  fields: string[]
  ids: string[] | null
  after_id: string | null
  revision: number
}

/** How long a job that failed, or that this server is too old for, rests. */
const restMs = 2000

/** Works off what is due, piece by piece; answers with the number of pieces. Several servers share the work. */
export async function runRecalculations(
  services: WriteServices,
  workspace: Workspace,
  models: CurrentModels,
  signal?: AbortSignal,
): Promise<number> {
  let pieces = 0
  while (!signal?.aborted && (await runNext(services, workspace, models))) pieces += 1
  return pieces
}

async function runNext(services: WriteServices, workspace: Workspace, models: CurrentModels): Promise<boolean> {
  const { database } = workspace
  let taken: string | null = null
  let call: WriteCall | null = null
  try {
    await database.transaction(async (trx) => {
      const job = await takeJob(trx, services, workspace)
      if (!job) return
      taken = job.id
      call = await runJob(trx, services, { workspace, models, job })
    })
  } catch (error) {
    if (taken === null) throw error
    await postpone(services, workspace, taken, error)
    return true
  }
  if (call) announceDerived(call)
  return taken !== null
}

async function takeJob(trx: Executor, { clock }: WriteServices, { schema }: Workspace): Promise<Job | null> {
  const { rows } = await trx.run<Job>({
    text: `select id, app, entity, fields, ids, after_id, revision from ${qualified(schema, 'recalculation')}
      where due_at <= $1 order by due_at, id limit 1 for update skip locked`,
    values: [clock.now().toISOString()],
  })
  return rows[0] ?? null
}

interface JobPlace {
  workspace: Workspace
  models: CurrentModels
  job: Job
}

async function runJob(
  trx: Executor,
  services: WriteServices,
  { workspace, models, job }: JobPlace,
): Promise<WriteCall | null> {
  if (job.entity === calendarEntity) {
    await spreadCalendar(trx, services, { workspace, models, job })
    return null
  }
  const model = models(job.app)
  if (model && model.revision < job.revision) {
    await rest(trx, services, workspace, job.id)
    return null
  }
  const fields = new Set(job.fields)
  const wanted =
    model &&
    computedGraphOf(model)
      .nodesIn(job.entity)
      .some(({ field }) => fields.has(field.key))
  if (!wanted) {
    await finish(trx, workspace, job.id)
    return null
  }
  const call = await beginCall(services, asSystem('computed fields are brought up to date'), { workspace, model })
  const ids = job.ids ?? (await nextIds(trx, call, job))
  await recalculateRecords(trx, call, { entity: job.entity, fields, ids })
  if (job.ids || ids.length < recordsPerJob) await finish(trx, workspace, job.id)
  else await advance(trx, workspace, job.id, ids.at(-1) ?? null)
  return call
}

async function nextIds(trx: Executor, call: WriteCall, { entity, after_id: after }: Job): Promise<string[]> {
  const { layout } = relatedTable(call, entity)
  const { rows } = await trx.run<{ id: string }>({
    text: `select id from ${qualified(call.scope.workspace.schema, layout.table)}
      where archived_at is null and ($1::uuid is null or id > $1) order by id limit $2`,
    values: [after, recordsPerJob],
  })
  return rows.map(({ id }) => id)
}

/** The calendar changed: every field that counts working days is due, in every app at hand. */
async function spreadCalendar(
  trx: Executor,
  { clock }: WriteServices,
  { workspace, models, job }: JobPlace,
): Promise<void> {
  const model = models(job.app)
  if (model) {
    const nodes = computedGraphOf(model).nodes.filter(({ field }) => field.computed?.checked?.uses.has('calendar'))
    for (const [entity, members] of Map.groupBy(nodes, ({ field }) => field.entity)) {
      const fields = members.map(({ field }) => field.key)
      const { revision } = model
      await enqueueTable(trx, workspace, { app: model.key, entity, fields, revision, dueAt: clock.now() })
    }
  }
  await finish(trx, workspace, job.id)
}

async function finish(trx: Executor, { schema }: Workspace, id: string): Promise<void> {
  await trx.run({ text: `delete from ${qualified(schema, 'recalculation')} where id = $1`, values: [id] })
}

async function advance(trx: Executor, { schema }: Workspace, id: string, after: string | null): Promise<void> {
  await trx.run({
    text: `update ${qualified(schema, 'recalculation')} set after_id = $2 where id = $1`,
    values: [id, after],
  })
}

async function rest(executor: Executor, { clock }: WriteServices, { schema }: Workspace, id: string): Promise<void> {
  const dueAt = new Date(clock.now().getTime() + restMs).toISOString()
  await executor.run({
    text: `update ${qualified(schema, 'recalculation')} set due_at = $2 where id = $1`,
    values: [id, dueAt],
  })
}

/** Somebody was in the way, or something is wrong: it is tried again, less and less often. */
async function postpone(
  services: WriteServices,
  { database, schema }: Workspace,
  id: string,
  error: unknown,
): Promise<void> {
  await database.run({
    text: `update ${qualified(schema, 'recalculation')} set attempts = attempts + 1, problem = $2,
      due_at = $3::timestamptz + least(power(2, attempts), 600) * interval '1 second' where id = $1`,
    values: [id, String(error).slice(0, 500), services.clock.now().toISOString()],
  })
}
