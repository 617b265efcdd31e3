import { deepEqual, type LocalizedText } from '@mortise/core'
import type { EntityDocument, FieldDocument } from '../documents/entity.ts'
import type { FieldModel } from '../model/app-model.ts'
import type { AddChange, AppComparison, ChangeDetails, DocumentPair } from './change-list.ts'
import { compareField } from './compare-field.ts'
import { compareMembers, type Placed } from './compare-members.ts'
import { compareProperties } from './compare-properties.ts'
import { tableName, typeName } from './table-name.ts'

/** The changes of a table: its fields, indexes, duplicate checks and properties. */
export function compareEntity(
  { before, after }: DocumentPair<EntityDocument>,
  add: AddChange,
  comparison: AppComparison,
): void {
  const subject = tableName(before.label)
  compareProperties(before, after, {
    subject,
    pointer: '',
    add,
    except: ['archived', 'fields', 'indexes', 'duplicateChecks'],
  })
  compareFields(before, after, add, comparison)
  compareKeyList('indexes', before, after, add)
  compareKeyList('duplicateChecks', before, after, add)
}

const fieldAdded = {
  zh: '{table}新增字段「{field}」（{type}）',
  en: 'Adds the field "{field}" ({type}) to {table}',
}
const fieldRestored = {
  zh: '{table}恢复字段「{field}」（{type}）',
  en: 'Brings the field "{field}" ({type}) of {table} back',
}
const fieldRemoved = {
  zh: '{table}停用字段「{field}」（{type}）',
  en: 'Takes the field "{field}" ({type}) of {table} out of use',
}
const outOfSight = { zh: '已有的值保留，但不再显示', en: 'Its values stay but are no longer shown' }
const stillUsed = {
  zh: '已有的值保留，但不再显示；公式用到它：{users}',
  en: 'Its values stay but are no longer shown; formulas use it: {users}',
}

/** 「订单」的「合计」 */
function userName(field: FieldModel, comparison: AppComparison): LocalizedText {
  const table = comparison.labelOf('entity', field.entity)
  return { zh: `「${table.zh}」的「${field.label.zh}」`, en: `"${field.label.en}" of "${table.en}"` }
}
const reordered = { zh: '{table}的字段顺序有改动', en: 'Changes the order of the fields of {table}' }

function compareFields(before: EntityDocument, after: EntityDocument, add: AddChange, comparison: AppComparison): void {
  const formerly = new Set(before.fields.filter(({ archived }) => archived).map(({ key }) => key))
  const {
    added,
    removed,
    changed,
    reordered: moved,
  } = compareMembers(liveFields(before), liveFields(after), ({ field }) => field.key)
  const details = ({ member: { field } }: Placed<LiveField>): ChangeDetails => ({
    params: { table: tableName(after.label), field: field.label, type: typeName(field, comparison) },
    subject: { entity: after.key, field: field.key },
  })
  for (const one of added) {
    const again = formerly.has(one.member.field.key)
    const impact = again ? undefined : { kind: 'table' as const, text: { zh: '新增一列', en: 'One more column' } }
    add(pointerOf(one), again ? fieldRestored : fieldAdded, { ...details(one), change: 'added', impact })
  }
  for (const one of removed) {
    const users = comparison.dependents(after.key, one.member.field.key)
    const named = details(one)
    const params = { ...named.params, users: users.map((user) => userName(user, comparison)) }
    const text = users.length > 0 ? stillUsed : outOfSight
    add(pointerOf(one), fieldRemoved, { ...named, params, change: 'removed', impact: { kind: 'data', text } })
  }
  for (const { before: old, after: now } of changed) {
    const place = { entity: after, pointer: `/fields/${now.position}`, add, comparison }
    if (!deepEqual(old.field, now.field)) compareField(old.field, now.field, place)
  }
  if (moved) add('/fields', reordered, { params: { table: tableName(after.label) } })
}

interface LiveField {
  field: FieldDocument
  /** Place among all fields, archived ones too. */
  position: number
}

function liveFields({ fields }: EntityDocument): LiveField[] {
  return fields.flatMap((field, position) => (field.archived ? [] : [{ field, position }]))
}

function pointerOf({ member }: Placed<LiveField>): string {
  return `/fields/${member.position}`
}

const listNames = {
  indexes: { zh: '索引', en: 'index' },
  duplicateChecks: { zh: '查重规则', en: 'duplicate check' },
} as const

function compareKeyList(
  list: 'indexes' | 'duplicateChecks',
  before: EntityDocument,
  after: EntityDocument,
  add: AddChange,
): void {
  type Entry = { key: string; fields: string[] }
  const changes = compareMembers<Entry>(before[list] ?? [], after[list] ?? [], ({ key }) => key)
  const details = ({ fields }: Entry): ChangeDetails => ({
    params: {
      table: tableName(after.label),
      what: listNames[list],
      fields: fields.map((key) => labelOf(key, before, after)),
    },
  })
  for (const { member, position } of changes.added) {
    const sentence = { zh: '{table}新增{what}：{fields}', en: 'Adds the {what} over {fields} to {table}' }
    add(`/${list}/${position}`, sentence, { ...details(member), change: 'added' })
  }
  for (const { member, position } of changes.removed) {
    const sentence = { zh: '{table}去掉{what}：{fields}', en: 'Takes the {what} over {fields} of {table} out' }
    add(`/${list}/${position}`, sentence, { ...details(member), change: 'removed' })
  }
  for (const { after: member, position } of changes.changed) {
    add(
      `/${list}/${position}`,
      { zh: '{table}的{what}有改动：{fields}', en: 'Changes the {what} over {fields} of {table}' },
      details(member),
    )
  }
  if (changes.reordered)
    add(
      `/${list}`,
      { zh: '{table}的{what}顺序有改动', en: 'Changes the order of {what} entries of {table}' },
      details({ key: '', fields: [] }),
    )
}

function labelOf(key: string, before: EntityDocument, after: EntityDocument): LocalizedText {
  const field = [...after.fields, ...before.fields].find((one) => one.key === key)
  return field?.label ?? { zh: key, en: key }
}
