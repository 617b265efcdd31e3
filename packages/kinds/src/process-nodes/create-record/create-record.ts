import { isSettable, Key, nodeOption } from '@mortise/metadata'
import { defineNodeType } from '@mortise/process'
import { Type } from 'typebox'
import { NodeValues, recordChoices, tableOf, valueParts, Whose } from '../../process-parts/node-parts.ts'

const CreateRecordOptions = Type.Object(
  {
    entity: nodeOption(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    of: Type.Optional(
      nodeOption(Whose, { label: { zh: '由哪条记录算出', en: 'Computed from' }, choices: recordChoices }),
    ),
    values: nodeOption(NodeValues, { label: { zh: '字段和值', en: 'Fields and values' }, editor: 'values' }),
  },
  { additionalProperties: false },
)
export type CreateRecordOptions = Type.Static<typeof CreateRecordOptions>

export default defineNodeType({
  type: 'create_record',
  label: { zh: '新建记录', en: 'Create a record' },
  description: {
    zh: '新建一条记录，字段的值由流程的记录算出。',
    en: 'Makes a record with values computed from the one of the process.',
  },
  icon: 'plus',
  group: 'records',
  options: CreateRecordOptions,
  needsRecord: true,
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ entity: into, of = 'record', values }, place) => {
    const document = { part: 'document' as const, pointer: '/entity', kind: 'entity' as const, key: into }
    if (place.model.entities.get(into)?.parent)
      return [document, { part: 'problem', pointer: '/entity', problem: linesAlone }]
    const { table, parts } = tableOf(of, place, '/values')
    return [document, ...parts, ...valueParts(values, { into, over: table, fresh: true, place })]
  },
  defaultOptions: ({ entity, model }) => {
    const table = entity ?? [...model.entities.values()].find(({ parent }) => !parent)
    const field = table?.ownFields.find(isSettable)
    return {
      entity: table?.key ?? 'table',
      values: [{ field: field?.key ?? 'owner', value: { v: 1 as const, expr: null } }],
    }
  },
  control: () => ({ do: 'run', where: 'here' }),
})

const linesAlone = {
  zh: '子表的明细须与主表一起保存，不能单独新建。',
  en: 'Lines of a sub-table are saved with the record that owns them and cannot be made alone.',
}
