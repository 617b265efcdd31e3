import type { AggregateQuery } from '@mortise/data'
import { useQuery } from '@tanstack/react-query'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { useDesign } from '../draft/design-context.ts'

/** More options than this nobody chooses from. */
const most = 200

export interface DistinctValues {
  values: readonly string[]
  /** How many records have one of those, and how many another. */
  records: number
  others: number
}

/** The different texts that a published field has, the most frequent first: what options can be made of. */
export function useDistinctValues(entity: string, field: string, enabled: boolean): DistinctValues | undefined {
  const { app } = useDesign()
  return useQuery({
    queryKey: queryKeys.admin('distinct', app, entity, field),
    queryFn: async ({ signal }) => {
      const query: AggregateQuery = { groups: [{ field }], metrics: [{ key: 'count', function: 'count' }] }
      const rows = await records.aggregate(app, entity, query, signal)
      const counted = rows.map(({ groups: [value], metrics }) => ({ value, count: Number(metrics.count) }))
      const sorted = counted.toSorted((a, b) => b.count - a.count)
      const filled = sorted.filter(({ value }) => value !== null && value !== '')
      const recordsOf = (some: typeof filled) => some.reduce((sum, one) => sum + one.count, 0)
      return {
        values: filled.slice(0, most).map(({ value }) => String(value)),
        records: recordsOf(filled.slice(0, most)),
        others: recordsOf(filled.slice(most)),
      }
    },
    enabled,
    staleTime: 0,
  }).data
}
