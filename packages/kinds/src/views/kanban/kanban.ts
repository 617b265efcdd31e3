import { defineViewType, FieldPath, option, shownField, viewBase } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cardFields, cardRole, colourRole, columnRole, fieldsFor, sumRole } from '../../view-parts/field-roles.ts'

export const cardFieldLimit = 5

const KanbanOptions = Type.Object(
  {
    ...viewBase,
    group: option(FieldPath, { label: { zh: '分列字段', en: 'Columns by' }, editor: 'field' }),
    lanes: Type.Optional(option(FieldPath, { label: { zh: '泳道', en: 'Swim lanes by' }, editor: 'field' })),
    fields: Type.Optional(
      option(Type.Array(FieldPath, { maxItems: cardFieldLimit }), {
        label: { zh: '卡片上的字段', en: 'Fields on the card' },
        editor: 'field-path',
      }),
    ),
    total: Type.Optional(option(FieldPath, { label: { zh: '每列合计', en: 'Total of a column' }, editor: 'field' })),
    totalFunction: Type.Optional(
      option(Type.Enum(['sum', 'avg', 'min', 'max'], { default: 'sum' }), {
        label: { zh: '合计方式', en: 'Kind of total' },
        choices: {
          sum: { zh: '求和', en: 'Sum' },
          avg: { zh: '平均', en: 'Average' },
          min: { zh: '最小', en: 'Smallest' },
          max: { zh: '最大', en: 'Largest' },
        },
      }),
    ),
    colour: Type.Optional(option(FieldPath, { label: { zh: '颜色', en: 'Colour by' }, editor: 'field' })),
    limits: Type.Optional(
      option(
        Type.Array(
          Type.Object(
            { value: Type.String({ maxLength: 100 }), most: Type.Integer({ minimum: 1, maximum: 100_000 }) },
            { additionalProperties: false },
          ),
          { maxItems: 200 },
        ),
        { label: { zh: '每列上限', en: 'Limit of a column' }, editor: 'column-limits' },
      ),
    ),
    limitRefuses: Type.Optional(
      option(Type.Boolean({ default: false }), {
        label: { zh: '达到上限后不再接收', en: 'Nothing gets in beyond the limit' },
      }),
    ),
    collapsed: Type.Optional(
      Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200, description: 'Keys of folded columns.' }),
    ),
  },
  { additionalProperties: false },
)
export type KanbanOptions = Type.Static<typeof KanbanOptions>

export default defineViewType({
  type: 'kanban',
  label: { zh: '看板', en: 'Board' },
  description: {
    zh: '按阶段、负责人等分列的卡片，拖动即可改变。',
    en: 'Cards in columns, by stage or person; drag them to change it.',
  },
  icon: 'layout-kanban',
  options: KanbanOptions,
  fields: {
    group: { ...columnRole, own: true },
    lanes: { ...columnRole, own: true },
    fields: cardRole,
    total: { ...sumRole, own: true },
    colour: colourRole,
  },
  passing: ['collapsed'],
  check({ group, lanes }) {
    return lanes !== undefined && lanes === group
      ? [{ pointer: '/lanes', code: 'VIEW_OPTION_CHECK', params: same }]
      : []
  },
  defaultOptions(entity) {
    const candidates = fieldsFor(entity, columnRole).filter(({ system }) => !system)
    // A state that every record has says more than anything else that could head the columns.
    const group =
      candidates.find((field) => field.optionSet && field.required) ??
      candidates.find(({ optionSet }) => optionSet) ??
      candidates[0]
    if (!group) return null
    const total = fieldsFor(entity, sumRole).find((field) => shownField(field).type === 'money')
    return {
      group: group.key,
      fields: cardFields(entity, [group.key], 3),
      ...(total && { total: total.key }),
    }
  },
})

const same = { problem: { zh: '泳道和分列不能是同一个字段。', en: 'Lanes and columns have to be different fields.' } }
