import { defineCommandAction, isSettable, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { FieldValues, valueParts } from '../../values/command-values.ts'

const UpdateFieldsOptions = Type.Object(
  { values: option(FieldValues, { label: { zh: '字段和值', en: 'Fields and values' }, editor: 'values' }) },
  { additionalProperties: false },
)
export type UpdateFieldsOptions = Type.Static<typeof UpdateFieldsOptions>

export default defineCommandAction({
  type: 'update_fields',
  label: { zh: '更新字段', en: 'Update fields' },
  description: { zh: '把这条记录的字段改为指定的值。', en: 'Gives fields of this record new values.' },
  icon: 'pencil',
  options: UpdateFieldsOptions,
  many: true,
  writes: true,
  parts: ({ values }, { entity }) => valueParts(values, { entity, pointer: '/values', fresh: false }),
  defaultOptions({ entity }) {
    const field = entity.ownFields.find((one) => isSettable(one) && one.optionSet) ?? entity.ownFields.find(isSettable)
    return { values: [{ field: field?.key ?? 'owner', value: { v: 1 as const, expr: null } }] }
  },
})
