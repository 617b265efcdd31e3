import { deepEqual, uuidv7 } from '@mortise/core'
import { formerRelations } from '../computed/follows.ts'
import { changedJsValues, needsJs } from '../computed/js-values.ts'
import { touchChanged } from '../computed/touched-records.ts'
import type { Executor } from '../database/database.ts'
import { archiveTree } from './archive-tree.ts'
import { duplicateChecksOf } from './duplicate-check.ts'
import { type FoundProblem, problemAt } from './field-problems.ts'
import { HeldBack, RowsRefused, runGuarded } from './held-back.ts'
import { type InputRow, jsonValues } from './input-rows.ts'
import { insertRecords, ownedBy } from './insert-records.ts'
import type { PreparedLine, PreparedRecord } from './prepared-record.ts'
import { dropFiles, fileColumns, fileIds, takeFiles } from './record-files.ts'
import { type LinkChanges, replaceLinks } from './record-links.ts'
import { type RowState, readStates } from './row-state.ts'
import { updatedColumns, updateStatement } from './update-statement.ts'
import { relatedTable, type WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

/** Everything that the user gave values for: columns, links and sub-tables; not what the write path fills in. */
export function writtenFields(records: readonly PreparedRecord[]): Set<string> {
  const fields = new Set<string>()
  for (const { values, links, lines, departmentFollows } of records) {
    for (const key of Object.keys(values)) {
      if (key !== 'position' && !(key === 'department' && departmentFollows)) fields.add(key)
    }
    for (const field of [...links.keys(), ...lines.keys()]) fields.add(field.key)
  }
  return fields
}

/**
 * Updates records whose rows are locked and may be written, with events, links, lines and files. Answers with the ids
 * of those that changed.
 */
export async function updateRecords(
  trx: Executor,
  table: WriteTable,
  records: readonly PreparedRecord[],
  states: ReadonlyMap<string, RowState>,
): Promise<Set<string>> {
  if (records.length === 0) return new Set()
  settleDepartments(records, states)
  const dropped = droppedFiles(table, records, states)
  await takeFiles(trx, table, records)
  const links = await replaceLinks(trx, table, records)
  const touched = new Set([...links.keys()].map(({ id }) => id))
  for (const id of await saveLines(trx, table, records)) touched.add(id)
  const changed = await updateRows(trx, table, records, { states, links, touched })
  await dropFiles(trx, table, dropped)
  return changed
}

/** The department follows the owner only where the owner changes. */
function settleDepartments(records: readonly PreparedRecord[], states: ReadonlyMap<string, RowState>): void {
  for (const { id, values, departmentFollows } of records) {
    if (departmentFollows && states.get(id)?.row.owner === values.owner) delete values.department
  }
}

function droppedFiles(
  table: WriteTable,
  records: readonly PreparedRecord[],
  states: ReadonlyMap<string, RowState>,
): string[] {
  return fileColumns(table).flatMap(({ field: { key } }) =>
    records.flatMap(({ id, values }) => {
      if (values[key] === undefined) return []
      const kept = new Set(fileIds(values[key]))
      return fileIds(states.get(id)?.row[key]).filter((file) => !kept.has(file))
    }),
  )
}

interface RowChanges {
  states: ReadonlyMap<string, RowState>
  links: LinkChanges
  touched: ReadonlySet<string>
}

async function updateRows(
  trx: Executor,
  table: WriteTable,
  records: readonly PreparedRecord[],
  { states, links, touched }: RowChanges,
): Promise<Set<string>> {
  const changing = records.filter((record) => {
    const row = states.get(record.id)?.row ?? {}
    return touched.has(record.id) || Object.entries(record.values).some(([key, value]) => !deepEqual(value, row[key]))
  })
  if (changing.length === 0) return new Set()
  addJsValues(table, changing, states)
  const fields = new Set(changing.flatMap(({ values }) => Object.keys(values)))
  const columns = updatedColumns(table, fields)
  const checks = duplicateChecksOf(table, { fields, modes: new Set(['refuse']) })
  const statement = writeStatement(table, `update json ${[...fields].sort().join()}`, () =>
    updateStatement(table, { source: 'json', fields, checks, trusted: true }),
  )
  const rows = changing.map((record) => fullRow(record, fields, { states, links, touched }, table.call.now))
  const write = { table, records: changing.map((record, index) => withValues(record, rows[index])), fields }
  const values = { ...table.call.slots, ...jsonValues(rows, columns) }
  const saved = await runGuarded<{ id: string }>(trx, statement, values, write)
  if (saved.length < changing.length) throw new HeldBack(write)
  touchChanged(
    table.call,
    table.entity.key,
    saved.map(({ id }) => id),
    { fields, former: formerOf(table, changing, states) },
  )
  return new Set(saved.map(({ id }) => id))
}

/** Only of records that change: what follows from their stamps would make every record look changed. */
function addJsValues(
  table: WriteTable,
  records: readonly PreparedRecord[],
  states: ReadonlyMap<string, RowState>,
): void {
  if (!needsJs(table, null)) return
  for (const { id, values } of records) {
    Object.assign(values, changedJsValues(table, states.get(id)?.row ?? {}, values))
  }
}

/** Where relations that change led to before. */
function formerOf(
  table: WriteTable,
  records: readonly PreparedRecord[],
  states: ReadonlyMap<string, RowState>,
): { [relation: string]: unknown[] } {
  const former: { [relation: string]: unknown[] } = {}
  for (const relation of formerRelations(table)) {
    const changed = records.filter(({ values }) => Object.hasOwn(values, relation))
    if (changed.length > 0) former[relation] = changed.map(({ id }) => states.get(id)?.row[relation])
  }
  return former
}

/** All rows of a statement have the same columns: what a record leaves alone is given as it is. */
function fullRow(record: PreparedRecord, fields: ReadonlySet<string>, changes: RowChanges, now: Date): InputRow {
  const { states, links, touched } = changes
  const present = states.get(record.id)?.row ?? {}
  const row: InputRow = { id: record.id }
  for (const key of fields) row[key] = Object.hasOwn(record.values, key) ? record.values[key] : present[key]
  row.$event = uuidv7(now.getTime())
  row.$touch = touched.has(record.id)
  row.$extra = links.get(record) ?? {}
  return row
}

function withValues(record: PreparedRecord, row: InputRow | undefined): PreparedRecord {
  return { ...record, values: { ...row } }
}

/** Brings the lines of the records to what is wanted. Answers with the ids of records of which a line changed. */
async function saveLines(trx: Executor, table: WriteTable, records: readonly PreparedRecord[]): Promise<Set<string>> {
  const touched = new Set<string>()
  for (const field of table.entity.ownFields) {
    const owners = records.filter((record) => record.lines.has(field))
    if (owners.length === 0) continue
    const child = relatedTable(table.call, field.target ?? '')
    for (const id of await saveLinesOf(
      trx,
      child,
      new Map(owners.map((owner) => [owner, owner.lines.get(field) ?? []])),
    ))
      touched.add(id)
  }
  return touched
}

async function saveLinesOf(
  trx: Executor,
  child: WriteTable,
  wanted: ReadonlyMap<PreparedRecord, readonly PreparedLine[]>,
): Promise<Set<string>> {
  const all = [...wanted.values()].flat()
  const kept = all.filter(({ isNew }) => !isNew)
  const parentKey = child.entity.parent?.field.key ?? ''
  const present = await readStates(trx, child, {
    ids: [...wanted.keys()].map(({ id }) => id),
    ofParents: true,
    fields: writtenFields(kept),
    lock: 'update',
  })
  const states = new Map(present.map((state) => [state.id, state]))
  refuseForeignLines(wanted, states, parentKey)
  const keptIds = new Set(kept.map(({ id }) => id))
  const gone = present.filter(({ id }) => !keptIds.has(id))
  if (!takesLines(child)) refuseOtherLines(child, wanted, gone.length > 0)
  await archiveTree(
    trx,
    child,
    gone.map(({ id }) => id),
  )
  const changed = await updateRecords(trx, child, kept, states)
  const added = [...wanted].flatMap(([owner, lines]) =>
    lines.filter(({ isNew }) => isNew).map((line) => ownedBy(line, owner.id, child)),
  )
  await insertRecords(trx, child, added)
  const touchedLines = [
    ...gone.map(({ row }) => row),
    ...present.filter(({ id }) => changed.has(id)).map(({ row }) => row),
  ]
  return new Set([
    ...touchedLines.map((row) => row[parentKey] as string),
    ...added.map((line) => line.values[parentKey] as string),
  ])
}

/** Whether lines may come and go: whoever was given single fields of them may change those only. */
function takesLines({ call: { access }, entity: { parent } }: WriteTable): boolean {
  const grant = 'user' in access ? access.grant : undefined
  return !grant || grant.entity !== parent?.entity || grant.write.includes(parent.subTableField)
}

function refuseOtherLines(
  { entity }: WriteTable,
  wanted: ReadonlyMap<PreparedRecord, readonly PreparedLine[]>,
  isGone: boolean,
): void {
  const problems = new Map<PreparedRecord, FoundProblem[]>()
  for (const lines of wanted.values()) {
    for (const line of lines) {
      if (line.isNew) problems.set(line, [problemAt(line.path.replace(/\/$/, ''), 'LINE_UNKNOWN')])
    }
  }
  const [owner] = wanted.keys()
  const field = entity.parent?.subTableField ?? ''
  if (isGone && owner) problems.set(owner, [problemAt(field, 'FIELD_READ_ONLY')])
  if (problems.size > 0) throw new RowsRefused(problems)
}

/** A line may be changed only through the record that owns it, and only in fields that may be written there. */
function refuseForeignLines(
  wanted: ReadonlyMap<PreparedRecord, readonly PreparedLine[]>,
  states: ReadonlyMap<string, RowState>,
  parentKey: string,
): void {
  const problems = new Map<PreparedRecord, FoundProblem[]>()
  for (const [owner, lines] of wanted) {
    for (const line of lines) {
      if (line.isNew) continue
      const state = states.get(line.id)
      const given = writtenFields([line])
      const found =
        state?.row[parentKey] === owner.id
          ? state.denied
              .filter((key) => given.has(key))
              .map((key) => problemAt(`${line.path}${key}`, 'FIELD_READ_ONLY'))
          : [problemAt(`${line.path}id`, 'LINE_UNKNOWN')]
      if (found.length > 0) problems.set(line, found)
    }
  }
  if (problems.size > 0) throw new RowsRefused(problems)
}
