import type { ErrorBody } from '@mortise/api'
import { localize } from '@mortise/core'
import type { DuplicateWarning, EntityRecord } from '@mortise/data'
import type { EntityModel, FieldModel, FormDocument } from '@mortise/metadata'
import { currentLanguage } from '@mortise/ui'
import { ApiError, isNetworkError, messageOf } from '../../api/api-error.ts'
import { latestRevision } from '../../api/live.ts'
import { records } from '../../api/records.ts'
import { renewApp, runningRevision } from '../../api/renew-app.ts'
import { findCreated } from './find-created.ts'
import { selectionOf } from './form-document.ts'
import { formTexts } from './form-texts.ts'
import { changedValues, type FormValues, filledValues, missingFields, recordValues } from './form-values.ts'
import { type Merge, mergeChanges } from './merge-conflict.ts'
import { mapProblems, noProblems, type ProblemMap } from './problem-map.ts'
import { demandedByRules, type Refusal } from './rules/demanded-by-rules.ts'
import type { FormRunStore } from './rules/form-run-store.ts'
import type { FormValuesHandle } from './use-form-values.ts'

/** How the last attempt to save went. */
export interface SaveStatus {
  phase: 'idle' | 'saving' | 'failed' | 'offline'
  /** Why it failed, when no field can show it. */
  failure: string | null
  problems: ProblemMap
  /** The values that could not be saved. */
  refused: FormValues
  conflict: (Merge & { current: EntityRecord }) | null
  duplicates: readonly DuplicateWarning[]
}

export const idleStatus: SaveStatus = {
  phase: 'idle',
  failure: null,
  problems: noProblems,
  refused: {},
  conflict: null,
  duplicates: [],
}

/** What saving needs to know of the form. */
export interface SaveContext {
  entity: EntityModel
  form: FormDocument
  fields: readonly FieldModel[]
  record: EntityRecord | null
  values: FormValuesHandle
  rules: FormRunStore
  /** When the first attempt was made whose answer never came; null when the last one was answered. */
  lostAt: { current: string | null }
  unreadCount: number
  /** In place of the calls that make and change a record. */
  send?: ((values: FormValues, options: { acceptDuplicates: boolean }) => Promise<EntityRecord>) | undefined
  /** Also where nothing differs. */
  always?: boolean | undefined
  /** In place of the call that reads it. */
  current?: (() => Promise<EntityRecord>) | undefined
  show(status: Partial<SaveStatus>): void
  focus(field: string): void
  finish(saved: EntityRecord): void
}

interface Attempt {
  values: FormValues
  version: number
  acceptDuplicates?: boolean
}

/** Saves what differs, or the new record. Whatever goes wrong ends up in the status; it never throws. */
export async function saveRecord(context: SaveContext, acceptDuplicates = false): Promise<void> {
  const { entity, fields, record, values } = context
  if (context.unreadCount > 0) {
    const failure = formTexts.t('unread', { count: context.unreadCount })
    return context.show({ phase: 'failed', failure, refused: values.getValues() })
  }
  const missing = missingIn(context, fields)
  if (missing.length > 0) return showMissing(context, missing)
  const refused = demandedByRules(context.rules.get())
  if (refused) return showRefused(context, refused)
  const changes = record ? known(entity, values.changes()) : filledValues(entity.fields, values.getValues())
  if (record && !context.always && Object.keys(changes).length === 0) return context.finish(record)
  await attempt(context, { values: changes, version: values.start.current.version, acceptDuplicates })
}

/** Without what the table does not have any more. */
function known({ fields }: EntityModel, changes: FormValues): FormValues {
  return Object.fromEntries(Object.entries(changes).filter(([key]) => fields.has(key)))
}

/** Whether some fields could be saved as they are: what is missing in them is shown. */
export function checkFields(context: SaveContext, keys: readonly string[]): boolean {
  const missing = missingIn(
    context,
    context.fields.filter(({ key }) => keys.includes(key)),
  )
  if (missing.length > 0) showMissing(context, missing)
  return missing.length === 0
}

/** Fields that the table, the form or a rule demands, and that are seen and have no value. */
function missingIn({ rules, values }: SaveContext, fields: readonly FieldModel[]): FieldModel[] {
  const { state } = rules.get()
  const required = new Set([...state.fields].filter(([, one]) => one.required && !one.readOnly).map(([key]) => key))
  const visible = fields.filter(({ key }) => state.fields.get(key)?.visible !== false)
  return missingFields(visible, values.getValues(), required)
}

/** Saves after the user chose, for each field in conflict, whose value to keep. */
export async function saveResolved(
  context: SaveContext,
  conflict: NonNullable<SaveStatus['conflict']>,
  keepTheirs: ReadonlySet<string>,
): Promise<void> {
  const base = recordValues(context.fields, conflict.current)
  const kept = Object.fromEntries(Object.entries(conflict.changes).filter(([field]) => !keepTheirs.has(field)))
  const version = conflict.current.version ?? 0
  context.values.startFrom({ values: base, version }, { ...base, ...kept })
  if (!context.always && Object.keys(kept).length === 0) return context.finish(conflict.current)
  await attempt(context, { values: kept, version })
}

