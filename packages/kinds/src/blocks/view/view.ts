import { defineBlockType, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { relationHere } from '../../block-parts/block-roles.ts'

const ViewOptions = Type.Object(
  {
    view: option(Key, { label: { zh: '视图', en: 'View' }, editor: 'view' }),
    through: Type.Optional(
      option(Key, {
        label: { zh: '只显示与本记录关联的', en: 'Only what belongs to the record, by' },
        editor: 'field',
      }),
    ),
    limit: Type.Optional(
      option(Type.Integer({ minimum: 1, maximum: 50, default: 8 }), {
        label: { zh: '列表最多行数', en: 'Rows of a list at most' },
      }),
    ),
    height: Type.Optional(
      option(Type.Integer({ minimum: 160, maximum: 1200, default: 420 }), {
        label: { zh: '高度（列表除外）', en: 'Height, unless it is a list' },
      }),
    ),
    create: Type.Optional(
      option(Type.Boolean({ default: false }), { label: { zh: '可新建', en: 'With a button for a new record' } }),
    ),
  },
  { additionalProperties: false },
)
export type ViewBlockOptions = Type.Static<typeof ViewOptions>

export default defineBlockType({
  type: 'view',
  label: { zh: '视图', en: 'View' },
  description: { zh: '一个列表、看板、日历等视图。', en: 'A list, a board, a calendar or another view.' },
  icon: 'list-details',
  options: ViewOptions,
  roles: { view: { names: 'view' }, through: relationHere('view') },
  span: { first: 12, least: 3 },
  labelled: true,
  defaultOptions({ model }) {
    const [view] = model.views.keys()
    return view === undefined ? null : { view }
  },
})
