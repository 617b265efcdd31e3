import type { CheckOptions, ExpressionSchema } from '@mortise/expressions'
import { type AppModel, schemaOf } from '@mortise/metadata'
import { useRuntimeServices } from '@mortise/ui'
import { useMemo } from 'react'

/** What a formula is for: the type it must give, and what it may use. */
export type FormulaPurpose = Omit<CheckOptions, 'schema' | 'entity'>

const schemas = new WeakMap<AppModel, ExpressionSchema>()

/** The names of an app, put together once per revision. */
export function schemaOfApp(app: AppModel): ExpressionSchema {
  const schema = schemas.get(app) ?? schemaOf(app)
  schemas.set(app, schema)
  return schema
}

/** What a formula over a table may use, in the language of the page. `purpose` has to stay the same object. */
export function useFormulaScope(entity: string, purpose: FormulaPurpose): CheckOptions & { language: string } {
  const { app, language } = useRuntimeServices()
  return useMemo(() => ({ ...purpose, schema: schemaOfApp(app), entity, language }), [app, entity, language, purpose])
}
