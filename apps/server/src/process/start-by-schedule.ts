import { createHash } from 'node:crypto'
import { AppError, canonicalJson, type JsonObject } from '@mortise/core'
import { asSystem } from '@mortise/data'
import { type DataEngine, qualified, type Workspace } from '@mortise/data/server'
import type { AppModel, ProcessDocument, StartBySchedule } from '@mortise/metadata'
import { type ProcessServices, startInstance } from '@mortise/process/server'
import { nextOccurrence } from './next-occurrence.ts'
import type { WorkTimes } from './process-runtime.ts'

/** Processes that start by themselves, again and again. */
export interface ScheduleStarts {
  /** Starts what has come round; answers with how many schedules did. */
  startDue(now: string): Promise<number>
  /** When the next one comes round, ISO. */
  next(): Promise<string | null>
}

export interface ScheduleParts {
  workspace: Workspace
  engine: DataEngine
  services: ProcessServices
  workTime: WorkTimes
  models(): readonly AppModel[]
}

interface Scheduled {
  app: string
  process: string
  document: ProcessDocument
  schedule: StartBySchedule
  spec: string
}

interface ScheduleRow {
  app: string
  process: string
  next_at: string
}

/** Whoever starts what has come round has so long; then another server takes it for dead, and starts nothing twice. */
const leaseMs = 10 * 60_000
const pageSize = 500
/** Most records that one process is started about at one time. */
const mostRecords = 10_000

/**
 * Keeps one row for each schedule with the time that it comes round next. A time that passed while no server ran is made up
 * for once. Each start has a name made of the schedule, its time and its record, so that none happens twice.
 */
export function startSchedule(parts: ScheduleParts): ScheduleStarts {
  const { workspace, workTime } = parts
  const { database } = workspace
  const table = qualified(workspace.schema, 'process_schedule')
  let known = ''

  const scheduled = (): Scheduled[] =>
    parts.models().flatMap((model) =>
      [...model.processes.values()].flatMap((document): Scheduled[] => {
        const schedule = document.off ? undefined : document.start?.schedule
        if (!schedule) return []
        const spec = createHash('sha256')
          .update(canonicalJson(schedule as JsonObject))
          .digest('hex')
          .slice(0, 32)
        return [{ app: model.key, process: document.key, document, schedule, spec }]
      }),
    )

  /** Brings the rows up to date with the documents; a schedule that is new, or another one, begins now. */
  const keepRows = async (all: readonly Scheduled[], now: string) => {
    const state = all.map(({ app, process, spec }) => `${app}/${process}/${spec}`).join()
    if (state === known) return
    await workTime.refresh()
    const rows = all.map(({ app, process, schedule, spec }) => ({
      ...{ app, process, spec, next: nextOccurrence(schedule, now, workTime.now()) },
    }))
    await database.run({
      text: `with given as (select * from jsonb_to_recordset($1::jsonb) as x (app text, process text, spec text,
          next timestamptz)),
        gone as (delete from ${table} t where not exists
          (select 1 from given g where g.app = t.app and g.process = t.process))
        insert into ${table} as t (app, process, spec, next_at) select app, process, spec, next from given
        on conflict (app, process) do update set spec = excluded.spec, next_at = excluded.next_at, lease_until = null
          where t.spec <> excluded.spec`,
      values: [JSON.stringify(rows)],
    })
    known = state
  }
  const take = async (now: string): Promise<ScheduleRow[]> => {
    const { rows } = await database.run<ScheduleRow>({
      text: `update ${table} set lease_until = $2
        where next_at <= $1 and (lease_until is null or lease_until <= $1) returning app, process, next_at`,
      values: [now, new Date(Date.parse(now) + leaseMs).toISOString()],
    })
    return rows
  }
  return {
    async startDue(now) {
      const all = scheduled()
      await keepRows(all, now)
      if (all.length === 0) return 0
      const due = await take(now)
      for (const row of due) {
        const one = all.find(({ app, process }) => app === row.app && process === row.process)
        if (one) await startOne(parts, one, { due: row.next_at, now })
        await workTime.refresh()
        await database.run({
          text: `update ${table} set next_at = $3, lease_until = null where app = $1 and process = $2 and next_at = $4`,
          values: [row.app, row.process, one ? nextOccurrence(one.schedule, now, workTime.now()) : null, row.next_at],
        })
      }
      return due.length
    },
    async next() {
      if (scheduled().length === 0) return null
      const { rows } = await database.run<{ next: string | null }>({
        text: `select min(next_at) as next from ${table}`,
        values: [],
      })
      return rows[0]?.next ?? null
    },
  }
}

async function startOne(
  parts: ScheduleParts,
  { app, process, document, schedule }: Scheduled,
  { due, now }: { due: string; now: string },
): Promise<void> {
  const { services } = parts
  const scope = services.programs.scopeOf(app)
  if (!scope) return
  const start = async (recordId: string | null) => {
    try {
      await startInstance(services, scope, {
        ...{ app, process, by: null, recordId, at: now, origin: { by: 'schedule', cause: null } },
        click: `schedule:${app}/${process}:${due}:${recordId ?? ''}`,
      })
    } catch (error) {
      // One is under way about this record already, or the record has gone meanwhile.
      if (!(error instanceof AppError && error.status < 500)) throw error
    }
  }
  if (document.entity === undefined) return await start(null)
  let after: string | null = null
  for (let count = 0; count < mostRecords; count += pageSize) {
    const ids: string[] = await recordsAfter(parts, { scope, entity: document.entity, schedule, after })
    for (const id of ids) await start(id)
    after = ids.at(-1) ?? null
    if (ids.length < pageSize) return
  }
}

interface Looking {
  scope: NonNullable<ReturnType<ProcessServices['programs']['scopeOf']>>
  entity: string
  schedule: StartBySchedule
  after: string | null
}

async function recordsAfter({ engine }: ScheduleParts, { scope, entity, schedule, after }: Looking): Promise<string[]> {
  const further = after === null ? [] : [{ field: 'id', op: 'gt' as const, value: after }]
  const conditions = [...(schedule.filter ? [schedule.filter] : []), ...further]
  const { records } = await engine.query(asSystem('process start'), scope, entity, {
    select: ['id'],
    sort: [{ field: 'id', direction: 'asc' }],
    page: { size: pageSize },
    ...(conditions.length > 0 ? { filter: { and: conditions } } : {}),
  })
  return records.map(({ id }) => String(id))
}
