import { fillText, type LocalizedText } from '@mortise/core'
import type { PublicFormDocument } from '../documents/public-form.ts'
import type { AddChange, AppComparison, DocumentPair } from './change-list.ts'
import { compareNamed } from './compare-layouts.ts'
import { compareProperties } from './compare-properties.ts'

/** The changes of a public form: which fields it opens or closes by name, and what else is different. */
export function comparePublicForm(
  { before, after }: DocumentPair<PublicFormDocument>,
  add: AddChange,
  comparison: AppComparison,
): void {
  const named = (label: LocalizedText) =>
    fillText({ zh: '公开表单「{label}」', en: 'the public form "{label}"' }, { label })
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['fields'] })
  compareNamed(before.fields, after.fields, {
    ...{ subject: named(after.label), add, pointer: '/fields', keyOf: (key) => key },
    nameOf: (key) => comparison.fieldLabel(comparison.tableOfForm(after.form), key),
    what: { zh: '字段', en: 'field' },
  })
}

/** What a public form means for who may do what. */
export function publicFormSummary({ fields }: PublicFormDocument): { zh: string; en: string } {
  const count = fields.length
  return {
    zh: `任何拿到链接的人都可以填写 ${count} 个字段`,
    en: `whoever has the link can fill in ${count} ${count === 1 ? 'field' : 'fields'}`,
  }
}
