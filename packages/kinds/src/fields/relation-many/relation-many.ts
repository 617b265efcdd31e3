import { defineFieldType, Key, Localized, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { optionalOption } from '../../values/defaulted-option.ts'
import { normaliseIdList, uuidPattern } from '../../values/id-list.ts'
import { listOperators } from '../../values/operator-sets.ts'

const maxRecords = 1000

export default defineFieldType({
  type: 'relation_many',
  label: { zh: '多条关联', en: 'Relation to many' },
  description: { zh: '关联另一张表的多条记录。', en: 'Several records of another table.' },
  group: 'relation',
  options: Type.Object(
    {
      entity: option(Key, { label: { zh: '关联的数据表', en: 'Table' }, editor: 'entity' }),
      inverse: optionalOption(Type.Object({ key: Key, label: Localized }, { additionalProperties: false }), {
        label: { zh: '反向名称', en: 'Name seen from there' },
      }),
    },
    { additionalProperties: false },
  ),
  value: () => Type.Array(Type.String({ pattern: uuidPattern }), { maxItems: maxRecords }),
  blank: [],
  normalise: (value: unknown) => normaliseIdList(value, maxRecords),
  operators: () => listOperators,
  references: { entity: 'entity' },
  relation: 'many',
  samples: {
    options: { entity: 'sample_target' },
    valid: [
      ['01900000-0000-7000-8000-0000000000b2', '01900000-0000-7000-8000-0000000000b1'],
      ['01900000-0000-7000-8000-0000000000b1'],
    ],
    invalid: ['01900000-0000-7000-8000-0000000000b1', ['x'], [1], {}],
  },
})
