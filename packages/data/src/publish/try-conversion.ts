import { AppError, errorCatalogue, type LocalizedText } from '@mortise/core'
import {
  type AppModel,
  convertValue,
  type FieldModel,
  shownText,
  type TextReading,
  type ValueProblem,
} from '@mortise/metadata'
import { layoutOf } from '../schema/table-layout.ts'
import { identifier, qualified } from '../sql/identifier.ts'
import { heldValue, readingOf } from './held-value.ts'
import type { PublishContext } from './publish-context.ts'

/** What a change of type does to the values that are there. */
export interface TypeChangePreview {
  /** Whether publishing makes this change; if not, what would convert is still told. */
  publishable: boolean
  /** What publishing makes of the values: they stay as they are, are converted, or the change is refused. */
  values: ValueFate
  /** Records with a value, how many of these convert, and how many do not. */
  records: number
  converts: number
  fails: number
  /** False when there are so many different values that only the most frequent were looked at. */
  exact: boolean
  converting: { from: LocalizedText; to: LocalizedText; records: number }[]
  failing: { from: LocalizedText; problem: LocalizedText; records: number }[]
}

/** Kept as they are, converted with the former ones kept in an archived field, or in the way of the change. */
export type ValueFate = 'kept' | 'converted' | 'refused'

const examples = 20
const examinedValues = 20_000

/** Tries to convert the values of a field that are in force. Changes nothing. */
export async function tryConversion(
  context: PublishContext,
  before: AppModel,
  { entity, from, to, how }: { entity: string; from: FieldModel; to: FieldModel; how: ValueFate },
): Promise<TypeChangePreview> {
  const counts = await countValues(context, before, from.key, entity)
  return summarise(counts, { from, to, how, reading: readingOf(context) })
}

interface ValueCounts {
  records: number
  /** The most frequent first, as the API gives them. */
  values: { value: unknown; records: number }[]
}

async function countValues(
  { storages, workspace }: PublishContext,
  model: AppModel,
  key: string,
  entityKey: string,
): Promise<ValueCounts> {
  const entity = model.entities.get(entityKey)
  const column = entity && layoutOf(entity, storages).columns.get(key)
  if (!entity || !column) return { records: 0, values: [] }
  const name = identifier(column.column)
  const filled = `from ${qualified(workspace.schema, layoutOf(entity, storages).table)}
    where ${name} is distinct from ${column.spec.default ?? 'null'}`
  const { rows } = await workspace.database.run<{ value: unknown; records: number }>({
    text: `select ${name} as value, count(*)::int as records ${filled} group by 1 order by 2 desc, 1 limit ${examinedValues}`,
    values: [],
    work: 'read',
  })
  const { rows: all } = await workspace.database.run<{ records: number }>({
    text: `select count(*)::int as records ${filled}`,
    values: [],
    work: 'read',
  })
  return { records: all[0]?.records ?? 0, values: rows.map((row) => ({ ...row, value: heldValue(column, row.value) })) }
}

function summarise(
  { records, values }: ValueCounts,
  { from, to, how, reading }: { from: FieldModel; to: FieldModel; how: ValueFate; reading: TextReading },
): TypeChangePreview {
  const tried = values.map(({ value, records: count }) => ({
    value,
    records: count,
    // What publishing takes over is not looked at: the column stays as it is.
    result: how === 'kept' ? { value } : convertValue(value, { from, to, reading }),
  }))
  const examined = tried.reduce((sum, one) => sum + one.records, 0)
  const converting = tried.flatMap(({ value, records: count, result }) =>
    'value' in result ? [{ from: inWords(value, from), to: inWords(result.value, to), records: count }] : [],
  )
  const failing = tried.flatMap(({ value, records: count, result }) =>
    'code' in result ? [{ from: inWords(value, from), problem: problemInWords(result), records: count }] : [],
  )
  return {
    publishable: how !== 'refused',
    values: how,
    records,
    converts: converting.reduce((sum, one) => sum + one.records, 0),
    fails: failing.reduce((sum, one) => sum + one.records, 0),
    exact: examined === records,
    converting: converting.slice(0, examples),
    failing: failing.slice(0, examples),
  }
}

const longest = 200

function inWords(value: unknown, field: FieldModel): LocalizedText {
  const text = (language: string) => (value === null ? '' : shownText(value, field, language).slice(0, longest))
  return { zh: text('zh'), en: text('en') }
}

function problemInWords({ code, params = {} }: ValueProblem): LocalizedText {
  const definition = errorCatalogue().get(code)
  if (!definition) return { zh: code, en: code }
  const error = new AppError(code, definition, params)
  return { zh: error.messageIn('zh'), en: error.messageIn('en') }
}
