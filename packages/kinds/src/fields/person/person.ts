import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { normaliseId, uuidPattern } from '../../values/id-list.ts'
import { choiceOperators, countAggregates } from '../../values/operator-sets.ts'

export default defineFieldType({
  type: 'person',
  label: { zh: '人员', en: 'Person' },
  description: { zh: '一位用户，例如负责人。', en: 'One user, such as the one in charge.' },
  group: 'people',
  options: emptyOptions,
  value: () => Type.String({ pattern: uuidPattern }),
  normalise: (value: unknown) => normaliseId(value),
  operators: () => choiceOperators,
  contexts: ['user'],
  sortable: true,
  groupable: true,
  aggregates: countAggregates,
  expression: () => ({ kind: 'user' }),
  samples: {
    valid: ['01900000-0000-7000-8000-0000000000a1'],
    invalid: ['li', 1, { id: 1 }, ['01900000-0000-7000-8000-0000000000a1'], '01900000-0000-7000-8000-0000000000A1'],
  },
})
