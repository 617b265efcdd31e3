import { dependentsOf } from '@mortise/metadata'
import { useLocalize, useRuntimeServices } from '@mortise/ui'
import { useMemo } from 'react'

/** The names of the computed fields that use a field, with their tables where these are others; empty: none does. */
export function useDependents(entity: string, field: string | null): string {
  const { app, language } = useRuntimeServices()
  const localize = useLocalize()
  const dependents = useMemo(() => (field === null ? [] : dependentsOf(app, entity, field)), [app, entity, field])
  const names = dependents.map((dependent) => {
    const table = dependent.entity === entity ? undefined : app.entities.get(dependent.entity)
    return table ? `${localize(table.label)} · ${localize(dependent.label)}` : localize(dependent.label)
  })
  return names.join(language === 'zh' ? '、' : ', ')
}
