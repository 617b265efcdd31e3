import {
  type AppModel,
  calculatedField,
  type EntityModel,
  type FieldModel,
  type ListColumn,
  resolvePath,
} from '@mortise/metadata'
import { useLocalize, useRuntimeServices } from '@mortise/ui'
import { useCallback } from 'react'
import { useKinds } from '../../../api/use-kinds.ts'
import { pathLabel } from '../../filter/field-choices.ts'

export interface ColumnField {
  field: FieldModel
  label: string
}

/** What a column shows and is called: a field, or what is calculated for it; null where there is no such field. */
export function useColumnField(entity: EntityModel): (column: ListColumn) => ColumnField | null {
  const { app, language } = useRuntimeServices()
  const { fieldTypes } = useKinds()
  const localize = useLocalize()
  return useCallback(
    (column) => {
      const { field: path, formula } = column
      const field = formula
        ? calculatedField(path, formula, { model: app, entity: entity.key, fieldTypes })
        : fieldAt(app, entity, path)
      return field && { field, label: formula ? localize(formula.label) : pathLabel(app, entity, path, language) }
    },
    [app, language, fieldTypes, entity, localize],
  )
}

function fieldAt(model: AppModel, entity: EntityModel, path: string): FieldModel | null {
  return resolvePath(model, entity, path)?.field ?? null
}
