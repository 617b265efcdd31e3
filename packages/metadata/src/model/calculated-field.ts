import type { Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import type { CalculatedValue } from '../documents/view.ts'
import type { AppModel, FieldModel } from './app-model.ts'
import { compileField } from './compile-field.ts'

interface CalculatedPlace {
  model: Pick<AppModel, 'optionSets'>
  entity: string
  fieldTypes: Registry<FieldType>
}

/** What a calculated column looks and behaves like: a field of its result; null where that type is not known. */
export function calculatedField(
  key: string,
  { label, result }: CalculatedValue,
  { model, entity, fieldTypes }: CalculatedPlace,
): FieldModel | null {
  return compileField(
    { key, label, type: result.type, ...(result.options && { options: result.options }) },
    { entity, fieldTypes, system: true, pointer: '', optionSets: model.optionSets, report: () => undefined },
  )
}
