import type { WriteCall } from '../write/write-call.ts'

/** What a transaction did to the records of one table, as far as computed fields may follow from it. */
export interface TouchedTable {
  ids: Set<string>
  /** Of these, those that are new or back: what their computed fields read elsewhere has to be looked up. */
  fresh: Set<string>
  /** Of these, those that are back: formulas may have changed while they were away, and their stamps just did. */
  back: Set<string>
  /** Fields that changed; `id` stands for records that came or went. */
  fields: Set<string>
  /** By relation: the records that it led to before. */
  former: Map<string, Set<string>>
}

export type TouchedRecords = Map<string, TouchedTable>

/** New records. */
export function touchFresh(call: Touching, entity: string, ids: Iterable<string>): void {
  const table = touch(call, entity, ids, existence)
  for (const id of ids) table.fresh.add(id)
}

/** Records that were archived. */
export function touchGone(call: Touching, entity: string, ids: Iterable<string>): void {
  touch(call, entity, ids, existence)
}

/** Records that came back. */
export function touchBack(call: Touching, entity: string, ids: Iterable<string>): void {
  touchFresh(call, entity, ids)
  const table = touch(call, entity, ids, existence)
  for (const id of ids) table.back.add(id)
}

/** Records whose fields changed, with the records that changed relations led to before. */
export function touchChanged(
  call: Touching,
  entity: string,
  ids: Iterable<string>,
  { fields, former = {} }: { fields: Iterable<string>; former?: { [relation: string]: Iterable<unknown> } },
): void {
  const table = touch(call, entity, ids, fields)
  for (const [relation, targets] of Object.entries(former)) {
    const known = table.former.get(relation) ?? new Set()
    for (const target of targets) if (typeof target === 'string') known.add(target)
    table.former.set(relation, known)
  }
}

const existence = ['id', 'archived_at']

type Touching = Pick<WriteCall, 'touched'>

function touch({ touched }: Touching, entity: string, ids: Iterable<string>, fields: Iterable<string>): TouchedTable {
  let table = touched.get(entity)
  if (!table) {
    table = newTouched()
    touched.set(entity, table)
  }
  for (const id of ids) table.ids.add(id)
  for (const field of fields) table.fields.add(field)
  return table
}

/** Of a table of which nothing was touched yet. */
function newTouched(): TouchedTable {
  return { ids: new Set(), fresh: new Set(), back: new Set(), fields: new Set(), former: new Map() }
}
