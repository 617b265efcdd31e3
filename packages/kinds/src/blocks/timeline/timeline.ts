import { defineBlockType, FieldPath, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { dateOf, lineOf, relationHere } from '../../block-parts/block-roles.ts'
import { relatedTables } from '../../block-parts/related-tables.ts'

/** Records of another table that have their place in the story of this one. */
const TimelineSource = Type.Object(
  {
    entity: option(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    field: option(Type.String({ ...Key, description: 'Its relation that points here.' }), {
      label: { zh: '关联字段', en: 'Relation to the record' },
      editor: 'field',
    }),
    date: option(Type.String({ ...Key, description: 'When it was.' }), {
      label: { zh: '时间', en: 'When' },
      editor: 'field',
    }),
    show: Type.Optional(
      option(Type.Array(FieldPath, { minItems: 1, maxItems: 4 }), {
        label: { zh: '显示的字段', en: 'Fields beside the title' },
        editor: 'field-path',
      }),
    ),
  },
  { additionalProperties: false },
)

const TimelineOptions = Type.Object(
  {
    changes: Type.Optional(
      option(Type.Boolean({ default: true }), {
        label: { zh: '修改与评论', en: 'Changes and comments' },
      }),
    ),
    sources: Type.Optional(
      option(Type.Array(TimelineSource, { maxItems: 12 }), {
        label: { zh: '其他数据表的记录', en: 'Records of other tables' },
        editor: 'members',
      }),
    ),
  },
  { additionalProperties: false },
)
export type TimelineOptions = Type.Static<typeof TimelineOptions>

export default defineBlockType({
  type: 'timeline',
  label: { zh: '时间线', en: 'Timeline' },
  description: {
    zh: '本记录的修改与评论，和相关记录按时间排在一起。',
    en: 'Changes and comments of the record, with related records, in one order of time.',
  },
  icon: 'history',
  options: TimelineOptions,
  roles: {
    sources: {
      names: 'members',
      each: {
        entity: { names: 'entity' },
        field: relationHere('entity'),
        date: dateOf('entity'),
        show: lineOf('entity'),
      },
    },
  },
  ofRecord: true,
  span: { first: 12, least: 3 },
  labelled: true,
  defaultOptions({ model, entity }) {
    const sources = relatedTables(model, entity).flatMap((related) => {
      const date = related.entity.ownFields.find((field) => dateOf('entity').accepts?.(field, null))
      if (!date) return []
      return [{ entity: related.entity.key, field: related.field.key, date: date.key }]
    })
    return sources.length > 0 ? { sources: sources.slice(0, 4) } : {}
  },
})
