import { deepEqual } from '@mortise/core'
import type { EntityRecord, FieldProblem } from '@mortise/data'
import type { SaveOutcome } from '@mortise/ui/grid'
import { ApiError, messageOf } from '../../../api/api-error.ts'
import { records } from '../../../api/records.ts'
import { listTexts } from '../list-texts.ts'

interface SaveInput {
  app: string
  entity: string
  id: string
  select: string[]
  values: { [column: string]: unknown }
  bases: { [column: string]: unknown }
  /** The record as it is on the screen; absent when it is not loaded. */
  known: EntityRecord | undefined
  /** The form whose rules hold for the record as it is to become. */
  formOf(record: EntityRecord): Promise<string | undefined>
  /** A field as the user knows it, for messages. */
  labelOf(field: string): string
  /** A value as the user reads it, for messages. */
  textOf(column: string, value: unknown): string
  /** The record as the server has it now. */
  onRecord(record: EntityRecord): void
}

/**
 * Saves changed cells of one record. When somebody else changed other fields meanwhile, the save goes on over their
 * version; when they changed the same field, the user decides. The rules of the record's form hold as in the form.
 */
export async function saveCells(input: SaveInput): Promise<SaveOutcome> {
  try {
    const record = input.known ?? (await fetchRecord(input))
    return await attempt(input, { version: record.version ?? 0, form: await input.formOf(record) })
  } catch (error) {
    return { saved: false, message: messageOf(error), problems: {} }
  }
}

function fetchRecord({ app, entity, id, select }: SaveInput): Promise<EntityRecord> {
  return records.get(app, entity, id, select)
}

interface Attempt {
  version: number
  form: string | undefined
}

async function attempt(input: SaveInput, { version, form }: Attempt, again = true): Promise<SaveOutcome> {
  const { app, entity, id, select, values } = input
  try {
    const through = form === undefined ? {} : { form, fills: true }
    input.onRecord(await records.update(app, entity, id, { version, values, ...through, select }))
    return { saved: true }
  } catch (error) {
    if (!(error instanceof ApiError) || !error.body) throw error
    const { current, problems, duplicates } = error.body
    if (current) return await afterConflict(input, { current, form }, again)
    if (problems?.length) {
      return {
        saved: false,
        message: messageFor(input, problems) ?? error.message,
        problems: Object.fromEntries(problems.map((p) => [p.path, p.message])),
      }
    }
    if (duplicates?.length) {
      const titles = duplicates.flatMap((found) => found.records.map(({ title }) => title)).join('、')
      return { saved: false, message: listTexts.t('duplicateFound', { titles }), problems: {} }
    }
    return { saved: false, message: error.message, problems: {} }
  }
}

/** What is wrong with fields that no changed cell shows: a rule demands another one, say. */
function messageFor({ values, labelOf }: SaveInput, problems: readonly FieldProblem[]): string | null {
  const others = problems.filter(({ path }) => !Object.hasOwn(values, path))
  return others.length > 0 ? others.map(({ path, message }) => `${labelOf(path)}: ${message}`).join(' ') : null
}

interface Clash {
  current: EntityRecord
  form: string | undefined
}

async function afterConflict(input: SaveInput, { current, form }: Clash, again: boolean): Promise<SaveOutcome> {
  const clashing = Object.keys(input.values).filter((column) => !deepEqual(current[column], input.bases[column]))
  if (clashing.length === 0 && again) return await attempt(input, { version: current.version ?? 0, form }, false)
  // The next try starts from what is there now, and so overwrites it knowingly.
  input.onRecord(current)
  const problems = Object.fromEntries(
    clashing.map((column) => [
      column,
      listTexts.t('changedByOther', { value: input.textOf(column, current[column]) || '—' }),
    ]),
  )
  return { saved: false, message: listTexts.t('changedElsewhere'), problems }
}
