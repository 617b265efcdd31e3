import { uuidv7 } from '@mortise/core'
import { asSystem, type EntityRecord } from '@mortise/data'
import type { AppScope, JoinedWrites } from '@mortise/data/server'
import { processErrors } from '../errors.ts'
import { actorsOf } from '../round/change-round.ts'
import type { ProcessState } from '../state/process-state.ts'
import type { ProcessEvent, TaskAct } from '../step/process-event.ts'
import { step } from '../step/step.ts'
import type { InstanceRow } from '../store/instance-row.ts'
import { instanceStatement, type Stored } from '../store/write-instance.ts'
import type { NodeServices, ProcessProgram, ProcessServices } from './process-program.ts'
import { newRow, type Starting } from './start-instance.ts'
import { answeringOf, goOn, storedRow } from './transition.ts'

/** An instance that others began and worked on before this moment. */
export interface PastInstance extends Omit<Starting, 'app' | 'process' | 'click' | 'parent'> {
  /** In order of time; each is done by whoever is asked then. What nobody is asked for any more is left out. */
  acts: { at: string; do: 'approve' | 'reject'; comment?: string; reason?: string }[]
}

/**
 * Stores instances as if they had been worked on in the past: for demos and trials. Records stay as they are, reminders and
 * work outside do not happen, and what is due by then is fired at its time. All of a process in one transaction.
 */
export async function playPast(
  services: ProcessServices,
  scope: AppScope,
  { app, process, instances }: { app: string; process: string; instances: readonly PastInstance[] },
): Promise<number> {
  const program = services.programs.inForce(app, process)
  if (!program) throw processErrors.PROCESS_UNKNOWN({ process })
  return await services.together({ scope, process }, async (given) => {
    const ids = instances.flatMap(({ recordId }) => recordId ?? [])
    const joined = { ...given, engine: await withoutWriting(given, program.entity, ids) }
    for (const past of instances) {
      const stored = await play({ program, joined }, { ...past, app, process })
      await given.trx.run(instanceStatement(scope.workspace.schema, stored))
    }
    return instances.length
  })
}

interface Playing {
  program: ProcessProgram
  joined: NodeServices
}

async function play({ program, joined }: Playing, past: PastInstance & Starting): Promise<Stored> {
  const beginning = await newRow(joined, { id: uuidv7(), program, starting: past })
  const whole: Stored = { instance: beginning, isNew: true, writes: [], effects: [], at: past.at }
  const writes: Stored['writes'][number][] = []
  const take = async (row: InstanceRow, event: ProcessEvent): Promise<InstanceRow> => {
    const first = step(program.graph, row.state, event)
    if (first.refused) return row
    const answering = answeringOf({ program, joined, guard: noGuard, row }, event)
    const done = await goOn(answering, first, event.at)
    writes.push(...done.writes)
    return storedRow(row, done, event.at)
  }
  let row = await take(beginning, { event: 'start', at: past.at, by: past.by })
  for (const { at, ...act } of past.acts) {
    for (let due = dueBefore(row.state, at); due && row.status === 'running'; due = dueBefore(row.state, at))
      row = await take(row, { event: 'fire', at: due.at, wait: due.wait })
    const asked = askedIn(row.state)
    if (row.status !== 'running' || !asked) break
    const { visit, by } = asked
    // People read what they are asked some time before they decide.
    const seenAt = between(asked.since, at)
    row = await take(row, { event: 'task', at: seenAt, visit, by, act: { do: 'see' } })
    row = await take(row, { event: 'task', at, visit, by, act: act as TaskAct })
  }
  return { ...whole, instance: row, writes }
}

const noGuard = { begin() {}, async takeBack() {}, end() {} }

/** The timer that is due first, if it is before then. */
function dueBefore({ waits }: ProcessState, before: string): { wait: number; at: string } | undefined {
  const due = Object.values(waits).flatMap(({ id, due: at }) =>
    at !== undefined && at < before ? [{ wait: id, at }] : [],
  )
  return due.sort((one, other) => (one.at < other.at ? -1 : 1))[0]
}

function askedIn({ visits }: ProcessState): { visit: number; by: string; since: string } | undefined {
  for (const visit of Object.values(visits)) {
    if (visit.state !== 'open' || !visit.people) continue
    const actor = actorsOf(visit.people).find(({ state }) => state === 'pending')
    if (actor) return { visit: visit.id, by: actor.user, since: actor.assignedAt ?? visit.enteredAt }
  }
  return undefined
}

function between(from: string, to: string): string {
  return new Date(Date.parse(from) + (Date.parse(to) - Date.parse(from)) * 0.7).toISOString()
}

/** Reads the records of all instances at once; writing changes nothing, because the records are as it left them. */
async function withoutWriting(
  { engine, scope }: JoinedWrites,
  entity: string | null,
  ids: readonly string[],
): Promise<JoinedWrites['engine']> {
  const records = new Map<string, EntityRecord>()
  const model = entity === null ? undefined : scope.model.entities.get(entity)
  if (!model) return engine
  const select = [...model.fields.values()].filter(({ kind }) => kind.relation !== 'children').map(({ key }) => key)
  const filter = { field: 'id', op: 'in' as const, value: [...ids] }
  const access = asSystem('instances of the past')
  for (let after: string | null | undefined; after !== null; ) {
    const page = await engine.query(access, scope, model.key, {
      ...{ select: [...new Set(['id', 'version', ...select])], filter },
      page: { size: 200, ...(after && { after }) },
    })
    for (const record of page.records) records.set(String(record.id), record)
    after = page.next
  }
  const known = (of: string, id: string) => (of === entity ? records.get(id) : undefined)
  return {
    ...engine,
    get: async (by, within, of, id, fields) => known(of, id) ?? (await engine.get(by, within, of, id, fields)),
    update: async (by, within, of, { id }) => known(of, id) ?? (await engine.get(by, within, of, id)),
  }
}
