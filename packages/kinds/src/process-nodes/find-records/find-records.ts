import { type FieldModel, Filter, Key, nodeOption, Sort } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { findType } from '../../process-parts/found-options.ts'
import { filterPart } from '../../process-parts/node-parts.ts'

/** Most records of one list. */
const mostFound = 1000

const FindRecordsOptions = Type.Object(
  {
    entity: nodeOption(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    filter: Type.Optional(
      nodeOption(Filter, {
        label: { zh: '只查符合条件的', en: 'Only those that match' },
        hint: {
          zh: '与流程的记录比较时，加公式条件：{^字段} 是流程记录的字段。',
          en: 'To compare with the record of the process add a formula: {^Field} is a field of that record.',
        },
        editor: 'filter',
      }),
    ),
    sort: Type.Optional(
      nodeOption(Type.Array(Sort, { maxItems: 5 }), { label: { zh: '排序', en: 'Order' }, editor: 'sort' }),
    ),
    limit: Type.Optional(
      nodeOption(Type.Integer({ minimum: 1, maximum: mostFound, default: 100 }), {
        label: { zh: '最多取多少条', en: 'At most so many' },
        hint: { zh: '按排序取最前面的，最多 1,000 条。', en: 'The first in that order; up to 1,000.' },
      }),
    ),
  },
  { additionalProperties: false },
)
export type FindRecordsOptions = Type.Static<typeof FindRecordsOptions>

export default defineNodeType({
  type: findType,
  label: { zh: '查询记录', en: 'Find records' },
  description: {
    zh: '查出符合条件的记录，供后面的节点判断、逐项处理、更新或找处理人。',
    en: 'Finds records that match, for later nodes: in conditions, one by one, to change, or for whom to ask.',
  },
  icon: 'search',
  group: 'records',
  options: FindRecordsOptions,
  finds: ({ entity }) => entity ?? null,
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ entity, filter, sort = [] }, place) => [
    { part: 'document', pointer: '/entity', kind: 'entity', key: entity },
    ...(filter ? [filterPart(entity, filter, { place, pointer: '/filter' })] : []),
    ...sort.map(({ field }, index) => ({
      ...{ part: 'field' as const, pointer: `/sort/${index}/field`, entity, field },
      wanted: { accepts: ({ kind }: FieldModel) => kind.sortable === true, words: sortable },
    })),
  ],
  defaultOptions: ({ entity, model }) => {
    const table = entity ?? [...model.entities.values()].find(({ parent }) => !parent)
    return { entity: table?.key ?? 'table' }
  },
  control: () => ({ do: 'run', where: 'here', eachTurn: true }),
})

const sortable = { zh: '可以排序的字段', en: 'a field to sort by' }
