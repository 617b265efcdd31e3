import {
  type FieldWanted,
  Filter,
  Key,
  type NodePart,
  type NodePlace,
  nodeOption,
  StoredExpressionSchema,
} from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { tableFound } from '../../process-parts/found-options.ts'
import { conditionPart, filterPart, noneOf } from '../../process-parts/node-parts.ts'

const EachOptions = Type.Object(
  {
    over: nodeOption(
      Type.Union([
        nodeOption(
          Type.Object(
            { lines: nodeOption(Key, { label: { zh: '子表', en: 'Sub-table' }, editor: 'to-many' }) },
            { additionalProperties: false, description: 'A sub-table of the record.' },
          ),
          { label: { zh: '子表的每一行', en: 'Each line of a sub-table' } },
        ),
        nodeOption(
          Type.Object(
            {
              entity: nodeOption(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
              filter: Type.Optional(
                nodeOption(Filter, {
                  label: { zh: '只处理符合条件的', en: 'Only those that match' },
                  editor: 'filter',
                }),
              ),
            },
            { additionalProperties: false, description: 'Records of a table.' },
          ),
          { label: { zh: '查到的每条记录', en: 'Each record that is found' } },
        ),
        nodeOption(
          Type.Object(
            { list: nodeOption(Key, { label: { zh: '由哪个节点查到', en: 'Found by' }, editor: 'found-list' }) },
            { additionalProperties: false, description: 'What an earlier node has found.' },
          ),
          { label: { zh: '之前查到的每条记录', en: 'Each record that was found before' } },
        ),
      ]),
      { label: { zh: '处理哪些记录', en: 'Which records' } },
    ),
    mode: Type.Optional(
      nodeOption(Type.Enum(['one_by_one', 'all_at_once'], { default: 'one_by_one' }), {
        label: { zh: '方式', en: 'Way' },
        choices: {
          one_by_one: { zh: '一个接一个', en: 'One after the other' },
          all_at_once: { zh: '同时进行', en: 'All at once' },
        },
      }),
    ),
    stop: Type.Optional(
      nodeOption(StoredExpressionSchema, {
        label: { zh: '提前结束的条件', en: 'Stops early when' },
        editor: 'condition',
      }),
    ),
  },
  { additionalProperties: false },
)
export type EachOptions = Type.Static<typeof EachOptions>

export default defineNodeType({
  type: 'each',
  label: { zh: '逐项处理', en: 'For each' },
  description: {
    zh: '对明细的每一行，或对查到的每条记录，执行里面的节点。',
    en: 'Does what is inside for each line of a sub-table, or each record that is found.',
  },
  icon: 'list-details',
  group: 'scopes',
  options: EachOptions,
  holds: true,
  itemEntity: ({ over }: Partial<EachOptions>, { entity, document }) =>
    over === undefined
      ? null
      : 'lines' in over
        ? (entity?.fields.get(over.lines)?.target ?? null)
        : 'list' in over
          ? tableFound(document, over.list)
          : over.entity,
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ over, stop }, place) => [...overParts(over, place), ...conditionPart(stop, place, '/stop')],
  defaultOptions: ({ entity, model }) => {
    const lines = entity?.ownFields.find(({ kind }) => kind.relation === 'children')
    return { over: lines ? { lines: lines.key } : { entity: entity?.key ?? [...model.entities.keys()][0] ?? 'table' } }
  },
  control: ({ mode, stop }) => ({
    do: 'scope',
    repeat: { mode: mode ?? 'one_by_one', ...(stop ? { early: true } : {}) },
  }),
})

function overParts(over: EachOptions['over'], place: NodePlace): NodePart[] {
  if ('list' in over) return [{ part: 'list', pointer: '/over/list', node: over.list }]
  if ('lines' in over) {
    if (!place.entity) return [noneOf('record', '/over/lines')]
    const { key: entity } = place.entity
    return [{ part: 'field', pointer: '/over/lines', entity, field: over.lines, wanted: linesWanted }]
  }
  return [
    { part: 'document', pointer: '/over/entity', kind: 'entity', key: over.entity },
    ...(over.filter ? [filterPart(over.entity, over.filter, { place, pointer: '/over/filter' })] : []),
  ]
}

const linesWanted: FieldWanted = {
  accepts: (field) => field.kind.relation === 'children',
  words: { zh: '子表字段', en: 'a sub-table' },
}
