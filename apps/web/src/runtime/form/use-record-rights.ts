import type { EntityRecord, RecordRights } from '@mortise/data'
import { useCapabilities } from '../../api/use-app.ts'

/** What the user may do with this very record; of one that did not come by itself, what they may do with some. */
export function useRecordRights(entity: string, record: EntityRecord | null): RecordRights {
  const some = useCapabilities(entity)
  const rights = record?.$can
  return {
    update: some.update && rights?.update !== false,
    delete: some.delete && rights?.delete !== false,
    readOnly: rights?.readOnly ?? [],
  }
}
