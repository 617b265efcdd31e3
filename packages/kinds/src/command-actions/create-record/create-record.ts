import { defineCommandAction, isSettable, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { FieldValues, valueParts } from '../../values/command-values.ts'

const CreateRecordOptions = Type.Object(
  {
    entity: option(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    values: option(FieldValues, { label: { zh: '字段和值', en: 'Fields and values' }, editor: 'values' }),
    open: Type.Optional(
      option(Type.Boolean({ default: false }), {
        label: { zh: '完成后打开新记录', en: 'Open the new record afterwards' },
      }),
    ),
  },
  { additionalProperties: false },
)
export type CreateRecordOptions = Type.Static<typeof CreateRecordOptions>

export default defineCommandAction({
  type: 'create_record',
  label: { zh: '新建记录', en: 'Create a record' },
  description: {
    zh: '新建一条记录，字段的值由这条记录算出。',
    en: 'Makes a record with values computed from this one.',
  },
  icon: 'plus',
  options: CreateRecordOptions,
  many: true,
  writes: true,
  parts({ entity: key, values }, { model }) {
    const entity = model.entities.get(key)
    return [
      { part: 'document', pointer: '/entity', kind: 'entity', key },
      ...(entity?.parent
        ? [{ part: 'problem' as const, pointer: '/entity', problem: linesAlone }]
        : valueParts(values, { entity, pointer: '/values', fresh: true })),
    ]
  },
  defaultOptions({ entity }) {
    const field = entity.ownFields.find(isSettable)
    return { entity: entity.key, values: [{ field: field?.key ?? 'owner', value: { v: 1 as const, expr: null } }] }
  },
})

const linesAlone = {
  zh: '子表的明细须与主表一起保存，不能单独新建。',
  en: 'Lines of a sub-table are saved with the record that owns them and cannot be made alone.',
}
