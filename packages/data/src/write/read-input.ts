import { isUuid, uuidv7 } from '@mortise/core'
import type { FieldModel } from '@mortise/metadata'
import { isNoRows } from '../permission/entity-profile.ts'
import { applyDefaults } from './default-values.ts'
import { type FoundProblem, problemAt, unknownField } from './field-problems.ts'
import { isBlank, normaliseValue } from './field-value.ts'
import type { PreparedLine, PreparedRecord } from './prepared-record.ts'
import { relatedTable, type WriteTable } from './write-call.ts'

interface InputPlace {
  mode: 'create' | 'update'
  index?: number
  path?: string
  problems: FoundProblem[]
}

/** Stamps that the platform's own work may bring with a new record: demo data and imports have a past. */
const stamps = new Set(['id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'position'])

/** Reads what a caller sent for one record. Everything that is wrong is added to the problems, nothing is dropped. */
export function readInput(table: WriteTable, input: object, place: InputPlace): PreparedRecord {
  const { mode, index = 0, path = '', problems } = place
  const record: PreparedRecord = { id: '', index, path, values: {}, links: new Map(), lines: new Map() }
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined) continue
    const field = writableField(table, key, mode, path, problems)
    if (field) readField(table, field, value, record, place)
  }
  if (mode === 'create') {
    record.id = (record.values.id as string | undefined) ?? uuidv7(table.call.now.getTime())
    applyDefaults(table, record, problems)
  }
  checkRequired(table, record, place)
  return record
}

function writableField(
  table: WriteTable,
  key: string,
  mode: 'create' | 'update',
  path: string,
  problems: FoundProblem[],
): FieldModel | null {
  const field = table.entity.fields.get(key)
  const rule = field && table.profile.fields.get(key)
  if (!field || !rule) {
    problems.push(unknownField(`${path}${key.slice(0, 100)}`, key))
    return null
  }
  const stamped = mode === 'create' && 'system' in table.call.access && stamps.has(key)
  const allowed = mode === 'create' ? rule.create : !isNoRows(rule.write)
  const owner = key === table.entity.parent?.field.key && path !== ''
  if (!stamped && (!allowed || owner || table.call.services.storages.get(field.type).generated)) {
    problems.push(problemAt(`${path}${key}`, 'FIELD_READ_ONLY'))
    return null
  }
  return field
}

function readField(
  table: WriteTable,
  field: FieldModel,
  value: unknown,
  record: PreparedRecord,
  place: InputPlace,
): void {
  const result = normaliseValue(field, value)
  const path = `${record.path}${field.key}`
  if ('code' in result) {
    place.problems.push({ ...result, path })
    return
  }
  const structure = table.call.services.storages.get(field.type).structure
  if (structure === 'column') record.values[field.key] = result.value
  if (structure === 'link') record.links.set(field, result.value as string[])
  if (structure === 'children') {
    record.lines.set(field, readLines(table, field, result.value as object[], { ...place, path: `${path}/` }))
  }
}

function readLines(table: WriteTable, field: FieldModel, lines: readonly object[], place: InputPlace): PreparedLine[] {
  const child = relatedTable(table.call, field.target ?? '')
  const seen = new Set<unknown>()
  return lines.map((line, position) => {
    const { id, ...input } = line as { id?: unknown }
    const path = `${place.path}${position}/`
    const known = id !== undefined && place.mode === 'update'
    if (known && (!isUuid(id) || seen.has(id))) place.problems.push(problemAt(`${path}id`, 'LINE_UNKNOWN'))
    seen.add(id)
    const content = id !== undefined && !known ? line : input
    const record = readInput(child, content, { ...place, mode: known ? 'update' : 'create', path })
    record.values.position = position
    return { ...record, id: known ? String(id) : record.id, isNew: !known }
  })
}

/** Fields that nobody asked the user for cannot be demanded from them. */
function checkRequired(table: WriteTable, record: PreparedRecord, { mode, path = '', problems }: InputPlace): void {
  for (const field of table.entity.ownFields) {
    if (!field.required || field.kind.blank === false || field.key === table.entity.parent?.field.key) continue
    const value = sentValue(field, record)
    if (value === undefined && mode === 'update') continue
    if (!isBlank(field, value)) continue
    const rule = table.profile.fields.get(field.key)
    const fillable = mode === 'create' ? rule?.create : rule && !isNoRows(rule.write)
    const reported = problems.some((problem) => problem.path === `${path}${field.key}`)
    if (fillable && !reported && !table.call.services.storages.get(field.type).generated) {
      problems.push(problemAt(`${path}${field.key}`, 'FIELD_REQUIRED'))
    }
  }
}

function sentValue(field: FieldModel, record: PreparedRecord): unknown {
  return record.values[field.key] ?? record.links.get(field) ?? record.lines.get(field) ?? givenNull(field, record)
}

function givenNull(field: FieldModel, record: PreparedRecord): null | undefined {
  return Object.hasOwn(record.values, field.key) ? null : undefined
}
