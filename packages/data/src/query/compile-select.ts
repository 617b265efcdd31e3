import type { EntityModel, FieldModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import { recordErrors } from '../errors.ts'
import { coversRows, isNoRows, unionRows } from '../permission/entity-profile.ts'
import { isFieldReadable, isFieldVisible } from '../permission/field-readable.ts'
import { storageOf } from '../schema/table-layout.ts'
import { followStep, type LocatedField, locateField, valueAt } from './locate-field.ts'
import { allOf, type Composition, columnRef, scopeGuard, type TableSource } from './table-source.ts'
import { type ToMany, toManyOf } from './to-many.ts'

/** What a statement selects: its columns, and the to-many relations that further statements bring. */
export interface CompiledSelect {
  columns: SelectedColumn[]
  related: SelectedRelation[]
}

export interface SelectedColumn {
  /** Key in the record: the path that was asked for. */
  key: string
  /** Name of the column in the statement: the key, unless it is too long for PostgreSQL. */
  alias: string
  /** Needed to go on, but not part of the answer. */
  hidden: boolean
  sql: RawBuilder<unknown>
  /** Driver value → API value, for the few field types whose values the driver does not already give so. */
  convert: ((value: unknown) => unknown) | null
}

export interface SelectedRelation {
  key: string
  /** Column that holds the id of the owner. */
  ownerColumn: string
  owner: EntityModel
  relation: ToMany
  /** Only the ids of a link field, which are its own value; otherwise records. */
  idsOnly: boolean
  /** What a record has by default, besides the paths. */
  whole: boolean
  paths: string[]
}

const maxSteps = 4
/** PostgreSQL cuts longer names off. */
const maxAliasLength = 63

/**
 * Compiles a selection over the rows of a table. Without paths: all fields the reader may see, without to-many
 * relations. `under` is what led here, so that errors name the whole path as it was asked for.
 */
export function compileSelect(
  composition: Composition,
  source: TableSource,
  paths: readonly string[] | undefined,
  under = '',
): CompiledSelect {
  const select: CompiledSelect = { columns: [], related: [] }
  const asked = new Set(['id', ...(paths ?? defaultPaths(composition, source.entity))])
  for (const path of asked) addPath(composition, source, select, path, `${under}${path}`)
  return select
}

/** The columns as a SELECT list, with further ones that have their names. */
export function columnsSql(
  columns: readonly SelectedColumn[],
  named: readonly RawBuilder<unknown>[] = [],
): RawBuilder<unknown> {
  return sql.join([...columns.map((column) => sql`${column.sql} as ${sql.id(column.alias)}`), ...named])
}

/** The fields of a record that come without being asked for. */
export function defaultPaths(composition: Composition, entity: EntityModel): string[] {
  const { storages, rights } = composition
  return [...entity.fields.values()]
    .filter((field) => isFieldVisible(field, rights))
    .filter((field) => storageOf(field.lookup?.field ?? field, storages).structure === 'column')
    .map((field) => field.key)
}

function addPath(
  composition: Composition,
  source: TableSource,
  select: CompiledSelect,
  path: string,
  asked: string,
): void {
  const steps = path.split('.')
  if (steps.length > maxSteps) throw recordErrors.FIELD_UNKNOWN({ field: asked })
  let table = source
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1
    const relation = toManyOf(composition, table.entity, step) ?? (last ? linkValue(composition, table, step) : null)
    if (relation) {
      addRelation(select, table, relation, steps.slice(0, index + 1).join('.'), steps.slice(index + 1).join('.'))
      return
    }
    if (last) break
    const next = followStep(composition, table, step)
    if (!next) throw recordErrors.FIELD_UNKNOWN({ field: asked })
    table = next
  }
  select.columns.push(selectedColumn(composition, select, table, { path, asked }))
}

/** The ids in a link field are its own value: seen also by who may not see the records they lead to. */
function linkValue(composition: Composition, source: TableSource, key: string): ToMany | null {
  const field = source.entity.fields.get(key)
  if (!field || !source.layout.links.has(key) || !isFieldReadable(field, composition.rights)) return null
  return { via: 'link', field, target: source.entity }
}

