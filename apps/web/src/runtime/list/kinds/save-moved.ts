import { deepEqual } from '@mortise/core'
import type { EntityRecord, FieldProblem } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { toastError } from '@mortise/ui'
import { ApiError, messageOf, requestIdOf } from '../../../api/api-error.ts'
import { records } from '../../../api/records.ts'
import { listTexts } from '../list-texts.ts'

type Values = { [field: string]: unknown }

/** What the server wants to know before a record may go where it was put. */
export interface MissingQuestion {
  id: string
  /** Fields of the record, with what is said about each. */
  problems: readonly FieldProblem[]
  /** Said about fields that the dialog cannot show. */
  others: readonly string[]
  values: Values
  /** Takes the values of the dialog; null when the user gives up. */
  answer(values: Values | null): void
}

interface MoveInput {
  app: string
  entity: EntityModel
  record: EntityRecord
  values: Values
  select: readonly string[]
  /** The form that the record is changed through, whose rules decide. */
  form?: string | undefined
  /** Opens the dialog for what is missing; null closes it. */
  ask(question: MissingQuestion | null): void
}

/**
 * Saves what a drag changed, by the same call as the form. Fields that the server misses are asked for in a dialog and
 * saved together with the change. Answers the record as it is now, or null when it stays as it was.
 */
export async function saveMoved(input: MoveInput): Promise<EntityRecord | null> {
  const { app, entity, record, ask } = input
  let { values } = input
  let version = record.version ?? 0
  try {
    for (;;) {
      const outcome = await attempt(input, values, version)
      if ('record' in outcome) return outcome.record
      if ('version' in outcome) {
        version = outcome.version
        continue
      }
      const { problems } = outcome
      const own = problems.filter(({ path }) => canBeAsked(entity, path))
      if (own.length === 0) {
        toastError(problems.map(({ message }) => message).join(' '))
        return null
      }
      const given = await new Promise<Values | null>((answer) => {
        void fillIn(app, entity, record, own, values).then((present) =>
          ask({
            ...{ id: `${record.id}-${Date.now()}`, problems: own, answer },
            others: problems.filter((one) => !own.includes(one)).map(({ message }) => message),
            values: present,
          }),
        )
      }).finally(() => ask(null))
      if (!given) return null
      values = { ...values, ...given }
    }
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
    return null
  }
}

type Outcome = { record: EntityRecord } | { version: number } | { problems: readonly FieldProblem[] }

async function attempt(input: MoveInput, values: Values, version: number): Promise<Outcome> {
  const { app, entity, record, select, form } = input
  try {
    const request = { version, values, form, ...(form !== undefined && { fills: true }), select: [...select] }
    return { record: await records.update(app, entity.key, record.id, request) }
  } catch (error) {
    if (!(error instanceof ApiError) || !error.body) throw error
    const { current, problems, duplicates } = error.body
    if (problems?.length) return { problems }
    if (duplicates?.length) {
      const titles = duplicates.flatMap((found) => found.records.map(({ title }) => title)).join('、')
      throw new ApiError(error.status, error.code, listTexts.t('duplicateFound', { titles }), error.body)
    }
    // Somebody changed other fields meanwhile: the move still means the same.
    if (current?.version !== undefined && current.version !== version && !clashes(input, current))
      return { version: current.version }
    throw error
  }
}

function clashes({ record, values }: MoveInput, current: EntityRecord): boolean {
  return Object.keys(values).some((field) => !deepEqual(current[field] ?? null, record[field] ?? null))
}

function canBeAsked(entity: EntityModel, path: string): boolean {
  const field = entity.fields.get(path)
  return field !== undefined && field.kind.writable !== false && field.kind.relation !== 'children'
}

/** What the record has in the fields that are asked for: the view may not have read them. */
async function fillIn(
  app: string,
  entity: EntityModel,
  record: EntityRecord,
  problems: readonly FieldProblem[],
  values: Values,
): Promise<Values> {
  const fields = [...new Set(problems.map(({ path }) => path))]
  const present = await records.get(app, entity.key, record.id, ['id', ...fields]).catch(() => record)
  return Object.fromEntries(fields.map((field) => [field, field in values ? values[field] : (present[field] ?? null)]))
}
