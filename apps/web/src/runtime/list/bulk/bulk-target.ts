import type { Query, RecordPage } from '@mortise/data'
import type { Filter } from '@mortise/metadata'
import type { RowSelection } from '@mortise/ui/grid'

interface TargetInput {
  selection: RowSelection
  what: { filter?: Filter; search?: string }
}

/** Records per bulk call. */
const chunkSize = 500

/** The records meant, as a filter; null when only their ids can say it (a search is no filter). */
export function filterTarget({ selection, what }: TargetInput): Filter | null {
  if (!selection.all || what.search) return null
  const excepted: Filter[] =
    selection.keys.size > 0 ? [{ not: { field: 'id', op: 'in', value: [...selection.keys] } }] : []
  const matching: Filter = what.filter ?? { field: 'id', op: 'not_blank' }
  return excepted.length > 0 ? { and: [matching, ...excepted] } : matching
}

/** The ids of the records meant; at most `limit` of them. */
export async function idTarget(
  { selection, what }: TargetInput,
  query: (query: Query) => Promise<RecordPage>,
  limit: number,
): Promise<string[]> {
  if (!selection.all) return [...selection.keys]
  const ids: string[] = []
  let after: string | undefined
  while (ids.length < limit) {
    const page = await query({ ...what, select: ['id'], page: { size: 1000, after } })
    for (const { id } of page.records) if (!selection.keys.has(id)) ids.push(id)
    if (page.next === null) break
    after = page.next
  }
  return ids.slice(0, limit)
}

export function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / chunkSize) }, (_, index) =>
    ids.slice(index * chunkSize, (index + 1) * chunkSize),
  )
}
