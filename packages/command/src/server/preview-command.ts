import { AppError } from '@mortise/core'
import type { RecordInput } from '@mortise/data'
import { refuseUnasked } from './check-input.ts'
import type { CommandCall } from './command-call.ts'
import { openFormOf } from './form-of-command.ts'
import { notNow } from './not-now.ts'
import { type PreparedCommand, prepareCommand } from './prepare-command.ts'
import { readRecord, titleIn } from './record-parts.ts'
import { requireSeen } from './require-seen.ts'
import { type CommandTarget, idsOf } from './run-command.ts'

export interface CommandPreviewRequest {
  target: CommandTarget
  /** What was filled in, in the questions of the command or in its form. */
  input: RecordInput
  seen?: number | undefined
}

/** What a command would come to, for whoever is about to run it. */
export interface CommandPreview {
  /** The form that is filled in first, and what stands in it. */
  form: { form: string; values: RecordInput } | null
  /** How many records around would be changed, by table; null stands for tables that the user may not know of. */
  related: { entity: string | null; count: number }[]
}

/**
 * What is to be known before a command is run; nothing is written. For a single record a refusal is thrown as running it
 * would; of several, those to which it does not apply count nothing. RECORD_INVALID and RECORD_NOT_FOUND for input that
 * was not asked for, or that leads to what the person may not see.
 */
export async function previewCommand(call: CommandCall, request: CommandPreviewRequest): Promise<CommandPreview> {
  const ids = await idsOf(call, request.target)
  if (!openFormOf(call)) refuseUnasked(call, request.input)
  const only = ids.length === 1 && 'ids' in request.target ? (ids[0] ?? null) : null
  await requireSeen(call, request.input, only)
  if (only !== null) {
    const before = await readRecord(call, only)
    const prepared = await prepareCommand(call, only, request.input)
    if (!prepared.applies) throw await notNow(call, only, titleIn(call, before), request.seen)
    return { form: prepared.form ?? null, related: knownCounts(call, prepared.related.counts) }
  }
  const counts: Counts = []
  for (const id of ids) counts.push(...(await countsFor(call, id, request.input)))
  return { form: null, related: knownCounts(call, counts) }
}

type Counts = PreparedCommand['related']['counts']

function knownCounts({ engine, access, scope }: CommandCall, counts: Counts): CommandPreview['related'] {
  const names = engine.names(access, scope)
  const known = new Map<string | null, number>()
  for (const { entity: key, count } of counts) {
    const entity = names.entity(key) ? key : null
    known.set(entity, (known.get(entity) ?? 0) + count)
  }
  return [...known].map(([entity, count]) => ({ entity, count }))
}

async function countsFor(call: CommandCall, id: string, input: RecordInput): Promise<Counts> {
  try {
    await readRecord(call, id)
    return (await prepareCommand(call, id, input)).related.counts
  } catch (error) {
    // Running it says why, of each.
    if (error instanceof AppError && error.status < 500) return []
    throw error
  }
}
