import { setImmediate as othersTurn } from 'node:timers/promises'
import { asSystem, type RecordInput } from '@mortise/data'
import { type AppScope, type DataEngine, ensureEventPartitions } from '@mortise/data/server'
import type { EntityModel } from '@mortise/metadata'
import { type DemoContext, type DemoRecord, resolveDemoRecord, resolveDemoValue } from './demo-values.ts'
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

/** A table of the demo, as its file has it. */
interface DemoTable {
  file: string
  entity: EntityModel
  records: readonly unknown[]
}

/**
 * Loads demo records through the write path, table by table, each table whole or not at all; while one is written the
 * next is read and checked. A load that was broken off goes on with the first table that is not there yet.
 */
export async function loadDemo(load: DemoLoad): Promise<number> {
  const { engine, scope, context, files } = load
  const tables = files.map(({ file, entity, records }) => ({ file, entity: entityOf(scope, entity, file), records }))
  await ensureEventPartitions(scope.workspace, { from: oldest(tables, context), to: context.now })
  const missing: DemoTable[] = []
  for (const table of tables) if (!(await isLoaded(load, table))) missing.push(table)
  let written: Promise<void> = Promise.resolve()
  for (const table of missing) {
    const before = written
    written = writeTable(load, table, before)
    // Whoever waits for this one hears of it; a fault in the one before comes first.
    written.catch(() => {})
    await before
  }
  await written
  if (missing.length > 0) await gatherStatistics(scope)
  // Also what an earlier load left behind that was broken off.
  await engine.recalculateAll(scope)
  return missing.reduce((total, { records }) => total + records.length, 0)
}

async function writeTable(load: DemoLoad, { file, entity, records }: DemoTable, after: Promise<void>): Promise<void> {
  const resolved = await resolveAll(records, load.context)
  for (const round of roundsOf(entity, resolved)) await createAll(load, { file, entity, records: round }, after)
  load.progress?.({ entity: entity.key, records: records.length })
}

/** Records whose values are worked out before the table that is being written goes on. */
const resolvedAtOnce = 100

async function resolveAll(records: readonly unknown[], context: DemoContext): Promise<DemoRecord[]> {
  const resolved: DemoRecord[] = []
  for (const [index, record] of records.entries()) {
    if (index % resolvedAtOnce === resolvedAtOnce - 1) await othersTurn()
    resolved.push(resolveDemoRecord(record, context))
  }
  return resolved
}

/**
 * The planner knows nothing of what came in at once, and the embedded database would not find out by itself. A thousand
 * rows of each table are sample enough; with columns named, PostgreSQL leaves the search indexes out, which are dear.
 */
async function gatherStatistics({ workspace: { database, schema } }: AppScope): Promise<void> {
  const { rows } = await database.run<{ columns: string }>({
    text: `select format('%I.%I (%s)', $1::text, c.relname, string_agg(quote_ident(a.attname), ', ')) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = to_regnamespace(quote_ident($1)) and c.relkind = 'r' and not c.relispartition
      group by c.relname`,
    values: [schema],
  })
  await database.transaction(async (trx) => {
    await trx.run({ text: 'set local default_statistics_target = 3', values: [] })
    await trx.run({ text: `analyze ${rows.map(({ columns }) => columns).join(', ')}`, values: [] })
  }, 'schema')
}

function entityOf({ model }: AppScope, key: string, file: string): EntityModel {
  const entity = model.entities.get(key)
  if (!entity) throw packErrors.DEMO_ENTITY_UNKNOWN({ file, entity: key })
  return entity
}

function oldest(tables: readonly DemoTable[], context: DemoContext): Date {
  let first = context.now.toISOString()
  for (const { records } of tables) {
    for (const record of records) {
      const at = resolveDemoValue((record as DemoRecord).created_at, context)
      if (typeof at === 'string' && at < first) first = at
    }
  }
  return new Date(first)
}

/** Whether its last record is there; a table without any counts as loaded. */
async function isLoaded({ engine, scope, context }: DemoLoad, { entity, records }: DemoTable): Promise<boolean> {
  const last = records.at(-1)
  if (last === undefined) return true
  const { id } = resolveDemoRecord(last, context)
  if (!id) return false
  const { records: found } = await engine.query(access, scope, entity.key, {
    select: ['id'],
    filter: { field: 'id', op: 'eq', value: id },
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
  { engine, scope }: DemoLoad,
  { file, entity, records }: { file: string; entity: EntityModel; records: readonly DemoRecord[] },
  after: Promise<void>,
): Promise<void> {
  const options = { computeLater: true, after }
  const { problems } = await engine.createMany(access, scope, entity.key, records as RecordInput[], options)
  const [first] = problems
  if (!first) return
  const [{ path = '', message = '' } = {}] = first.problems
  throw packErrors.DEMO_INVALID({ file, record: records[first.index]?.id ?? first.index, field: path, message })
}
