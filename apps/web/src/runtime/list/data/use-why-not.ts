import type { EntityRecord } from '@mortise/data'
import { useText } from '@mortise/ui'
import { useCallback } from 'react'
import { listTexts } from '../list-texts.ts'

/** Why a record of a list, or a field of it, may not be changed although others may; null where it may. */
export function useWhyNot(): (record: EntityRecord, field?: string) => string | null {
  const t = useText(listTexts)
  return useCallback(
    ({ $can: can }, field) => {
      // Without it, the same holds for all records: what the table as a whole lets one do.
      if (!can) return null
      if (!can.update) return t(can.locked ? 'recordLocked' : 'recordFixed')
      return field !== undefined && can.readOnly.includes(field) ? t('fieldFixed') : null
    },
    [t],
  )
}
