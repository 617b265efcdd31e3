import { Filter, isSettable, Key, type NodePart, type NodePlace, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { tableFound } from '../../process-parts/found-options.ts'
import { filterPart, NodeValues, tableOf, valueParts } from '../../process-parts/node-parts.ts'

const UpdateRecordsOptions = Type.Object(
  {
    entity: nodeOption(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    list: Type.Optional(
      nodeOption(Key, {
        label: { zh: '由哪个节点查到', en: 'Found by' },
        hint: {
          zh: '选择后只更新那个节点查到的记录，不另外查询。',
          en: 'With it, exactly the records that this node found are changed, and none are looked for.',
        },
        editor: 'found-list',
      }),
    ),
    filter: Type.Optional(
      nodeOption(Filter, {
        label: { zh: '哪些记录', en: 'Which records' },
        hint: {
          zh: '选择了查询节点时，从查到的记录中再筛选。',
          en: 'With "Found by": which of those that were found.',
        },
        editor: 'filter',
      }),
    ),
    action: Type.Optional(
      nodeOption(Type.Enum(['update', 'archive'], { default: 'update' }), {
        label: { zh: '做什么', en: 'What is done' },
        choices: {
          update: { zh: '更新字段', en: 'Fields are changed' },
          archive: { zh: '归档', en: 'They are archived' },
        },
      }),
    ),
    values: Type.Optional(
      nodeOption(NodeValues, {
        label: { zh: '字段和值', en: 'Fields and values' },
        hint: { zh: '由流程的记录算出。', en: 'Computed from the record of the process.' },
        editor: 'values',
      }),
    ),
  },
  { additionalProperties: false },
)
export type UpdateRecordsOptions = Type.Static<typeof UpdateRecordsOptions>

export default defineNodeType({
  type: 'update_records',
  label: { zh: '批量更新记录', en: 'Change records' },
  description: {
    zh: '更新或归档符合条件的记录，一次最多 1,000 条。',
    en: 'Changes or archives the records that match, at most 1,000 at a time.',
  },
  icon: 'list-details',
  group: 'records',
  options: UpdateRecordsOptions,
  needsRecord: 'or_item',
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ entity, list, filter, action = 'update', values }, place) => [
    { part: 'document', pointer: '/entity', kind: 'entity', key: entity },
    ...(filter ? [filterPart(entity, filter, { place, pointer: '/filter' })] : []),
    ...(list === undefined ? [] : listParts(list, entity, place)),
    ...(list === undefined && !filter ? [{ part: 'problem' as const, pointer: '', problem: noneChosen }] : []),
    ...(action === 'update' && !values ? [{ part: 'problem' as const, pointer: '', problem: noValues }] : []),
    ...(action === 'update' && values
      ? valueParts(values, { into: entity, over: tableOf('record', place, '/values'), place })
      : []),
  ],
  defaultOptions({ entity, model }) {
    const table = entity ?? [...model.entities.values()].find(({ parent }) => !parent)
    const field = table?.ownFields.find(isSettable)
    return {
      entity: table?.key ?? 'table',
      filter: { field: 'id', op: 'in' as const, value: [] },
      values: [{ field: field?.key ?? 'owner', value: { v: 1 as const, expr: null } }],
    }
  },
  control: () => ({ do: 'run', where: 'here' }),
})

function listParts(list: string, entity: string, { document }: NodePlace): NodePart[] {
  const found = tableFound(document, list)
  return [
    { part: 'list', pointer: '/list', node: list },
    ...(found === null || found === entity
      ? []
      : [{ part: 'problem' as const, pointer: '/list', problem: otherTable }]),
  ]
}

const otherTable = { zh: '那个节点查的是另一张表。', en: 'That node finds records of another table.' }
const noneChosen = { zh: '请选择更新哪些记录。', en: 'Say which records are changed.' }
const noValues = { zh: '请填写要更新的字段和值。', en: 'Say which fields get which values.' }