async function attempt(context: SaveContext, request: Attempt): Promise<void> {
  const sent = context.values.getValues()
  const at = new Date().toISOString()
  context.show({ ...idleStatus, phase: 'saving' })
  try {
    const saved = await write(context, request)
    const typedMeanwhile = changedValues(sent, context.values.getValues())
    const base = recordValues(context.fields, saved)
    context.values.startFrom({ values: base, version: saved.version ?? 0 }, { ...base, ...typedMeanwhile })
    context.show(idleStatus)
    context.lostAt.current = null
    context.finish(saved)
  } catch (error) {
    context.lostAt.current = isNetworkError(error) ? (context.lostAt.current ?? at) : null
    await explain(context, error).catch((second: unknown) => showFailure(context, second))
  }
}

async function write(context: SaveContext, { values, version, acceptDuplicates }: Attempt): Promise<EntityRecord> {
  const { entity, form, record, lostAt } = context
  if (context.send) return context.send(values, { acceptDuplicates: acceptDuplicates ?? false })
  const select = selectionOf(entity, form.items)
  const { program } = context.rules.get()
  // A form that was made up for a table without one has nothing to decide.
  const through = program.model.forms.has(form.key) ? form.key : undefined
  const request = { values, form: through, acceptDuplicates: acceptDuplicates || undefined, select }
  if (record) return records.update(entity.app, entity.key, record.id, { ...request, version })
  // The answer to the last attempt was lost, perhaps after the record had been made.
  const made = lostAt.current ? await findCreated({ entity, values, since: lostAt.current, select }) : null
  return made ?? records.create(entity.app, entity.key, request)
}

async function explain(context: SaveContext, error: unknown): Promise<void> {
  const body = error instanceof ApiError ? error.body : null
  if (body?.code === 'RECORD_CHANGED' && context.record) return mergeWithCurrent(context, context.record.id)
  if (body && (await isOutdated(context, body))) return showRenewed(context)
  if (body?.duplicates?.length) return context.show({ phase: 'failed', duplicates: body.duplicates })
  if (!body?.problems?.length) return showFailure(context, error)
  const map = mapProblems(body.problems, new Set(context.fields.map((field) => field.key)))
  const [other] = map.others
  context.show({
    phase: 'failed',
    problems: map,
    refused: context.values.getValues(),
    failure: other
      ? formTexts.t('otherProblem', { field: labelOf(context, other.field), message: other.message })
      : null,
  })
  focusFirst(context, map)
}

/** Whether it was refused because the app was published anew since the form was drawn; takes the new one on. */
async function isOutdated({ entity, send }: SaveContext, { code, problems = [] }: ErrorBody): Promise<boolean> {
  const running = runningRevision(entity.app)
  const suspicious = code === 'FIELD_UNKNOWN' || problems.some((problem) => problem.code === 'FIELD_UNKNOWN')
  if (send || !(suspicious || latestRevision(entity.app) > running)) return false
  await renewApp(entity.app)
  return runningRevision(entity.app) > running
}

function showRenewed(context: SaveContext): void {
  context.show({ phase: 'failed', refused: context.values.getValues(), failure: formTexts.t('appRenewed') })
}

function showFailure(context: SaveContext, error: unknown): void {
  const refused = context.values.getValues()
  if (isNetworkError(error)) context.show({ phase: 'offline', refused, failure: formTexts.t('offline') })
  else context.show({ phase: 'failed', refused, failure: messageOf(error) })
}

/** Somebody saved the record since: their changes and mine are put together, and only real conflicts are asked about. */
async function mergeWithCurrent(context: SaveContext, id: string): Promise<void> {
  const { entity, form, fields, values } = context
  const current = context.current
    ? await context.current()
    : await records.get(entity.app, entity.key, id, selectionOf(entity, form.items))
  const base = recordValues(fields, current)
  const merge = mergeChanges(values.start.current.values, values.changes(), base)
  if (merge.conflicts.length > 0) return context.show({ phase: 'failed', conflict: { ...merge, current } })
  await saveResolved(context, { ...merge, current }, new Set())
}

function showMissing(context: SaveContext, missing: readonly FieldModel[]): void {
  const message = formTexts.t('required')
  const problems = { ...noProblems, fields: Object.fromEntries(missing.map((field) => [field.key, message])) }
  context.show({ ...idleStatus, phase: 'failed', problems, refused: context.values.getValues() })
  focusFirst(context, problems)
}

/** What the form's rules refuse; one without a field is said above the form all the time. */
function showRefused(context: SaveContext, { problems, failure }: Refusal): void {
  context.show({ ...idleStatus, phase: 'failed', problems, failure, refused: context.values.getValues() })
  focusFirst(context, problems)
}

function focusFirst(context: SaveContext, map: ProblemMap): void {
  const first = context.fields.find((field) => field.key in map.fields || field.key in map.lines)
  if (first) context.focus(first.key)
}

function labelOf({ entity }: SaveContext, field: string): string {
  const label = entity.fields.get(field)?.label
  return label ? localize(label, currentLanguage()) : field
}
