import { asSystem, type RecordInput } from '@mortise/data'
import { type AppScope, type DataEngine, ensureEventPartitions } from '@mortise/data/server'
import type { EntityModel } from '@mortise/metadata'
import { type DemoContext, type DemoRecord, resolveDemoRecord } from './demo-values.ts'
import { packErrors } from './errors.ts'
import type { DemoFile } from './read-demo-folder.ts'

export interface DemoLoad {
  engine: DataEngine
  scope: AppScope
  context: DemoContext
  files: readonly DemoFile[]
  progress?(done: { entity: string; records: number }): void
}

const access = asSystem('demo data', { kind: 'demo' })

/**
 * Loads demo records through the write path, table by table, each table whole or not at all. A load that was broken off
 * goes on with the first table that is not there yet.
 */
export async function loadDemo({ engine, scope, context, files, progress }: DemoLoad): Promise<number> {
  const tables = files.map(({ file, entity, records }) => ({
    file,
    entity: entityOf(scope, entity, file),
    records: records.map((record) => resolveDemoRecord(record, context)),
  }))
  await ensureEventPartitions(scope.workspace, { from: oldest(tables, context.now), to: context.now })
  let total = 0
  for (const { file, entity, records } of tables) {
    if (await isLoaded(engine, scope, entity, records)) continue
    for (const round of roundsOf(entity, records)) await createAll({ engine, scope }, entity, round, file)
    total += records.length
    progress?.({ entity: entity.key, records: records.length })
  }
  if (total > 0) await gatherStatistics(scope)
  // Also what an earlier load left behind that was broken off.
  await engine.recalculateAll(scope)
  return total
}

/**
 * The planner knows nothing of what came in at once, and the embedded database would not find out by itself. A thousand
 * rows of each table are sample enough: statistics of the search indexes are dear.
 */
async function gatherStatistics({ workspace }: AppScope): Promise<void> {
  await workspace.database.transaction(async (trx) => {
    await trx.run({ text: 'set local default_statistics_target = 3', values: [] })
    await trx.run({ text: 'analyze', values: [] })
  }, 'schema')
}

function entityOf({ model }: AppScope, key: string, file: string): EntityModel {
  const entity = model.entities.get(key)
  if (!entity) throw packErrors.DEMO_ENTITY_UNKNOWN({ file, entity: key })
  return entity
}

function oldest(tables: readonly { records: readonly DemoRecord[] }[], now: Date): Date {
  let first = now.toISOString()
  for (const { records } of tables) {
    for (const { created_at: at } of records) if (typeof at === 'string' && at < first) first = at
  }
  return new Date(first)
}

async function isLoaded(
  engine: DataEngine,
  scope: AppScope,
  entity: EntityModel,
  records: readonly DemoRecord[],
): Promise<boolean> {
  const last = records.at(-1)
  if (!last?.id) return records.length === 0
  const filter = { field: 'id', op: 'eq', value: last.id } as const
  const { records: found } = await engine.query(access, scope, entity.key, {
    select: ['id'],
    filter,
    archived: 'include',
  })
  return found.length > 0
}

/** Records that refer to others of their own table come after those, however they are written. */
function roundsOf(entity: EntityModel, records: readonly DemoRecord[]): DemoRecord[][] {
  const own = entity.ownFields.filter((field) => field.target === entity.key && field.kind.relation === 'one')
  if (own.length === 0) return [[...records]]
  const rounds: DemoRecord[][] = []
  let waiting = new Map(records.map((record) => [record.id, record]))
  while (waiting.size > 0) {
    const current = waiting
    const round = [...current.values()].filter((record) =>
      own.every((field) => !current.has(record[field.key] as string | undefined)),
    )
    if (round.length === 0) throw packErrors.DEMO_CYCLE({ entity: entity.key })
    const placed = new Set(round)
    rounds.push(round)
    waiting = new Map([...current].filter(([, record]) => !placed.has(record)))
  }
  return rounds
}

async function createAll(
  { engine, scope }: Pick<DemoLoad, 'engine' | 'scope'>,
  entity: EntityModel,
  records: readonly DemoRecord[],
  file: string,
): Promise<void> {
  const { problems } = await engine.createMany(access, scope, entity.key, records as RecordInput[], {
    computeLater: true,
  })
  const [first] = problems
  if (!first) return
  const [{ path = '', message = '' } = {}] = first.problems
  throw packErrors.DEMO_INVALID({ file, record: records[first.index]?.id ?? first.index, field: path, message })
}
