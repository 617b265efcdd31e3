import type { CheckOptions, ExpressionSchema } from '@mortise/expressions'
import { type AppModel, type FieldModel, schemaOf, shownField } from '@mortise/metadata'
import { useRuntimeServices } from '@mortise/ui'
import { createContext, useContext, useMemo } from 'react'

/** What a formula is for: the type it must give, and what it may use. */
export type FormulaPurpose = Omit<CheckOptions, 'schema' | 'entity'>

/** The names of an app without one field, and without what looks it up from elsewhere. */
export function schemaWithout(app: AppModel, entity: string, key: string): ExpressionSchema {
  const isMeant = (field: FieldModel) => field.entity === entity && field.key === key
  return schemaOf(app, { entity: () => true, field: (field) => !isMeant(shownField(field)) })
}

/** The table of the record around those that a formula is about: of the form, where records are chosen in one. */
export const TableAroundContext = createContext<string | undefined>(undefined)

/**
 * What a formula over a table may use, in the language of the page. `purpose` has to stay the same object. `computes` is
 * the field of the table whose value it gives: that it cannot use.
 */
export function useFormulaScope(
  entity: string,
  purpose: FormulaPurpose,
  computes: string | null = null,
): CheckOptions & { language: string } {
  const { app, language } = useRuntimeServices()
  const outer = useContext(TableAroundContext)
  const schema = useMemo(
    () => (computes === null ? schemaOf(app) : schemaWithout(app, entity, computes)),
    [app, entity, computes],
  )
  return useMemo(() => ({ ...purpose, schema, entity, outer, language }), [schema, entity, outer, language, purpose])
}
