import { defineFieldType, FieldPath, option, shownField } from '@mortise/metadata'
import { Type } from 'typebox'

export default defineFieldType({
  type: 'lookup',
  label: { zh: '引用字段', en: 'Look-up' },
  description: { zh: '显示关联记录的一个字段。', en: 'Shows a field of a related record.' },
  group: 'computed',
  options: Type.Object(
    { path: option(FieldPath, { label: { zh: '要显示的字段', en: 'Field to show' }, editor: 'field-path' }) },
    { additionalProperties: false },
  ),
  // What it may hold is up to the field at the end of the path, which the options alone do not tell.
  value: () => Type.Unknown(),
  text(value: unknown, field, language) {
    const target = shownField(field)
    return value === null || value === undefined ? '' : (target.kind.text?.(value as never, target, language) ?? '')
  },
  operators(field) {
    const target = shownField(field)
    return target === field ? [] : (target.kind.operators?.(target) ?? [])
  },
  sortable: true,
  groupable: true,
  aggregates: ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'],
  writable: false,
  lookupOption: 'path',
  samples: { options: { path: 'relation_value.name' }, valid: ['甲'], invalid: [] },
})
