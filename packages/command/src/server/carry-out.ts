import type { EntityRecord } from '@mortise/data'
import type { JoinedWrites } from '@mortise/data/server'
import type { CommandStep } from '../contract/command-step.ts'
import type { CommandCall, PreparedStart } from './command-call.ts'
import { beginRun, type CommandRunPlace, endRun, outcomeOf } from './command-run-store.ts'
import type { PreparedCommand } from './prepare-command.ts'
import type { CommandDone } from './run-command.ts'
import { writeRelated } from './write-related.ts'

/** A command that is worked out for a record, with the record as the user saw it. */
export interface ReadyCommand {
  prepared: PreparedCommand
  before: EntityRecord
  title: string
  /** What the user takes on of records that resemble this one. */
  acceptDuplicates?: boolean
}

/** Writes what a command comes to, in one transaction; a click that was carried out before only tells its outcome. */
export async function carryOut(call: CommandCall, place: CommandRunPlace, ready: ReadyCommand): Promise<CommandDone> {
  const { prepared, title } = ready
  const { updates, related, creates, starts } = prepared
  const writes = [Object.keys(updates), related.others, creates, starts].some(({ length }) => length > 0)
  if (!writes) return { id: prepared.id, title, steps: prepared.steps, undo: null }
  const starters = await Promise.all(starts.map((key) => prepareStart(call, key)))
  let after: (() => void)[] = []
  const result = await call.engine.together(call.scope, async (joined) => {
    after = []
    if (!(await beginRun(joined.scope.workspace, place))) {
      const known = await outcomeOf<CommandDone>(joined.scope.workspace, place)
      return known ?? { id: prepared.id, title, steps: [], undo: null }
    }
    const done = await write(call, joined, ready)
    for (const [at, start] of starters.entries()) {
      const click = `${place.userId}:${place.key}:${prepared.id}:${at}`
      after.push(await start(joined, { recordId: prepared.id, by: place.userId, click }))
    }
    await endRun(joined.scope.workspace, place, done)
    return done
  })
  for (const then of after) then()
  return result
}

function prepareStart({ processes, scope }: CommandCall, key: string): Promise<PreparedStart> {
  if (!processes) throw new Error('unreachable: nothing starts processes here')
  return processes.prepare(scope.model.key, key)
}

async function write(call: CommandCall, joined: JoinedWrites, ready: ReadyCommand): Promise<CommandDone> {
  const { title, prepared } = ready
  const { id, creates, starts, steps, related, ownFirst } = prepared
  const around = () => writeRelated(call, joined, { title, changes: related.others })
  if (!ownFirst) await around()
  const updated = await writeOwn(call, joined, ready)
  if (ownFirst) await around()
  const opened: CommandStep[] = []
  for (const { entity: table, values, step } of creates) {
    const options = { acceptDuplicates: true, select: ['id'] }
    const made = await joined.engine.create(call.access, joined.scope, table, values, options)
    if (step) opened.push(step(made.id))
  }
  const alone = creates.length + starts.length + related.others.length === 0
  const undo = updated && alone ? undoOf(call, ready, updated) : null
  return { id, title, steps: [...opened, ...steps], undo }
}

async function writeOwn(
  { access, entity }: CommandCall,
  { engine, scope }: JoinedWrites,
  { prepared, acceptDuplicates }: ReadyCommand,
): Promise<EntityRecord | null> {
  const { id, version, updates } = prepared
  if (Object.keys(updates).length === 0) return null
  return engine.update(access, scope, entity.key, { id, version }, updates, {
    ...(acceptDuplicates && { acceptDuplicates }),
  })
}

/** What the fields held before, where the user saw it and may write it back. */
function undoOf(call: CommandCall, { before, prepared }: ReadyCommand, updated: EntityRecord): CommandDone['undo'] {
  const { engine, access, scope, entity } = call
  const fields = engine.capabilities(access, scope)[entity.key]?.fields ?? {}
  const keys = Object.keys(prepared.updates)
  const back = keys.every((key) => fields[key] === 'write' && Object.hasOwn(before, key))
  if (!back || typeof updated.version !== 'number') return null
  if (updated.version === before.version) return null
  return { version: updated.version, values: Object.fromEntries(keys.map((key) => [key, before[key] ?? null])) }
}
