import { AppError, errorCatalogue, type LocalizedText } from '@mortise/core'
import {
  type AppDocumentAny,
  type AppModel,
  compileApp,
  convertValue,
  type EntityDocument,
  type FieldModel,
  shownText,
  type TextReading,
  type ValidationIssue,
  type ValueProblem,
  validateApp,
} from '@mortise/metadata'
import { publishErrors } from '../errors.ts'
import { readCatalogue } from '../schema/catalogue.ts'
import { storageProblems } from '../schema/storage-problems.ts'
import { layoutOf } from '../schema/table-layout.ts'
import { identifier, qualified } from '../sql/identifier.ts'
import { type DraftProposal, readProposal, refOf } from './edit-draft.ts'
import { compileBase } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import { documentsOf } from './revision-store.ts'

/** A field and the type that it may get. */
export interface TypeChange {
  entity: string
  field: string
  to: { type: string; options?: Record<string, unknown> | undefined }
}

/** What a change of type does to the values that are there. */
export interface TypeChangePreview {
  /** Whether publishing makes this change; if not, what would convert is still told. */
  publishable: boolean
  /** Records with a value, how many of these convert, and how many do not. */
  records: number
  converts: number
  fails: number
  /** False when there are so many different values that only the most frequent were looked at. */
  exact: boolean
  converting: { from: LocalizedText; to: LocalizedText; records: number }[]
  failing: { from: LocalizedText; problem: LocalizedText; records: number }[]
}

const examples = 20
const examinedValues = 20_000

/** Tries a change of type on the values in force, without changing anything; APP_INVALID when the type does not fit. */
export async function previewTypeChange(
  context: PublishContext,
  app: string,
  change: TypeChange,
  { draft }: { draft?: string | undefined },
): Promise<TypeChangePreview> {
  const proposal = await readProposal(context, refOf(app, { draft }))
  const before = compileBase(proposal.base, { fieldTypes: context.fieldTypes, revision: proposal.baseRevision })
  const after = compileChanged(context, proposal, change)
  const to = after.entities.get(change.entity)?.fields.get(change.field)
  if (!to) throw publishErrors.FIELD_NOT_FOUND({ entity: change.entity, field: change.field })
  const from = before.entities.get(change.entity)?.fields.get(change.field)
  const publishable = await isPublishableChange(context, { before, after }, change)
  const counts = from ? await countValues(context, before, from, change.entity) : { records: 0, values: [] }
  const reading = { timeZone: context.workspace.timeZone, today: context.clock.now().toISOString().slice(0, 10) }
  return summarise(counts, { from: from ?? to, to, keeps: publishable, reading })
}

/** The app of the draft with the field changed. Other faults of the draft do not matter here. */
function compileChanged(
  { fieldTypes, viewTypes, fitting }: PublishContext,
  { submitted }: DraftProposal,
  { entity, field, to }: TypeChange,
): AppModel {
  const id = `entity/${entity}` as const
  const document = submitted.get(id) as EntityDocument | undefined
  const place = document?.fields.findIndex(({ key }) => key === field) ?? -1
  if (!document || place < 0) throw publishErrors.FIELD_NOT_FOUND({ entity, field })
  const { options: _, ...kept } = document.fields[place] as EntityDocument['fields'][number]
  const changed = { ...kept, type: to.type, ...(to.options && { options: to.options }) }
  const documents: AppDocumentAny[] = [
    ...documentsOf([...submitted.values(), { ...document, fields: document.fields.with(place, changed) }]).values(),
  ]
  const errors = validateApp(documents, { fieldTypes, viewTypes, fitting }).filter(
    ({ severity }) => severity === 'error',
  )
  const issues = errors.filter((issue) => issue.document === id && faultyField(issue) === place)
  if (issues.length > 0) throw publishErrors.APP_INVALID({ count: issues.length, issues })
  return compileApp(withoutFaulty(documents, errors), { fieldTypes, revision: 0, partial: true })
}

/** Which field of its table is not of a sound type. */
function faultyField({ pointer }: ValidationIssue): number | null {
  const place = /^\/fields\/(\d+)\/(?:type|options|key)/.exec(pointer)?.[1]
  return place === undefined ? null : Number(place)
}

/** What somebody is still at work on cannot be compiled yet. */
function withoutFaulty(documents: readonly AppDocumentAny[], errors: readonly ValidationIssue[]): AppDocumentAny[] {
  return documents.map((document) => {
    if (document.kind !== 'entity') return document
    const own = errors.filter((issue) => issue.document === `entity/${document.key}`)
    const faulty = new Set(own.map(faultyField))
    return own.length === 0 ? document : { ...document, fields: document.fields.filter((_, at) => !faulty.has(at)) }
  })
}

async function isPublishableChange(
  { storages, workspace }: PublishContext,
  models: { before: AppModel; after: AppModel },
  { entity, field }: TypeChange,
): Promise<boolean> {
  const problems = storageProblems({ ...models, storages, catalogue: await readCatalogue(workspace) })
  return !problems.some((problem) => problem.entity.key === entity && problem.field.key === field)
}

interface ValueCounts {
  records: number
  /** The most frequent first, as the API gives them. */
  values: { value: unknown; records: number }[]
}

async function countValues(
  { storages, workspace }: PublishContext,
  model: AppModel,
  field: FieldModel,
  entityKey: string,
): Promise<ValueCounts> {
  const entity = model.entities.get(entityKey)
  const column = entity && layoutOf(entity, storages).columns.get(field.key)
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
  const shaped = ({ value }: { value: unknown }) =>
    column.storage.fromColumn ? column.storage.fromColumn(value as never, field) : value
  return { records: all[0]?.records ?? 0, values: rows.map((row) => ({ value: shaped(row), records: row.records })) }
}

function summarise(
  { records, values }: ValueCounts,
  { from, to, keeps, reading }: { from: FieldModel; to: FieldModel; keeps: boolean; reading: TextReading },
): TypeChangePreview {
  const tried = values.map(({ value, records: count }) => ({
    value,
    records: count,
    // What publishing takes over is not looked at: the column stays as it is.
    result: keeps ? { value } : convertValue(value, { from, to, reading }),
  }))
  const examined = tried.reduce((sum, one) => sum + one.records, 0)
  const converting = tried.flatMap(({ value, records: count, result }) =>
    'value' in result ? [{ from: inWords(value, from), to: inWords(result.value, to), records: count }] : [],
  )
  const failing = tried.flatMap(({ value, records: count, result }) =>
    'code' in result ? [{ from: inWords(value, from), problem: problemInWords(result), records: count }] : [],
  )
  return {
    publishable: keeps,
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
