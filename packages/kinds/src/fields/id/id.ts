import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { normaliseId, uuidPattern } from '../../values/id-list.ts'

export default defineFieldType({
  type: 'id',
  label: { zh: '标识', en: 'Id' },
  description: { zh: '记录的唯一标识，由系统生成。', en: 'What identifies a record; made by the system.' },
  group: 'computed',
  options: emptyOptions,
  value: () => Type.String({ pattern: uuidPattern }),
  normalise: (value: unknown) => normaliseId(value),
  text: (value: string) => value,
  operators: () => ['eq', 'ne', 'in', 'not_in'],
  sortable: true,
  aggregates: ['count'],
  writable: false,
  internal: true,
  unique: true,
  expression: ({ entity }) => ({ kind: 'ref', entity }),
  samples: { valid: ['01900000-0000-7000-8000-000000000001'], invalid: ['1', 1, {}, '', 'ALL'] },
})
