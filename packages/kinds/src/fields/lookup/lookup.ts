import { defineFieldType, FieldPath, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { shownValue } from '../../values/shown-value.ts'

export default defineFieldType({
  ...shownValue,
  type: 'lookup',
  label: { zh: '引用字段', en: 'Look-up' },
  description: { zh: '显示关联记录的一个字段。', en: 'Shows a field of a related record.' },
  group: 'computed',
  options: Type.Object(
    { path: option(FieldPath, { label: { zh: '要显示的字段', en: 'Field to show' }, editor: 'field-path' }) },
    { additionalProperties: false },
  ),
  lookupOption: 'path',
  samples: { options: { path: 'relation_value.name' }, valid: ['甲'], invalid: [] },
})
