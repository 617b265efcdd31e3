import { createHash } from 'node:crypto'
import { AppError, canonicalJson, type JsonObject } from '@mortise/core'
import { asSystem } from '@mortise/data'
import type { DataEngine, Workspace } from '@mortise/data/server'
import type { AppModel, ProcessDocument, StartBySchedule } from '@mortise/metadata'
import { type ProcessServices, startInstance } from '@mortise/process/server'
import { nextOccurrence } from './next-occurrence.ts'
import type { WorkTimes } from './process-runtime.ts'
import { keepSchedules, nextSchedule, putOffSchedule, takeDueSchedules } from './schedule-store.ts'

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
    await keepSchedules(workspace, rows)
    known = state
  }
  return {
    async startDue(now) {
      const all = scheduled()
      await keepRows(all, now)
      if (all.length === 0) return 0
      const leaseUntil = new Date(Date.parse(now) + leaseMs).toISOString()
      const due = await takeDueSchedules(workspace, now, leaseUntil)
      for (const row of due) {
        const one = all.find(({ app, process }) => app === row.app && process === row.process)
        if (one) await startOne(parts, one, { due: row.next_at, now })
        await workTime.refresh()
        await putOffSchedule(workspace, row, one ? nextOccurrence(one.schedule, now, workTime.now()) : null)
      }
      return due.length
    },
    async next() {
      if (scheduled().length === 0) return null
      return await nextSchedule(workspace)
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
