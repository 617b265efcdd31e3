import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { useRuntimeServices, useViewServices } from '@mortise/ui'
import { useCallback } from 'react'
import { colourOf } from './field-value.tsx'

export interface RecordColour {
  hue: string
  /** The rule of the view that gives it, in words; null where it is that of a choice, which is shown as well. */
  rule: string | null
}

/** The colour of a record: by the first rule of the view that holds, else by a choice; null where it has none. */
export function useRecordColour(
  entity: EntityModel,
  path: string | undefined,
): (record: EntityRecord) => RecordColour | null {
  const services = useRuntimeServices()
  const { ruleOf } = useViewServices()
  return useCallback(
    (record) => {
      const held = ruleOf(record)
      if (held) return { hue: held.hue, rule: held.label }
      const hue = colourOf(services, entity, path, record)
      return hue === null ? null : { hue, rule: null }
    },
    [services, entity, path, ruleOf],
  )
}
