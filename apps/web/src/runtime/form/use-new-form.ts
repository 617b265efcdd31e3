import type { AppModel, EntityModel, FormDocument } from '@mortise/metadata'
import { useMemo } from 'react'
import { formOf } from './form-document.ts'
import type { FormValues } from './form-values.ts'
import { useEvaluationContext } from './rules/use-evaluation-context.ts'

/** The form of a new record that begins with these values. It stays, whatever is filled in. */
export function useNewForm(model: AppModel, entity: EntityModel, initial: FormValues): FormDocument {
  const context = useEvaluationContext(true)
  return useMemo(() => {
    const constants = entity.ownFields.flatMap(({ key, document }) =>
      document.default === undefined || typeof document.default === 'object' ? [] : [[key, document.default]],
    )
    const values = { ...Object.fromEntries(constants), ...initial } as FormValues
    return formOf(model, entity, { values, context })
  }, [model, entity, initial, context])
}
