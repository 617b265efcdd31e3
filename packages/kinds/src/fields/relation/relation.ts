import { defineFieldType, Key, Localized, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defaultedOption, optionalOption } from '../../values/defaulted-option.ts'
import { normaliseId, uuidPattern } from '../../values/id-list.ts'
import { choiceOperators, countAggregates } from '../../values/operator-sets.ts'

export default defineFieldType({
  type: 'relation',
  label: { zh: '关联', en: 'Relation' },
  description: { zh: '关联另一张表的一条记录。', en: 'One record of another table.' },
  group: 'relation',
  options: Type.Object(
    {
      entity: option(Key, { label: { zh: '关联的数据表', en: 'Table' }, editor: 'entity' }),
      onDelete: defaultedOption(Type.Enum(['restrict', 'clear', 'cascade'], { default: 'restrict' }), {
        label: { zh: '对方被删除时', en: 'When that record is deleted' },
      }),
      inverse: optionalOption(Type.Object({ key: Key, label: Localized }, { additionalProperties: false }), {
        label: { zh: '反向名称', en: 'Name seen from there' },
      }),
    },
    { additionalProperties: false },
  ),
  value: () => Type.String({ pattern: uuidPattern }),
  normalise: (value: unknown) => normaliseId(value),
  operators: () => choiceOperators,
  sortable: true,
  groupable: true,
  aggregates: countAggregates,
  unique: true,
  references: { entity: 'entity' },
  relation: 'one',
  expression: ({ target }) => (target === null ? null : { kind: 'ref', entity: target }),
  samples: {
    options: { entity: 'sample_target', onDelete: 'restrict' },
    valid: ['01900000-0000-7000-8000-0000000000b1'],
    invalid: ['x', 1, {}, ['01900000-0000-7000-8000-0000000000b1']],
  },
})
