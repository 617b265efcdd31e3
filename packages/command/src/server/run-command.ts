import { AppError, joinTexts } from '@mortise/core'
import type { EntityRecord, RecordInput } from '@mortise/data'
import { recordChanged } from '@mortise/data/server'
import type { Filter } from '@mortise/metadata'
import type { CommandStep } from '../contract/command-step.ts'
import { commandErrors } from '../errors.ts'
import { carryOut } from './carry-out.ts'
import { checkInput } from './check-input.ts'
import type { CommandCall } from './command-call.ts'
import { type CommandRunPlace, outcomeOf } from './command-run-store.ts'
import { maxRelated } from './find-related.ts'
import { openFormOf } from './form-of-command.ts'
import { notNow } from './not-now.ts'
import { type PreparedCommand, prepareCommand } from './prepare-command.ts'
import { readRecord, titleIn, titleOf } from './record-parts.ts'
import { StaleRelated } from './write-related.ts'

/** For which records a command is run. */
export type CommandTarget = { ids: readonly string[] } | { filter: Filter }

export interface CommandRequest {
  target: CommandTarget
  /** What was filled in before. */
  input: RecordInput
  /** What was filled in in the form that the command begins with, and the version of the record that was seen in it. */
  form?: FilledForm | undefined
  /** The version that the user saw, of a single record. */
  seen?: number | undefined
  /** Of the click: sent again, nothing happens twice. */
  key: string
}

/** A form of the record as it was filled in. */
export interface FilledForm {
  values: RecordInput
  version: number
  acceptDuplicates?: boolean
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
  const ids = await idsOf(call, request.target)
  const input = checkInput(call, request.input)
  const [only] = ids
  if (ids.length === 1 && only && 'ids' in request.target) return [await runOne(call, only, { ...request, input })]
  const single = call.command.actions.some(({ type }) => !call.types.get(type).many)
  if (single) throw commandErrors.COMMAND_ONE_ONLY({ command: call.command.label })
  const outcomes: CommandOutcome[] = []
  const room = { related: maxRelated }
  for (const id of ids) {
    try {
      outcomes.push(await runOne(call, id, { ...request, input, seen: undefined }, room))
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error
      outcomes.push({ id, title: await titleOf(call, id), error })
    }
  }
  return outcomes
}

/** The records that are meant; COMMAND_TOO_MANY beyond so many. */
export async function idsOf(
  { engine, access, scope, entity }: CommandCall,
  target: CommandTarget,
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

interface Room {
  /** So many related records may still be changed by this run. */
  related: number
}

async function runOne(
  call: CommandCall,
  id: string,
  request: CommandRequest,
  room: Room = { related: maxRelated },
): Promise<CommandDone> {
  const place = placeOf(call, request, id)
  // What was filled in was about the record as it was: sent again, only its first outcome counts.
  const sentBefore = request.form && (await outcomeOf<CommandDone>(call.scope.workspace, place))
  if (sentBefore) return sentBefore
  for (let attempt = 1; ; attempt++) {
    const before = await readRecord(call, id)
    const title = titleIn(call, before)
    const filled = await valuesOfForm(call, before, request.form)
    const prepared = await prepareCommand(call, id, { ...request.input, ...filled })
    // A click that is sent again finds the condition as it left it: its first outcome is what counts.
    if (!prepared.applies) {
      const known = await outcomeOf<CommandDone>(call.scope.workspace, place)
      if (known) return known
      throw await notNow(call, id, title, request.seen)
    }
    const related = requireRoom(call, prepared, room)
    const { version, acceptDuplicates = false }: Omit<FilledForm, 'values'> = request.form ?? prepared
    try {
      const done = await carryOut(call, place, { prepared: { ...prepared, version }, before, title, acceptDuplicates })
      room.related -= related
      return done
    } catch (error) {
      if (!isOvertaken(error, request)) throw error
      if (attempt >= attempts) throw commandErrors.COMMAND_BUSY({ title })
    }
  }
}

/** How many records around are changed. Of many records, those around all of them count together. */
function requireRoom({ command, scope }: CommandCall, { related }: PreparedCommand, room: Room): number {
  const count = related.counts.reduce((sum, one) => sum + one.count, 0)
  if (count > room.related) {
    const tables = related.counts.flatMap(({ entity }) => scope.model.entities.get(entity)?.plural ?? [])
    throw commandErrors.COMMAND_RELATED_MANY({ command: command.label, table: joinTexts(tables), max: maxRelated })
  }
  return count
}

/** What the form that the command begins with makes of what was filled in. */
async function valuesOfForm(
  call: CommandCall,
  before: EntityRecord,
  form: FilledForm | undefined,
): Promise<RecordInput> {
  const { command, forms } = call
  const place = openFormOf(call)
  if (!place && !form) return {}
  if (!place || !forms) throw commandErrors.COMMAND_FORM_GONE({ command: command.label })
  if (!form) throw commandErrors.COMMAND_FORM_NEEDED({ command: command.label })
  if (before.version !== form.version) throw recordChanged(before)
  return forms.decide(place, before.id, form.values)
}

/** Whether somebody else was faster, so that everything is worked out again. Whoever filled in a form looks first. */
function isOvertaken(error: unknown, { form }: CommandRequest): boolean {
  return error instanceof StaleRelated || (!form && error instanceof AppError && error.code === 'RECORD_CHANGED')
}

function placeOf({ access, scope }: CommandCall, { key }: CommandRequest, record: string): CommandRunPlace {
  if (!('user' in access)) throw new Error('unreachable: commands are run by people')
  return { app: scope.model.key, userId: access.user.id, key, record }
}
