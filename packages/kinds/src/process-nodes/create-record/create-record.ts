import { type FieldModel, isSettable, Key, type NodePart, type NodePlace, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { NodeValues, ownFieldPart, recordChoices, tableOf, valueParts, Whose } from '../../process-parts/node-parts.ts'

const CreateRecordOptions = Type.Object(
  {
    entity: nodeOption(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    of: Type.Optional(
      nodeOption(Whose, { label: { zh: '由哪条记录算出', en: 'Computed from' }, choices: recordChoices }),
    ),
    values: nodeOption(NodeValues, { label: { zh: '字段和值', en: 'Fields and values' }, editor: 'values' }),
    noteIn: Type.Optional(
      nodeOption(Key, { label: { zh: '将新记录填入字段', en: 'Put the new record into the field' }, editor: 'field' }),
    ),
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
  needsRecord: 'or_item',
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ entity: into, of = 'record', values, noteIn }, place) => {
    const document = { part: 'document' as const, pointer: '/entity', kind: 'entity' as const, key: into }
    if (place.model.entities.get(into)?.parent)
      return [document, { part: 'problem', pointer: '/entity', problem: linesAlone }]
    const over = tableOf(of, place, '/values')
    const made = valueParts(values, { into, over, fresh: true, place })
    return [document, ...over.parts, ...made, ...(noteIn === undefined ? [] : noteParts(noteIn, into, place))]
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

/** A field of the record of the process that points to records of that table. */
function noteParts(field: string, into: string, place: NodePlace): NodePart[] {
  const label = place.model.entities.get(into)?.label ?? { zh: into, en: into }
  const wanted = {
    accepts: (candidate: FieldModel) => candidate.kind.relation === 'one' && candidate.target === into,
    words: { zh: `关联「${label.zh}」的字段`, en: `a relation to ${label.en}` },
  }
  const table = place.entity?.key
  const set: NodePart[] = table === undefined ? [] : [{ part: 'set', pointer: '/noteIn', entity: table, field }]
  return [{ ...ownFieldPart(field, place, '/noteIn'), wanted } as NodePart, ...set]
}

const linesAlone = {
  zh: '子表的明细须与主表一起保存，不能单独新建。',
  en: 'Lines of a sub-table are saved with the record that owns them and cannot be made alone.',
}
