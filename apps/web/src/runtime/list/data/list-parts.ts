import { type EntityRecord, maxOffset } from '@mortise/data'
import type { Filter } from '@mortise/metadata'
import type { GridGroup, GridRow } from '@mortise/ui/grid'
import type { RecordBlocks } from './record-blocks.ts'

/** A run of records under one head; a list that is not grouped is one segment without a head. */
export interface Segment {
  key: string
  head: Pick<GridGroup, 'label'> | null
  /** What the records of this segment have in common. */
  filter: Filter | null
  count: number
}

/** A segment at its place in the list. */
export interface Part extends Segment {
  collapsed: boolean
  blocks: RecordBlocks
  row: GridRow<EntityRecord> | null
  /** Index of its first row (its head, if it has one). */
  start: number
  rows: number
}

/** As far as an offset may reach: rows beyond cannot be scrolled to. */
export const scrollLimit = maxOffset

const loadingRow: GridRow<EntityRecord> = { type: 'loading' }
const rowsOfRecords = new WeakMap<EntityRecord, GridRow<EntityRecord>>()

/** Puts the parts one after the other; answers how many rows there are. */
export function layOut(parts: readonly Part[]): number {
  let start = 0
  for (const part of parts) {
    part.start = start
    part.rows = (part.head ? 1 : 0) + (part.collapsed ? 0 : Math.min(part.count, scrollLimit))
    start += part.rows
  }
  return start
}

/** The row at a place; the same object as long as its record is. */
export function rowOf(parts: readonly Part[], index: number): GridRow<EntityRecord> {
  const part = partAt(parts, index)
  if (!part) return loadingRow
  const offset = index - part.start - (part.head ? 1 : 0)
  if (offset < 0) return headRow(part)
  const record = part.blocks.cache.at(offset)
  if (!record) return loadingRow
  let row = rowsOfRecords.get(record)
  if (!row) {
    row = { type: 'record', key: record.id, record }
    rowsOfRecords.set(record, row)
  }
  return row
}

/** The parts that rows fall into, with the first and last record meant of each. */
export function spans(
  parts: readonly Part[],
  rows: { from: number; to: number },
): { part: Part; from: number; to: number }[] {
  return parts.flatMap((part) => {
    const first = part.start + (part.head ? 1 : 0)
    const low = Math.max(rows.from, first)
    const high = Math.min(rows.to, part.start + part.rows) - 1
    return low <= high ? [{ part, from: low - first, to: high - first }] : []
  })
}

/** The record some places before or after another one; undefined at the ends and where nothing is loaded. */
export function neighbourOf(parts: readonly Part[], id: string, delta: number): string | undefined {
  const rowCount = parts.reduce((sum, part) => sum + part.rows, 0)
  const keyAt = (index: number) => {
    const row = rowOf(parts, index)
    return row.type === 'record' ? row.key : row.type === 'group' ? null : undefined
  }
  for (let index = 0; index < rowCount; index++) {
    if (keyAt(index) !== id) continue
    let near = index + delta
    // Heads of groups are stepped over.
    while (near >= 0 && near < rowCount && keyAt(near) === null) near += Math.sign(delta)
    return near >= 0 && near < rowCount ? (keyAt(near) ?? undefined) : undefined
  }
  return undefined
}

function partAt(parts: readonly Part[], index: number): Part | undefined {
  let low = 0
  let high = parts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((parts[middle]?.start ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return parts[low]
}

function headRow(part: Part): GridRow<EntityRecord> {
  if (part.row?.type !== 'group' || part.row.group.count !== part.count) {
    const { key, count, collapsed } = part
    part.row = { type: 'group', key, group: { key, label: part.head?.label, count, collapsed } }
  }
  return part.row
}
