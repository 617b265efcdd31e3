import { typeOf } from '../form/compile-form-rules.ts'
import type { FieldModel } from './app-model.ts'

/** Whether rules and commands can give a field a value: it is nobody else's, and expressions have values of its type. */
export function isSettable(field: FieldModel): boolean {
  const kept = field.system && field.key !== 'owner' && field.key !== 'department'
  return field.kind.writable !== false && !kept && typeOf(field) !== null
}
