import { deepEqual, fillText, isLocalizedText, type LocalizedText } from '@mortise/core'
import type { EntityDocument, FieldDocument } from '../documents/entity.ts'
import type { AddChange, AppComparison, ChangeDetails } from './change-list.ts'
import { compareProperties } from './compare-properties.ts'
import { tableName, typeName } from './table-name.ts'

interface FieldPlace {
  entity: EntityDocument
  pointer: string
  add: AddChange
  comparison: AppComparison
}

/** The changes of one field: type, flags, options, texts. */
export function compareField(before: FieldDocument, after: FieldDocument, place: FieldPlace): void {
  const { entity, pointer, add } = place
  const subject = fillText(
    { zh: '{table}字段「{field}」', en: 'the field "{field}" of {table}' },
    { table: tableName(entity.label), field: before.label },
  )
  const details: ChangeDetails = { params: { subject }, subject: { entity: entity.key, field: after.key } }
  if (before.type !== after.type) compareType(before, after, details, place)
  for (const flag of ['required', 'unique', 'indexed', 'searchable'] as const) {
    const [was, is] = [before[flag] === true, after[flag] === true]
    if (was !== is) add(`${pointer}/${flag}`, flagSentences[flag][is ? 'on' : 'off'], details)
  }
  if (before.type === after.type) compareOptions(before, after, subject, place)
  const flags = ['key', 'archived', 'type', 'options', ...Object.keys(flagSentences)]
  compareProperties(before, after, { subject, pointer, add, except: flags })
}

const flagSentences = {
  required: {
    on: { zh: '{subject}改为必填', en: 'Makes {subject} required' },
    off: { zh: '{subject}不再必填', en: 'Makes {subject} optional' },
  },
  unique: {
    on: { zh: '{subject}改为唯一', en: 'Makes {subject} unique' },
    off: { zh: '{subject}不再要求唯一', en: 'Makes {subject} no longer unique' },
  },
  indexed: {
    on: { zh: '{subject}加上索引', en: 'Adds an index over {subject}' },
    off: { zh: '{subject}去掉索引', en: 'Takes the index over {subject} out' },
  },
  searchable: {
    on: { zh: '{subject}改为可搜索', en: 'Makes {subject} searchable' },
    off: { zh: '{subject}不再可搜索', en: 'Makes {subject} no longer searchable' },
  },
}

function compareType(before: FieldDocument, after: FieldDocument, details: ChangeDetails, place: FieldPlace): void {
  const types = { from: typeName(before, place.comparison), to: typeName(after, place.comparison) }
  const sentence = {
    zh: '{subject}的类型由「{from}」改为「{to}」',
    en: 'Changes the type of {subject} from "{from}" to "{to}"',
  }
  const kind = place.comparison.fieldTypes.has(after.type) ? place.comparison.fieldTypes.get(after.type) : null
  const text = kind?.computed
    ? { zh: '已有的值由计算结果取代', en: 'What is computed takes the place of its values' }
    : { zh: '已有的值要转换', en: 'Its values have to be converted' }
  const params = { ...details.params, ...types }
  place.add(`${place.pointer}/type`, sentence, { ...details, params, impact: { kind: 'data', text } })
}

function compareOptions(before: FieldDocument, after: FieldDocument, subject: LocalizedText, place: FieldPlace): void {
  const [old, now] = [before.options ?? {}, after.options ?? {}]
  const { fieldTypes } = place.comparison
  const schema = fieldTypes.has(after.type) ? fieldTypes.get(after.type).options.properties : {}
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (deepEqual(old[name], now[name])) continue
    const label = (schema[name] as { label?: unknown } | undefined)?.label
    const params = {
      subject,
      option: isLocalizedText(label) ? label : name,
      from: shown(old[name]),
      to: shown(now[name]),
    }
    const sentence = isSimple(old[name]) && isSimple(now[name]) ? optionSet : optionChanged
    place.add(`${place.pointer}/options/${name}`, sentence, {
      params,
      subject: { entity: place.entity.key, field: after.key },
    })
  }
}

const optionSet = {
  zh: '{subject}的选项「{option}」由 {from} 改为 {to}',
  en: 'Changes the option "{option}" of {subject} from {from} to {to}',
}
const optionChanged = {
  zh: '{subject}的选项「{option}」有改动',
  en: 'Changes the option "{option}" of {subject}',
}

function isSimple(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

function shown(value: unknown): unknown {
  return value === undefined ? { zh: '（无）', en: '(none)' } : value
}
