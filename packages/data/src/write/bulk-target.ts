import { isUuid } from '@mortise/core'
import type { BulkTarget } from '../engine/data-engine.ts'
import { maxBulkRecords } from './create-many.ts'
import type { WriteTable } from './write-call.ts'
import { writeErrors } from './write-errors.ts'

/** Records per transaction of a bulk change. */
const bulkChunk = 500

/**
 * The ids that a bulk call means, in chunks: those named, or those that match. A page is asked for only after the one
 * before was changed, by the order of ids, which no change alters.
 */
export async function* targetIds(table: WriteTable, target: BulkTarget): AsyncGenerator<string[]> {
  if ('ids' in target) {
    yield* namedIds(target.ids)
    return
  }
  if (isEmptyFilter(target.filter)) throw writeErrors.TARGET_EMPTY()
  const { call, entity } = table
  for (let after: string | undefined, first = true; first || after; first = false) {
    const { records, next } = await call.services.reader.query(call.access, call.scope, entity.key, {
      select: ['id'],
      filter: target.filter,
      sort: [{ field: 'id', direction: 'asc' }],
      page: { size: bulkChunk, ...(after ? { after } : {}) },
      count: 'none',
    })
    if (records.length > 0) yield records.map(({ id }) => id)
    after = next ?? undefined
  }
}

function* namedIds(ids: readonly string[]): Generator<string[]> {
  if (!Array.isArray(ids) || ids.length === 0) throw writeErrors.TARGET_EMPTY()
  if (ids.length > maxBulkRecords) throw writeErrors.BULK_TOO_LARGE({ max: maxBulkRecords })
  // An id that cannot be one is refused like one that does not exist.
  const unique = [...new Set(ids)].sort()
  for (let start = 0; start < unique.length; start += bulkChunk) yield unique.slice(start, start + bulkChunk)
}

/** The ids that can be asked for; the others count as refused. */
export function askable(ids: readonly string[]): string[] {
  return ids.filter(isUuid)
}

/** A filter that restricts nothing must not change everything. */
function isEmptyFilter(filter: unknown): boolean {
  if (typeof filter !== 'object' || filter === null) return true
  if ('and' in filter) return !Array.isArray(filter.and) || filter.and.every(isEmptyFilter)
  if ('or' in filter) return !Array.isArray(filter.or) || filter.or.length === 0 || filter.or.some(isEmptyFilter)
  return Object.keys(filter).length === 0
}
