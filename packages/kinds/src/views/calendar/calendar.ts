import { defineViewType, FieldPath, option, shownField, viewBase } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { colourRole, columnRole, dateRole, fieldsFor, personRole } from '../../view-parts/field-roles.ts'

const CalendarOptions = Type.Object(
  {
    ...viewBase,
    start: option(FieldPath, { label: { zh: '开始', en: 'Begins' }, editor: 'field' }),
    end: Type.Optional(option(FieldPath, { label: { zh: '结束', en: 'Ends' }, editor: 'field' })),
    colour: Type.Optional(option(FieldPath, { label: { zh: '颜色', en: 'Colour by' }, editor: 'field' })),
    rows: Type.Optional(
      option(FieldPath, { label: { zh: '资源视图的行', en: 'Rows of the resource view' }, editor: 'field' }),
    ),
    mode: Type.Optional(
      option(Type.Enum(['month', 'week', 'day', 'rows'], { default: 'month' }), {
        label: { zh: '打开时显示', en: 'Opens with' },
        choices: {
          month: { zh: '月', en: 'Month' },
          week: { zh: '周', en: 'Week' },
          day: { zh: '日', en: 'Day' },
          rows: { zh: '资源', en: 'Resources' },
        },
      }),
    ),
  },
  { additionalProperties: false },
)
export type CalendarOptions = Type.Static<typeof CalendarOptions>

export default defineViewType({
  type: 'calendar',
  label: { zh: '日历', en: 'Calendar' },
  description: {
    zh: '按月、周、日或人员查看，拖动即可改期。',
    en: 'By month, week, day or person; drag to change the date.',
  },
  icon: 'calendar',
  options: CalendarOptions,
  fields: { start: dateRole, end: dateRole, colour: colourRole, rows: { ...columnRole, own: true } },
  passing: ['mode'],
  check({ start, end }, { field }) {
    if (end === undefined) return []
    if (start === end) return [{ pointer: '/end', code: 'VIEW_OPTION_CHECK', params: sameField }]
    const [from, to] = [field(start), field(end)]
    const mixed = from && to && shownField(from).type !== shownField(to).type
    return mixed ? [{ pointer: '/end', code: 'VIEW_OPTION_CHECK', params: mixedFields }] : []
  },
  defaultOptions(entity) {
    const dates = fieldsFor(entity, dateRole).filter(({ system }) => !system)
    const start = dates.find(({ required }) => required) ?? dates[0]
    if (!start) return null
    const colour = fieldsFor(entity, colourRole).find(({ system, required }) => !system && required)
    const people = fieldsFor(entity, personRole)
    const person = people.find(({ key }) => key === 'owner') ?? people[0]
    return { start: start.key, ...(colour && { colour: colour.key }), ...(person && { rows: person.key }) }
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
