import { Filter, isSettable, Key, nodeOption } from '@mortise/metadata'
import { defineNodeType } from '@mortise/process'
import { Type } from 'typebox'
import { NodeValues, valueParts } from '../../process-parts/node-parts.ts'

const UpdateRecordsOptions = Type.Object(
  {
    entity: nodeOption(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    filter: nodeOption(Filter, { label: { zh: '哪些记录', en: 'Which records' }, editor: 'filter' }),
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
    zh: '更新或归档符合条件的记录，一次最多 500 条。',
    en: 'Changes or archives the records that match, at most 500 at a time.',
  },
  icon: 'list-details',
  group: 'records',
  options: UpdateRecordsOptions,
  needsRecord: true,
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ entity, filter, action = 'update', values }, place) => [
    { part: 'document', pointer: '/entity', kind: 'entity', key: entity },
    { part: 'filter', pointer: '/filter', entity, filter },
    ...(action === 'update' && !values ? [{ part: 'problem' as const, pointer: '', problem: noValues }] : []),
    ...(action === 'update' && values
      ? valueParts(values, { into: entity, over: place.entity?.key ?? null, place })
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

const noValues = { zh: '请填写要更新的字段和值。', en: 'Say which fields get which values.' }
