import { defineViewType, FieldPath, option, viewBase } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cardFields, cardRole, colourRole, fieldsFor, parentRole } from '../../view-parts/field-roles.ts'

const TreeOptions = Type.Object(
  {
    ...viewBase,
    parent: option(FieldPath, { label: { zh: '上级', en: 'Stands below' }, editor: 'field' }),
    fields: Type.Optional(
      option(Type.Array(FieldPath, { maxItems: 6 }), {
        label: { zh: '显示的字段', en: 'Fields' },
        editor: 'field-path',
      }),
    ),
    colour: Type.Optional(option(FieldPath, { label: { zh: '颜色', en: 'Colour by' }, editor: 'field' })),
  },
  { additionalProperties: false },
)
export type TreeOptions = Type.Static<typeof TreeOptions>

export default defineViewType({
  type: 'tree',
  label: { zh: '层级', en: 'Hierarchy' },
  description: {
    zh: '上下级逐层展开的列表。',
    en: 'What stands below what, level by level.',
  },
  icon: 'sitemap',
  options: TreeOptions,
  fields: { parent: parentRole, fields: cardRole, colour: colourRole },
  defaultOptions(entity) {
    const parent = fieldsFor(entity, parentRole)[0]
    return parent ? { parent: parent.key, fields: cardFields(entity, [parent.key], 3) } : null
  },
})
