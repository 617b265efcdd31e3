import { localize } from '@mortise/core'
import type { ExpressionSchema, ExpressionType, TypeKind } from '@mortise/expressions'
import { formulaTexts } from './formula-texts.ts'

const tags: { [Kind in TypeKind]: (typeof formulaTexts)['keys'][number] } = {
  num: 'tagNumber',
  text: 'tagText',
  bool: 'tagYesNo',
  date: 'tagDate',
  datetime: 'tagDateTime',
  enum: 'tagOption',
  set: 'tagOptions',
  ref: 'tagRecord',
  user: 'tagPerson',
  department: 'tagDepartment',
  files: 'tagFiles',
  list: 'tagList',
  blank: 'blank',
}

/** A type in a word, for lists: of a record the table that it is in. */
export function typeTag(type: ExpressionType, schema: ExpressionSchema, language: string): string {
  const table = type.kind === 'ref' ? schema.entity(type.entity) : null
  if (table) return localize(table.label, language)
  return formulaTexts.t(tags[type.kind], {}, language === 'zh' ? 'zh' : 'en')
}