function addRelation(select: CompiledSelect, source: TableSource, relation: ToMany, key: string, rest: string): void {
  let selected = select.related.find((other) => other.key === key)
  if (!selected) {
    const ownerColumn = ownerColumnOf(select, source)
    selected = { key, ownerColumn, owner: source.entity, relation, idsOnly: true, whole: false, paths: [] }
    select.related.push(selected)
  }
  if (rest === '' && relation.via === 'link') return
  // What is asked for of the records themselves; then the list of ids alone is not enough.
  Object.assign(selected, { relation, idsOnly: false, whole: selected.whole || rest === '' })
  if (rest !== '') selected.paths.push(rest)
}

function ownerColumnOf(select: CompiledSelect, source: TableSource): string {
  if (!source.optional) return 'id'
  const alias = `$${source.alias}`
  if (!select.columns.some((column) => column.alias === alias)) {
    select.columns.push({ key: alias, alias, hidden: true, sql: columnRef(source, 'id'), convert: null })
  }
  return alias
}

function selectedColumn(
  composition: Composition,
  select: CompiledSelect,
  table: TableSource,
  { path, asked }: { path: string; asked: string },
): SelectedColumn {
  const key = path.slice(path.lastIndexOf('.') + 1)
  const field = table.entity.fields.get(key)
  if (!field || !isFieldVisible(field, composition.rights)) throw recordErrors.FIELD_UNKNOWN({ field: asked })
  const located = isFieldReadable(field, composition.rights) ? locateField(composition, table, key) : null
  const end = field.lookup?.field ?? field
  const storage = storageOf(end, composition.storages)
  if (storage.structure !== 'column') throw recordErrors.FIELD_UNKNOWN({ field: asked })
  const convert = storage.fromColumn
  return {
    key: path,
    alias: path.length <= maxAliasLength ? path : `$c${select.columns.length}`,
    hidden: false,
    sql: shownValue(composition, table, field, located),
    convert: convert ? (value) => (value === null ? null : convert(value as never, end)) : null,
  }
}

/** The value where it may be read, what the field type gives away where it is masked, NULL elsewhere. */
function shownValue(
  composition: Composition,
  table: TableSource,
  field: FieldModel,
  located: LocatedField | null,
): RawBuilder<unknown> {
  const { source, end, maskable, guards } = maskedPlace(composition, table, field)
  const value = valueAt(composition, source, end)
  if (!value) throw new Error('unreachable: only fields with values are shown')
  const { column, sql: plain } = value
  if (located?.guards.length === 0) return plain
  const cases: RawBuilder<unknown>[] = []
  if (located) cases.push(sql`when ${allOf(located.guards)} then ${plain}`)
  // Only text can be shown in part; what else is masked is not shown at all.
  if (maskable && column.spec.class === 'text') {
    const stored = source.layout.columns.has(end.key)
    const part = stored ? column.storage.mask?.(`"${source.alias}"."${column.column}"`) : undefined
    const mask = sql.raw(part ?? `'****'`)
    cases.push(sql`when ${plain} is not null and ${allOf(guards)} then ${mask}`)
  }
  if (cases.length === 0) return sql`null::${sql.raw(column.spec.type)}`
  return sql`case ${sql.join(cases, sql` `)} end`
}

/** Where a field is shown at least masked: the conditions for the field, and for the end of a look-up. */
function maskedPlace(composition: Composition, table: TableSource, field: FieldModel) {
  const located = field.lookup ? endOfLookup(composition, table, field) : { source: table, field }
  const fields: [TableSource, FieldModel][] = [[table, field]]
  if (field.lookup) fields.push([located.source, located.field])
  const guards: RawBuilder<boolean>[] = []
  let maskable = false
  for (const [source, one] of fields) {
    const rule = source.profile.fields.get(one.key)
    if (!rule) return { source: located.source, end: located.field, maskable: false, guards }
    if (!isNoRows(rule.mask)) maskable = true
    const shown = unionRows(rule.read, rule.mask)
    if (!coversRows(shown, source.profile.read)) guards.push(...scopeGuard(composition, source, shown))
  }
  return { source: located.source, end: located.field, maskable, guards }
}

function endOfLookup(composition: Composition, table: TableSource, field: FieldModel) {
  const steps = field.lookup?.path.map((relation) => relation.key) ?? []
  let source = table
  for (const step of steps) {
    const next = followStep(composition, source, step)
    if (!next) throw new Error('unreachable: a visible look-up has a path that can be followed')
    source = next
  }
  return { source, field: field.lookup?.field ?? field }
}
