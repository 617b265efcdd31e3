import { fillText, type LocalizedText } from '@mortise/core'
import type { ExpressionSchema } from '../model/expression-schema.ts'
import type { ExpressionType, TypeKind } from '../model/expression-type.ts'

const names: Record<TypeKind, { zh: string; en: string }> = {
  num: { zh: '数值', en: 'a number' },
  text: { zh: '文本', en: 'a text' },
  bool: { zh: '条件（是/否）', en: 'a condition (yes or no)' },
  date: { zh: '日期', en: 'a date' },
  datetime: { zh: '日期时间', en: 'a date with time' },
  enum: { zh: '「{set}」的选项', en: 'an option of "{set}"' },
  set: { zh: '「{set}」的多个选项', en: 'several options of "{set}"' },
  ref: { zh: '「{table}」的记录', en: 'a record of "{table}"' },
  user: { zh: '人员', en: 'a person' },
  department: { zh: '部门', en: 'a department' },
  files: { zh: '文件', en: 'files' },
  list: { zh: '列表', en: 'a list' },
  blank: { zh: '空值', en: 'blank' },
}

/** A type in words: "a number", "an option of Stage". */
export function describeType(type: ExpressionType, schema?: ExpressionSchema): LocalizedText {
  const set = 'optionSet' in type ? (schema?.optionSet(type.optionSet)?.label ?? type.optionSet) : ''
  const table = 'entity' in type ? (schema?.entity(type.entity)?.label ?? type.entity) : ''
  return fillText(names[type.kind], { set, table })
}
