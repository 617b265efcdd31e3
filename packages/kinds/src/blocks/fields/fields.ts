import { defineBlockType, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

const FieldsOptions = Type.Object(
  {
    fields: option(Type.Array(Key, { minItems: 1, maxItems: 60 }), {
      label: { zh: '字段', en: 'Fields' },
      editor: 'field',
    }),
    columns: Type.Optional(
      option(Type.Integer({ minimum: 1, maximum: 6, default: 2 }), { label: { zh: '列数', en: 'Columns' } }),
    ),
    style: Type.Optional(
      option(Type.Enum(['list', 'figures'], { default: 'list' }), {
        label: { zh: '样式', en: 'Style' },
        choices: {
          list: { zh: '资料', en: 'Profile' },
          figures: { zh: '关键指标', en: 'Key figures' },
        },
      }),
    ),
  },
  { additionalProperties: false },
)
export type FieldsOptions = Type.Static<typeof FieldsOptions>

export default defineBlockType({
  type: 'fields',
  label: { zh: '字段', en: 'Fields' },
  description: {
    zh: '记录的资料或关键指标，可就地修改。',
    en: 'The profile or the key figures of the record, to be edited in place.',
  },
  icon: 'id-badge',
  options: FieldsOptions,
  roles: { fields: { names: 'field', own: true } },
  ofRecord: true,
  span: { first: 12, least: 2 },
  labelled: true,
  defaultOptions({ entity }) {
    const fields = (entity?.ownFields ?? []).filter(({ kind }) => kind.relation !== 'children').slice(0, 8)
    return fields.length > 0 ? { fields: fields.map(({ key }) => key) } : null
  },
})
