import { defineViewType, FieldPath, option, shownField, type ViewFieldRole, viewBase } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { colourRole, columnRole, dateRole, fieldsFor } from '../../view-parts/field-roles.ts'

const GanttOptions = Type.Object(
  {
    ...viewBase,
    start: option(FieldPath, { label: { zh: '开始', en: 'Begins' }, editor: 'field' }),
    end: option(FieldPath, { label: { zh: '结束', en: 'Ends' }, editor: 'field' }),
    progress: Type.Optional(option(FieldPath, { label: { zh: '进度', en: 'Progress' }, editor: 'field' })),
    after: Type.Optional(option(FieldPath, { label: { zh: '前置任务', en: 'Comes after' }, editor: 'field' })),
    group: Type.Optional(option(FieldPath, { label: { zh: '分组', en: 'Group by' }, editor: 'field' })),
    colour: Type.Optional(option(FieldPath, { label: { zh: '颜色', en: 'Colour by' }, editor: 'field' })),
    zoom: Type.Optional(
      option(Type.Enum(['day', 'week', 'month'], { default: 'week' }), {
        label: { zh: '刻度', en: 'Scale' },
        choices: {
          day: { zh: '日', en: 'Day' },
          week: { zh: '周', en: 'Week' },
          month: { zh: '月', en: 'Month' },
        },
      }),
    ),
  },
  { additionalProperties: false },
)
export type GanttOptions = Type.Static<typeof GanttOptions>

const progressRole: ViewFieldRole = {
  accepts: (field) => shownField(field).type === 'percent',
  wanted: { zh: '百分比字段', en: 'a percentage' },
  own: true,
}

/** Relations of a table to itself. */
const afterRole: ViewFieldRole = {
  accepts: (field) =>
    field.target === field.entity && (field.kind.relation === 'one' || field.kind.relation === 'many'),
  wanted: { zh: '关联到本表的字段', en: 'a relation to the table itself' },
  own: true,
}

export default defineViewType({
  type: 'gantt',
  label: { zh: '甘特图', en: 'Timeline' },
  description: {
    zh: '按起止日期排列的任务条，显示进度和先后关系。',
    en: 'Bars from beginning to end, with progress and what comes after what.',
  },
  icon: 'timeline',
  options: GanttOptions,
  fields: {
    start: dateRole,
    end: dateRole,
    progress: progressRole,
    after: afterRole,
    group: { ...columnRole, own: true },
    colour: colourRole,
  },
  passing: ['zoom'],
  check({ start, end }, { field }) {
    if (start === end) return [{ pointer: '/end', code: 'VIEW_OPTION_CHECK', params: sameField }]
    const [from, to] = [field(start), field(end)]
    const mixed = from && to && shownField(from).type !== shownField(to).type
    return mixed ? [{ pointer: '/end', code: 'VIEW_OPTION_CHECK', params: mixedFields }] : []
  },
  defaultOptions(entity) {
    const dates = fieldsFor(entity, dateRole).filter(({ system, kind }) => !system && kind.writable !== false)
    // Two of one sort, one after the other in the table, are most likely beginning and end.
    const start = dates.find((field, index) => dates[index + 1]?.type === field.type)
    const end = start && dates[dates.indexOf(start) + 1]
    if (!start || !end) return null
    const first = (role: ViewFieldRole) => fieldsFor(entity, role).find(({ system }) => !system)?.key
    const [progress, after, colour] = [first(progressRole), first(afterRole), first(colourRole)]
    return {
      ...{ start: start.key, end: end.key },
      ...(progress && { progress }),
      ...(after && { after }),
      ...(colour && { colour }),
    }
  },
})

const sameField = {
  problem: { zh: '开始和结束不能是同一个字段。', en: 'Beginning and end have to be different fields.' },
}
const mixedFields = {
  problem: {
    zh: '开始和结束须同为日期，或同为日期时间。',
    en: 'Beginning and end have to be both days or both moments.',
  },
}
