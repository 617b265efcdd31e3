import type { RecordPage } from '../contract/query.ts'
import { runCached } from './cached-statement.ts'
import { bindFilter } from './compile-filter.ts'
import { compileList, type ListPlan } from './compile-list.ts'
import { bindSearch } from './compile-search.ts'
import { type CursorValues, decodeCursor, encodeCursor } from './cursor.ts'
import { bindCursor, stretchesOf } from './keyset.ts'
import { environmentOf, type ReadCall, slotsOf } from './read-call.ts'
import type { ReadQuery } from './read-query.ts'
import type { Row } from './record-shape.ts'
import { loadRelated } from './related-records.ts'

type Values = { [slot: string]: unknown }

/** Below this the planner's guess is replaced by the true number: it costs little, and guesses look odd there. */
const worthEstimating = 5000

/** One page of the records that match a query, with their number when it is asked for. */
export async function queryRecords(call: ReadCall, query: ReadQuery): Promise<RecordPage> {
  const { plans, entity, rightsKey } = call
  const key = `list|${entity.key}|${rightsKey}|${query.key}`
  const plan = plans.plan(key, () => compileList(call.compose(), entity, query.shape))
  const values: Values = await slotsOf(call, plan.contexts)
  bindFilter(plan.binders, query.filter.conditions, await environmentOf(call, query.filter.conditions), values)
  bindSearch(query.shape.words, values)
  const cursor = query.page.cursor === null ? null : decodeCursor(query.page.cursor, plan.signature, plan.keys)
  // Counting takes longest; everything else is done meanwhile.
  const [total, page] = await Promise.all([
    countRecords(call, plan, query.count, values),
    readPage(call, plan, query.page, cursor, values),
  ])
  if (total) page.total = total
  return page
}

async function readPage(
  call: ReadCall,
  plan: ListPlan,
  place: ReadQuery['page'],
  cursor: CursorValues | null,
  values: Values,
): Promise<RecordPage> {
  const found = await fetchPage(call, plan, place, cursor, values)
  const records = found.rows.map(plan.shape)
  await loadRelated(call.executor, plan.related, { rows: found.rows, records }, values)
  return { records, ...pageEnds(plan, place, found) }
}

/** The rows of the page in the order of the list, and whether there are more in the direction of reading. */
async function fetchPage(
  { executor }: ReadCall,
  plan: ListPlan,
  { size, offset, backward }: ReadQuery['page'],
  cursor: CursorValues | null,
  values: Values,
): Promise<{ rows: Row[]; more: boolean }> {
  const place = { ...values, limit: 0, offset }
  bindCursor(cursor, place)
  let rows: Row[] = []
  for (const stretch of stretchesOf(plan.keys, cursor, { backward, offset })) {
    place.limit = size + 1 - rows.length
    const read = await runCached(executor, plan.page(stretch, { limit: place.limit, offset }), place)
    rows = rows.length === 0 ? read : [...rows, ...read]
    if (rows.length > size) break
  }
  const more = rows.length > size
  if (more) rows.length = size
  if (backward) rows.reverse()
  return { rows, more }
}

function pageEnds(
  plan: ListPlan,
  { offset, cursor, backward }: ReadQuery['page'],
  { rows, more }: { rows: Row[]; more: boolean },
): { next: string | null; previous: string | null } {
  const before = backward ? more : cursor !== null || offset > 0
  const behind = backward ? true : more
  return {
    next: behind ? cursorAt(plan, rows.at(-1)) : null,
    previous: before ? cursorAt(plan, rows[0]) : null,
  }
}

function cursorAt(plan: ListPlan, row: Row | undefined): string | null {
  if (!row) return null
  const values = plan.cursorColumns.map(({ column, read }) => read(row[column]))
  return encodeCursor(plan.signature, values)
}

async function countRecords(
  { executor }: ReadCall,
  plan: ListPlan,
  wanted: ReadQuery['count'],
  values: Values,
): Promise<RecordPage['total']> {
  if (wanted === 'none') return undefined
  if (wanted === 'estimated') {
    const [row] = await runCached<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>(
      executor,
      plan.estimate(),
      values,
    )
    const guess = row?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
    if (guess >= worthEstimating) return { count: guess, estimated: true }
  }
  const [row] = await runCached<{ count: number }>(executor, plan.count(), values)
  return { count: row?.count ?? 0, estimated: false }
}
