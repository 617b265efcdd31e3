import type { LocalizedText } from '@mortise/core'
import type { ValidationIssue } from '@mortise/metadata'
import type { StorageProblem } from '../schema/storage-problems.ts'
import { storageErrors } from './publish-errors.ts'

/** A field that cannot be stored as asked, as a finding of validation. */
export function storageIssue(problem: StorageProblem): ValidationIssue {
  const { code, entity, field } = problem
  const index = entity.document.fields.findIndex((document) => document.key === field.key)
  return {
    code,
    params: { entity: entity.key, field: field.key, type: field.type },
    severity: 'error',
    document: `entity/${entity.key}`,
    file: null,
    pointer: `/fields/${index}/${places[code].member}`,
    message: { zh: messageIn('zh', problem), en: messageIn('en', problem) },
    fix: places[code].fix,
  }
}

const places: Readonly<Record<StorageProblem['code'], { member: string; fix: LocalizedText }>> = {
  FIELD_TYPE_CHANGE: {
    member: 'type',
    fix: {
      zh: '请保留原类型，另建一个新类型的字段，并移除旧字段。',
      en: 'Keep the type, add a field of the new type, and remove the old one.',
    },
  },
  FIELD_COLUMN_RESERVED: {
    member: 'key',
    fix: { zh: '请换一个标识。', en: 'Choose another key.' },
  },
}

const anotherType: LocalizedText = { zh: '其他类型', en: 'another type' }

function messageIn(language: 'zh' | 'en', { code, entity, field, from = anotherType }: StorageProblem): string {
  const [table, own, to] = [entity.label, field.label, field.kind.label].map((label) => label[language])
  const names =
    code === 'FIELD_COLUMN_RESERVED' ? { field: field.key } : { field: own, entity: table, from: from[language], to }
  return storageErrors[code](names).messageIn(language)
}
