import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { toast, toastError, toastWithUndo, useText } from '@mortise/ui'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { recordTexts } from './record-texts.ts'

/** Takes a record out of use, with a way back for eight seconds; and brings it back later. */
export function useArchive(entity: EntityModel, record: EntityRecord, title: string) {
  const t = useText(recordTexts)
  const refresh = () => queryClient.invalidateQueries({ queryKey: [...queryKeys.app(entity.app), 'records'] })
  async function restore() {
    await records.restore(entity.app, entity.key, record.id)
    await refresh()
  }
  return {
    async archive(): Promise<boolean> {
      try {
        await records.archive(entity.app, entity.key, record.id)
        toastWithUndo(t('archived', { title }), restore)
        void refresh()
        return true
      } catch (error) {
        toastError(messageOf(error), requestIdOf(error))
        return false
      }
    },
    async restore(): Promise<void> {
      try {
        await restore()
        toast(t('restored'))
      } catch (error) {
        toastError(messageOf(error), requestIdOf(error))
      }
    },
  }
}
