import { AppError } from '@mortise/core'
import type { EntityRecord, RecordInput } from '@mortise/data'
import type { JoinedWrites } from '@mortise/data/server'
import type { Filter } from '@mortise/metadata'
import type { CommandStep } from '../contract/command-step.ts'
import { commandErrors } from '../errors.ts'
import { checkInput } from './check-input.ts'
import type { CommandCall, PreparedStart } from './command-call.ts'
import { beginRun, type CommandRunPlace, endRun, outcomeOf } from './command-run-store.ts'
import { notNow } from './not-now.ts'
import { type PreparedCommand, prepareCommand } from './prepare-command.ts'

export interface CommandRequest {
  target: { ids: readonly string[] } | { filter: Filter }
  /** What was filled in before. */
  input: RecordInput
  /** The version that the user saw, of a single record. */
  seen?: number | undefined
  /** Of the click: sent again, nothing happens twice. */
  key: string
}

/** What a run came to for a record. */
export interface CommandDone {
  id: string
  title: string
  /** For the runtime halves of the actions. */
  steps: CommandStep[]
  /** How to take it back, where only fields of the record changed that the user may write. */
  undo: { version: number; values: RecordInput } | null
}
export type CommandOutcome = CommandDone | { id: string; title: string; error: AppError }

export const maxCommandRecords = 500
const attempts = 3

/**
 * Runs a command as the user who asks, each record in a transaction of its own. For a single record a refusal is thrown;
 * of several each has its outcome.
 */
export async function runCommand(call: CommandCall, request: CommandRequest): Promise<CommandOutcome[]> {
  const ids = await idsOf(call, request)
  const input = checkInput(call, request.input)
  const [only] = ids
  if (ids.length === 1 && only && 'ids' in request.target) return [await runOne(call, only, request, input)]
  const single = call.command.actions.some(({ type }) => !call.types.get(type).many)
  if (single) throw commandErrors.COMMAND_ONE_ONLY({ command: call.command.label })
  const outcomes: CommandOutcome[] = []
  for (const id of ids) {
    try {
      outcomes.push(await runOne(call, id, { ...request, seen: undefined }, input))
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error
      outcomes.push({ id, title: await titleOf(call, id), error })
    }
  }
  return outcomes
}

async function idsOf(
  { engine, access, scope, entity }: CommandCall,
  { target }: CommandRequest,
): Promise<readonly string[]> {
  const tooMany = () => commandErrors.COMMAND_TOO_MANY({ max: maxCommandRecords })
  if ('ids' in target) {
    const ids = [...new Set(target.ids)]
    if (ids.length > maxCommandRecords) throw tooMany()
    return ids
  }
  const query = { select: ['id'], filter: target.filter, page: { size: maxCommandRecords + 1 } }
  const { records } = await engine.query(access, scope, entity.key, query)
  if (records.length > maxCommandRecords) throw tooMany()
  return records.map(({ id }) => id)
}

async function runOne(
  call: CommandCall,
  id: string,
  request: CommandRequest,
  input: RecordInput,
): Promise<CommandDone> {
  for (let attempt = 1; ; attempt++) {
    const before = await readRecord(call, id)
    const title = titleIn(call, before)
    const prepared = await prepareCommand(call, id, input)
    // A click that is sent again finds the condition as it left it: its first outcome is what counts.
    if (!prepared.applies) {
      const known = await outcomeOf<CommandDone>(call.scope.workspace, placeOf(call, request, id))
      if (known) return known
      throw await notNow(call, id, title, request.seen)
    }
    try {
      return await carryOut(call, request, { prepared, before, title })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'RECORD_CHANGED') throw error
      if (attempt >= attempts) throw commandErrors.COMMAND_BUSY({ title })
    }
  }
}

/** The record as the user sees it; RECORD_NOT_FOUND where they do not. */
async function readRecord({ engine, access, scope, entity }: CommandCall, id: string): Promise<EntityRecord> {
  const record = await engine.get(access, scope, entity.key, id)
  if (record.archived_at) throw commandErrors.COMMAND_ARCHIVED({ title: titleIn({ entity, access }, record) })
  return record
}

function titleIn({ entity, access }: Pick<CommandCall, 'entity' | 'access'>, record: EntityRecord): string {
  const language = 'user' in access ? access.user.language : 'en'
  const value = record[entity.title.key]
  if (value === null || value === undefined) return record.id
  return entity.title.kind.text?.(value as never, entity.title, language) ?? String(value)
}

async function titleOf(call: CommandCall, id: string): Promise<string> {
  const { engine, access, scope, entity } = call
  try {
    return titleIn(call, await engine.get(access, scope, entity.key, id))
  } catch {
    return id
  }
}

function placeOf({ access, scope }: CommandCall, { key }: CommandRequest, record: string): CommandRunPlace {
  if (!('user' in access)) throw new Error('unreachable: commands are run by people')
  return { app: scope.model.key, userId: access.user.id, key, record }
}

interface Ready {
  prepared: PreparedCommand
  before: EntityRecord
  title: string
}

async function carryOut(call: CommandCall, request: CommandRequest, ready: Ready): Promise<CommandDone> {
  const { prepared, title } = ready
  const { updates, creates, starts } = prepared
  const writes = Object.keys(updates).length > 0 || creates.length > 0 || starts.length > 0
  if (!writes) return { id: prepared.id, title, steps: prepared.steps, undo: null }
  const place = placeOf(call, request, prepared.id)
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
      const click = `${place.userId}:${request.key}:${prepared.id}:${at}`
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

async function write(call: CommandCall, { engine, scope }: JoinedWrites, ready: Ready): Promise<CommandDone> {
  const { access, entity } = call
  const { id, version, updates, creates, starts, steps } = ready.prepared
  const updated =
    Object.keys(updates).length > 0 ? await engine.update(access, scope, entity.key, { id, version }, updates) : null
  const opened: CommandStep[] = []
  for (const { entity: table, values, step } of creates) {
    const made = await engine.create(access, scope, table, values, { acceptDuplicates: true, select: ['id'] })
    if (step) opened.push(step(made.id))
  }
  const undo = updated && creates.length + starts.length === 0 ? undoOf(call, ready, updated) : null
  return { id, title: ready.title, steps: [...opened, ...steps], undo }
}

/** What the fields held before, where the user saw it and may write it back. */
function undoOf(call: CommandCall, { before, prepared }: Ready, updated: EntityRecord): CommandDone['undo'] {
  const { engine, access, scope, entity } = call
  const fields = engine.capabilities(access, scope)[entity.key]?.fields ?? {}
  const keys = Object.keys(prepared.updates)
  const back = keys.every((key) => fields[key] === 'write' && Object.hasOwn(before, key))
  if (!back || typeof updated.version !== 'number') return null
  if (updated.version === before.version) return null
  return { version: updated.version, values: Object.fromEntries(keys.map((key) => [key, before[key] ?? null])) }
}
