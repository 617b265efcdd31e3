import { defineViewType, FieldPath, option, viewBase } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cardFields, cardRole, colourRole } from '../../view-parts/field-roles.ts'

const SplitOptions = Type.Object(
  {
    ...viewBase,
    fields: Type.Optional(
      option(Type.Array(FieldPath, { maxItems: 4 }), {
        label: { zh: '列表中的字段', en: 'Fields in the list' },
        editor: 'field-path',
      }),
    ),
    colour: Type.Optional(option(FieldPath, { label: { zh: '颜色', en: 'Colour by' }, editor: 'field' })),
    list: Type.Optional(
      option(Type.Enum(['narrow', 'wide'], { default: 'narrow' }), {
        label: { zh: '列表宽度', en: 'Width of the list' },
        choices: { narrow: { zh: '窄', en: 'Narrow' }, wide: { zh: '宽', en: 'Wide' } },
      }),
    ),
  },
  { additionalProperties: false },
)
export type SplitOptions = Type.Static<typeof SplitOptions>

export default defineViewType({
  type: 'split',
  label: { zh: '主从分栏', en: 'Split' },
  description: {
    zh: '左侧列表，右侧为所选记录的表单，按 J / K 逐条查看。',
    en: 'A list, and beside it the form of the chosen record; J and K go from one to the next.',
  },
  icon: 'layout-sidebar',
  options: SplitOptions,
  fields: { fields: cardRole, colour: colourRole },
  defaultOptions: (entity) => ({ fields: cardFields(entity, [], 3) }),
})
