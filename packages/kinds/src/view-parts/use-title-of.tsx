import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { useRuntimeServices, useText } from '@mortise/ui'
import { useCallback } from 'react'
import { titleText } from './field-value.tsx'
import { viewTexts } from './view-texts.tsx'

/** What records are called, also those without a name. */
export function useTitleOf(entity: EntityModel): (record: EntityRecord) => string {
  const services = useRuntimeServices()
  const t = useText(viewTexts)
  return useCallback((record) => titleText(services, entity, record) || t('untitled'), [services, entity, t])
}
