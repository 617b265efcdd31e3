import { defineBlockType, Key, option } from '@mortise/metadata'
import { Type } from 'typebox'
import { relatedTables } from '../../block-parts/related-tables.ts'

const ActionsOptions = Type.Object(
  {
    create: option(
      Type.Array(Key, { minItems: 1, maxItems: 20, description: 'Tables in which one click makes a new record.' }),
      { label: { zh: '新建', en: 'New records in' }, editor: 'entity' },
    ),
  },
  { additionalProperties: false },
)
export type ActionsOptions = Type.Static<typeof ActionsOptions>

export default defineBlockType({
  type: 'actions',
  label: { zh: '快捷操作', en: 'Actions' },
  description: { zh: '一键新建记录的按钮。', en: 'Buttons that make a new record.' },
  icon: 'bolt',
  options: ActionsOptions,
  roles: { create: { names: 'entity' } },
  span: { first: 12, least: 2 },
  labelled: true,
  defaultOptions({ model, entity }) {
    const related = relatedTables(model, entity).map((one) => one.entity)
    const all = [...model.entities.values()].filter(({ parent }) => !parent)
    const tables = (related.length > 0 ? related : all).slice(0, 3)
    return tables.length > 0 ? { create: tables.map(({ key }) => key) } : null
  },
})
