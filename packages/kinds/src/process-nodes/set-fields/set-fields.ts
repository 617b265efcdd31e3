import { isSettable, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { NodeValues, noneOf, recordChoices, tableOf, valueParts, Whose } from '../../process-parts/node-parts.ts'

const SetFieldsOptions = Type.Object(
  {
    of: Type.Optional(nodeOption(Whose, { label: { zh: '更新哪条记录', en: 'Which record' }, choices: recordChoices })),
    values: nodeOption(NodeValues, { label: { zh: '字段和值', en: 'Fields and values' }, editor: 'values' }),
  },
  { additionalProperties: false },
)
export type SetFieldsOptions = Type.Static<typeof SetFieldsOptions>

export default defineNodeType({
  type: 'set_fields',
  label: { zh: '更新记录', en: 'Update the record' },
  description: { zh: '把记录的字段改为算出的值。', en: 'Gives fields of the record computed values.' },
  icon: 'pencil',
  group: 'records',
  options: SetFieldsOptions,
  needsRecord: 'or_item',
  facts: ({ of, values }) => (of === 'item' ? {} : { fields: { writes: values.map(({ field }) => field) } }),
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ of = 'record', values }, place) => {
    const into = of === 'item' ? place.itemEntity : place.entity
    const over = tableOf(of, place, '')
    return into ? valueParts(values, { into: into.key, over, place }) : [noneOf(of, '')]
  },
  defaultOptions: ({ entity, itemEntity }) => {
    const table = entity ?? itemEntity
    const field = table?.ownFields.find((one) => isSettable(one) && one.optionSet) ?? table?.ownFields.find(isSettable)
    const of = entity || !itemEntity ? {} : { of: 'item' as const }
    return { ...of, values: [{ field: field?.key ?? 'owner', value: { v: 1 as const, expr: null } }] }
  },
  control: () => ({ do: 'run', where: 'here' }),
})
