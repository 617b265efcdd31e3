import { fillText, type LocalizedText } from '@mortise/core'
import type { FieldDocument } from '../documents/entity.ts'
import type { AppComparison } from './change-list.ts'

/** 「客户」表 · the table "Customer" */
export function tableName(label: LocalizedText): LocalizedText {
  return fillText({ zh: '「{label}」表', en: 'the table "{label}"' }, { label })
}

/** The label of a field's type; the type itself when there is no such type. */
export function typeName(field: FieldDocument, { fieldTypes }: AppComparison): LocalizedText {
  return fieldTypes.has(field.type) ? fieldTypes.get(field.type).label : { zh: field.type, en: field.type }
}
