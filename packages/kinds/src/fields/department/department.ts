import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { normaliseId, uuidPattern } from '../../values/id-list.ts'
import { countAggregates, treeOperators } from '../../values/operator-sets.ts'

export default defineFieldType({
  type: 'department',
  label: { zh: '部门', en: 'Department' },
  description: { zh: '组织架构中的一个部门。', en: 'One department of the organisation.' },
  group: 'people',
  options: emptyOptions,
  value: () => Type.String({ pattern: uuidPattern }),
  normalise: (value: unknown) => normaliseId(value),
  operators: () => treeOperators,
  contexts: ['department'],
  sortable: true,
  groupable: true,
  aggregates: countAggregates,
  expression: () => ({ kind: 'department' }),
  samples: {
    valid: ['01900000-0000-7000-8000-0000000000d1'],
    invalid: ['li', 1, { id: 1 }, ['01900000-0000-7000-8000-0000000000a1'], '01900000-0000-7000-8000-0000000000A1'],
  },
})
