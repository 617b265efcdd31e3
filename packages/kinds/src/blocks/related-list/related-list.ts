import { defineBlockType, FieldPath, Key, option, Sort } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { lineOf, relationHere } from '../../block-parts/block-roles.ts'
import { relatedTables } from '../../block-parts/related-tables.ts'
import { cardFields } from '../../view-parts/field-roles.ts'

const RelatedListOptions = Type.Object(
  {
    entity: option(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    field: option(Type.String({ ...Key, description: 'Its relation that points here.' }), {
      label: { zh: '关联字段', en: 'Relation to the record' },
      editor: 'field',
    }),
    columns: Type.Optional(
      option(Type.Array(FieldPath, { minItems: 1, maxItems: 12 }), {
        label: { zh: '列', en: 'Columns' },
        editor: 'field-path',
      }),
    ),
    sort: Type.Optional(
      option(Type.Array(Sort, { maxItems: 5 }), { label: { zh: '排序', en: 'Order' }, editor: 'sort' }),
    ),
    limit: Type.Optional(
      option(Type.Integer({ minimum: 1, maximum: 50, default: 5 }), {
        label: { zh: '先显示几条', en: 'Rows at first' },
      }),
    ),
    create: Type.Optional(
      option(Type.Boolean({ default: true }), { label: { zh: '可新建', en: 'With a button for a new record' } }),
    ),
  },
  { additionalProperties: false },
)
export type RelatedListOptions = Type.Static<typeof RelatedListOptions>

export default defineBlockType({
  type: 'related_list',
  label: { zh: '关联列表', en: 'Related list' },
  description: {
    zh: '指向本记录的其他记录，可在此新建。',
    en: 'Records of another table that point at this one, and new ones.',
  },
  icon: 'table',
  options: RelatedListOptions,
  roles: {
    entity: { names: 'entity' },
    field: relationHere('entity'),
    columns: lineOf('entity'),
    sort: { names: 'sort', of: 'entity' },
  },
  ofRecord: true,
  span: { first: 12, least: 3 },
  labelled: true,
  defaultOptions({ model, entity }) {
    const [related] = relatedTables(model, entity)
    if (!related) return null
    const columns = [related.entity.title.key, ...cardFields(related.entity, [related.field.key], 3)]
    return { entity: related.entity.key, field: related.field.key, columns: [...new Set(columns)] }
  },
})
