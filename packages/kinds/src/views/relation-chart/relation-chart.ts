import { defineViewType, FieldPath, option, type ViewFieldRole, viewBase } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cardFields, cardRole, colourRole, fieldsFor, parentRole } from '../../view-parts/field-roles.ts'

const RelationChartOptions = Type.Object(
  {
    ...viewBase,
    parent: option(FieldPath, { label: { zh: '上级', en: 'Stands below' }, editor: 'field' }),
    line: Type.Optional(option(FieldPath, { label: { zh: '名称下的一行', en: 'Below the name' }, editor: 'field' })),
    badges: Type.Optional(
      option(Type.Array(FieldPath, { maxItems: 3 }), {
        label: { zh: '标签', en: 'Labels' },
        editor: 'field-path',
      }),
    ),
    colour: Type.Optional(option(FieldPath, { label: { zh: '颜色', en: 'Colour by' }, editor: 'field' })),
    folded: Type.Optional(
      Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500, description: 'Ids of folded records.' }),
    ),
  },
  { additionalProperties: false },
)
export type RelationChartOptions = Type.Static<typeof RelationChartOptions>

/** Choices, which say by themselves what they are. */
const badgeRole: ViewFieldRole = { ...colourRole }

export default defineViewType({
  type: 'relation_chart',
  label: { zh: '关系图', en: 'Relation chart' },
  description: {
    zh: '谁在谁之下，一图看全：可缩放、折叠，拖动即可改变上级。',
    en: 'Who stands below whom on one sheet: zoom, fold, and drag a record below another one.',
  },
  icon: 'hierarchy',
  options: RelationChartOptions,
  fields: { parent: parentRole, line: cardRole, badges: badgeRole, colour: colourRole },
  passing: ['folded'],
  defaultOptions(entity) {
    const parent = fieldsFor(entity, parentRole)[0]
    if (!parent) return null
    const badges = fieldsFor(entity, badgeRole).slice(0, 2)
    const line = cardFields(entity, [parent.key, ...badges.map(({ key }) => key)], 1)[0]
    return {
      parent: parent.key,
      ...(line !== undefined && { line }),
      badges: badges.map(({ key }) => key),
      ...(badges[0] && { colour: badges[0].key }),
    }
  },
})
