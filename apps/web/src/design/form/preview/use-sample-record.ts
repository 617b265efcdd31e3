import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { appQuery } from '../../../api/app-description.ts'
import { records } from '../../../api/records.ts'
import { selectionOf } from '../../../runtime/form/form-document.ts'

/** A record of the data for the form of the draft: fields that are not published yet are blank in it. */
export function useSampleRecord(entity: EntityModel, form: FormDocument, id: string | null) {
  const published = useQuery(appQuery(entity.app)).data?.model.entities.get(entity.key)
  const select = published ? selectionOf(entity, form.items).filter((key) => published.fields.has(key)) : []
  const { data, error } = useQuery({
    queryKey: ['design', 'sample', entity.app, entity.key, id, select],
    enabled: id !== null && published !== undefined,
    queryFn: async ({ signal }): Promise<EntityRecord | null> => {
      const filter = { field: 'id', op: 'eq' as const, value: id ?? '' }
      const page = await records.query(entity.app, entity.key, { select, filter, page: { size: 1 } }, signal)
      return page.records[0] ?? null
    },
  })
  return { record: id === null ? null : (data ?? null), failed: error !== null || data === null }
}
