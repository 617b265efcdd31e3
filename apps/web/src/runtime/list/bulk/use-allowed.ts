import type { EntityModel, Filter } from '@mortise/metadata'
import type { RowSelection } from '@mortise/ui/grid'
import { useQuery } from '@tanstack/react-query'
import { queryKeys } from '../../../api/query-keys.ts'
import { useApp, useCapabilities } from '../../../api/use-app.ts'
import { useRecordReads } from '../data/record-reads.ts'
import type { ListData } from '../data/use-list-data.ts'

interface Chosen {
  entity: EntityModel
  data: ListData
  selection: RowSelection
  count: number
}

/** A filter takes so many values. */
const maxIds = 1000

/** How many of the selected records may be changed; undefined while it is not known, or where all may or none. */
export function useAllowed({ entity, data, selection, count }: Chosen): number | undefined {
  const app = useApp()
  const reads = useRecordReads()
  const { update } = useCapabilities(entity.key)
  const chosen = chosenFilter(selection)
  const { filter, search } = data.what
  const query = {
    ...(search && { search }),
    filter: { and: [...(filter ? [filter] : []), ...(chosen ? [chosen] : [])] },
    ...{ select: ['id'], page: { size: 1 }, count: 'exact' as const, can: 'update' as const },
  }
  const { data: page } = useQuery({
    queryKey: queryKeys.query(app.key, entity.key, { allowed: query, scope: reads.scope }),
    queryFn: ({ signal }) => reads.query(app.key, entity.key, query, signal),
    enabled: update && count > 0 && selection.keys.size <= maxIds && data.store.rightsDiffer(),
  })
  return page?.total && Math.min(count, page.total.count)
}

function chosenFilter({ all, keys }: RowSelection): Filter | null {
  const named: Filter = { field: 'id', op: 'in', value: [...keys].sort() }
  if (!all) return named
  return keys.size > 0 ? { not: named } : null
}
