import type { ContextValue, FieldModel } from '@mortise/metadata'
import { addDays, dayOf } from '../query/calendar.ts'
import type { FoundProblem } from './field-problems.ts'
import { normaliseValue } from './field-value.ts'
import type { PreparedRecord } from './prepared-record.ts'
import type { WriteTable } from './write-call.ts'

/** Gives a new record the values that were not sent: defaults of its fields, its owner, its stamps. */
export function applyDefaults(table: WriteTable, record: PreparedRecord, problems: FoundProblem[]): void {
  for (const field of table.entity.ownFields) {
    const fallback = field.document.default
    if (fallback === undefined || isGiven(field, record)) continue
    applyDefault(table, field, fallback, record, problems)
  }
  const { call } = table
  const { values } = record
  values.id ??= record.id
  values.created_at ??= call.at
  values.created_by ??= call.actorId
  values.updated_at ??= values.created_at
  values.updated_by ??= values.created_by
  if (table.entity.parent) values.position ??= 0
  if (table.entity.fields.has('owner') && values.owner === undefined) values.owner = call.actorId
}

function isGiven(field: FieldModel, record: PreparedRecord): boolean {
  return Object.hasOwn(record.values, field.key) || record.links.has(field) || record.lines.has(field)
}

function applyDefault(
  table: WriteTable,
  field: FieldModel,
  fallback: unknown,
  record: PreparedRecord,
  problems: FoundProblem[],
): void {
  const value = isContextValue(fallback) ? contextValue(fallback, field, table) : fallback
  const result = normaliseValue(field, value)
  if ('code' in result) {
    problems.push({ ...result, path: `${record.path}${field.key}` })
    return
  }
  const structure = table.call.services.storages.get(field.type).structure
  if (structure === 'column') record.values[field.key] = result.value
  if (structure === 'link') record.links.set(field, result.value as string[])
}

function isContextValue(value: unknown): value is ContextValue {
  return typeof value === 'object' && value !== null && 'ctx' in value
}

const dayLength = 86_400_000

const contextValues: {
  [Name in ContextValue['ctx']]: (
    value: Extract<ContextValue, { ctx: Name }>,
    field: FieldModel,
    table: WriteTable,
  ) => unknown
} = {
  user: (_value, _field, { call }) => call.actorId,
  department: (_value, _field, { call }) => ('user' in call.access ? call.access.user.departmentId : null),
  now: (_value, _field, { call }) => call.at,
  today({ add = 0 }, field, { call, layout }) {
    // For a point in time, "today" is the moment of writing.
    if (layout.columns.get(field.key)?.spec.class === 'instant') {
      return new Date(call.now.getTime() + add * dayLength).toISOString()
    }
    return addDays(dayOf(call.now, call.scope.workspace.timeZone), add)
  },
}

function contextValue(value: ContextValue, field: FieldModel, table: WriteTable): unknown {
  return contextValues[value.ctx](value as never, field, table)
}
