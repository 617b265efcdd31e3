import { defineCommandAction, FieldPath, Filter, isSettable, option, relatedPath } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { FieldValues, valueParts } from '../../values/command-values.ts'

const UpdateRelatedOptions = Type.Object(
  {
    relation: option(FieldPath, { label: { zh: '哪些相关记录', en: 'Records' }, editor: 'related' }),
    filter: Type.Optional(
      option(Filter, { label: { zh: '只更新符合条件的', en: 'Only those that match' }, editor: 'related-filter' }),
    ),
    values: option(FieldValues, { label: { zh: '字段和值', en: 'Fields and values' }, editor: 'related-values' }),
  },
  { additionalProperties: false },
)
export type UpdateRelatedOptions = Type.Static<typeof UpdateRelatedOptions>

export default defineCommandAction({
  type: 'update_related',
  label: { zh: '更新相关记录', en: 'Update related records' },
  description: {
    zh: '更新与这条记录相关的记录：它关联的，或关联到它的，最多 500 条。全部更新成功才生效。',
    en: 'Changes records around this one: those it points to, or those that point to it, up to 500. All of them, or none.',
  },
  icon: 'list-details',
  options: UpdateRelatedOptions,
  many: true,
  writes: true,
  parts({ relation, filter, values }, { model, entity }) {
    const target = relatedPath(model, entity, relation)?.target
    return [
      { part: 'relation', pointer: '/relation', path: relation },
      ...(target && filter ? [{ part: 'filter' as const, pointer: '/filter', entity: target.key, filter }] : []),
      ...(target ? valueParts(values, { entity: target, pointer: '/values', fresh: true, over: target.key }) : []),
    ]
  },
  defaultOptions({ entity, model }) {
    const [inverse] = [...entity.inverses.values()].filter(({ entity: key }) => model.entities.has(key))
    const own = entity.ownFields.find(({ key }) => relatedPath(model, entity, key))
    const relation = inverse?.key ?? own?.key ?? 'relation'
    const fields = relatedPath(model, entity, relation)?.target.ownFields ?? []
    const field = fields.find((one) => isSettable(one) && one.optionSet) ?? fields.find(isSettable)
    return { relation, values: [{ field: field?.key ?? 'owner', value: { v: 1 as const, expr: null } }] }
  },
})
