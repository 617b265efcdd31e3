import { defineFieldType, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { problem } from '../../values/problem.ts'

const maxLines = 1000

export default defineFieldType({
  type: 'sub_table',
  label: { zh: '子表（明细）', en: 'Sub-table' },
  description: {
    zh: '属于这条记录的明细行，与记录一起保存。',
    en: 'Lines that belong to the record and are saved with it.',
  },
  group: 'relation',
  options: Type.Object(
    { entity: option(Key, { label: { zh: '明细的数据表', en: 'Table of the lines' }, editor: 'entity' }) },
    { additionalProperties: false },
  ),
  value: () => Type.Array(Type.Object({}, { additionalProperties: true }), { maxItems: maxLines }),
  blank: [],
  // The values inside the lines are checked by the write path, which knows the table of the lines.
  normalise(value: unknown) {
    if (!Array.isArray(value) || !value.every(isLine)) return problem('VALUE_NOT_LINES')
    return value.length > maxLines ? problem('VALUE_TOO_MANY', { max: maxLines }) : { value }
  },
  text: (value: readonly unknown[]) => String(value.length),
  references: { entity: 'entity' },
  relation: 'children',
  samples: {
    options: { entity: 'sample_line' },
    valid: [[{ item: '锤子' }, { item: 'Saw' }]],
    invalid: [{}, 'x', [1], [null], [[]]],
  },
})

function isLine(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
