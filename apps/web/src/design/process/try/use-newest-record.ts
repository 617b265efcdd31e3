import type { EntityModel } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { appQuery } from '../../../api/app-description.ts'
import { records } from '../../../api/records.ts'

/** The record of a table that was made last, where the table is in force; null where there is none. */
export function useNewestRecord(entity: EntityModel | undefined) {
  const app = entity?.app ?? ''
  const known = useQuery({ ...appQuery(app), enabled: entity !== undefined }).data?.model.entities.has(
    entity?.key ?? '',
  )
  return useQuery({
    queryKey: ['design', 'newest-record', app, entity?.key],
    enabled: entity !== undefined && known === true,
    queryFn: async ({ signal }) => {
      const sort = [{ field: 'created_at', direction: 'desc' as const }]
      const page = await records.query(app, entity?.key ?? '', { select: ['id'], sort, page: { size: 1 } }, signal)
      return page.records[0]?.id ?? null
    },
  })
}
