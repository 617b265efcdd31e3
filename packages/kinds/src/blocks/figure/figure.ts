import {
  type AggregateFunction,
  aggregateFunctions,
  aggregateProblem,
  defineBlockType,
  Filter,
  Key,
  option,
  type ViewProblem,
} from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { dateOf, relationHere } from '../../block-parts/block-roles.ts'
import { relatedTables } from '../../block-parts/related-tables.ts'

export const periods = ['week', 'month', 'quarter', 'year'] as const

const FigureOptions = Type.Object(
  {
    entity: option(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    function: option(Type.Enum([...aggregateFunctions], { default: 'count' }), {
      label: { zh: '统计', en: 'Figure' },
      choices: {
        count: { zh: '记录数', en: 'Number of records' },
        count_distinct: { zh: '不同的值', en: 'Different values' },
        sum: { zh: '合计', en: 'Sum' },
        avg: { zh: '平均', en: 'Average' },
        min: { zh: '最小', en: 'Smallest' },
        max: { zh: '最大', en: 'Largest' },
      },
    }),
    field: Type.Optional(option(Key, { label: { zh: '字段', en: 'Field' }, editor: 'field' })),
    through: Type.Optional(
      option(Key, {
        label: { zh: '只统计与本记录关联的', en: 'Only what belongs to the record, by' },
        editor: 'field',
      }),
    ),
    filter: Type.Optional(option(Filter, { label: { zh: '筛选', en: 'Filter' }, editor: 'filter' })),
    date: Type.Optional(option(Key, { label: { zh: '时间字段', en: 'Date for the period' }, editor: 'field' })),
    period: Type.Optional(
      option(Type.Enum([...periods]), {
        label: { zh: '只统计本期', en: 'Only the present' },
        choices: {
          week: { zh: '本周', en: 'week' },
          month: { zh: '本月', en: 'month' },
          quarter: { zh: '本季度', en: 'quarter' },
          year: { zh: '本年', en: 'year' },
        },
      }),
    ),
    compare: Type.Optional(
      option(Type.Boolean({ default: false }), {
        label: { zh: '与上一期比较', en: 'Compare with the period before' },
      }),
    ),
    view: Type.Optional(
      option(Type.String({ ...Key, description: 'The list that opens on a click.' }), {
        label: { zh: '点击打开', en: 'Opens' },
        editor: 'view',
      }),
    ),
  },
  { additionalProperties: false },
)
export type FigureOptions = Type.Static<typeof FigureOptions>

export default defineBlockType({
  type: 'figure',
  label: { zh: '指标', en: 'Figure' },
  description: {
    zh: '一个数：记录数、合计、平均等，可与上期比较。',
    en: 'One number: a count, sum or average, compared with before.',
  },
  icon: 'chart-bar',
  options: FigureOptions,
  roles: {
    entity: { names: 'entity' },
    field: { names: 'field', of: 'entity', own: true, vital: true },
    through: relationHere('entity'),
    filter: { names: 'filter', of: 'entity' },
    date: dateOf('entity'),
    view: { names: 'view', of: 'entity' },
  },
  span: { first: 3, least: 2 },
  half: true,
  labelled: true,
  check(options, { model }) {
    const problems: ViewProblem[] = []
    const name = options.function as AggregateFunction
    const field =
      options.field === undefined ? undefined : model.entities.get(options.entity)?.fields.get(options.field)
    if (options.field === undefined && name !== 'count') {
      problems.push({ pointer: '', code: 'AGGREGATE_FIELD_MISSING', params: { name } })
    }
    const params = field && aggregateProblem(field, name)
    if (params) problems.push({ pointer: '/function', code: 'AGGREGATE_IMPOSSIBLE', params })
    const half = (options.date === undefined) !== (options.period === undefined)
    if (half || (options.compare && options.period === undefined)) {
      problems.push({ pointer: '/period', code: 'FIGURE_PERIOD' })
    }
    return problems
  },
  defaultOptions({ model, entity }) {
    const [related] = relatedTables(model, entity)
    if (related) return { entity: related.entity.key, function: 'count' as const, through: related.field.key }
    const [table] = [...model.entities.values()].filter(({ parent }) => !parent)
    return table ? { entity: table.key, function: 'count' as const } : null
  },
})
