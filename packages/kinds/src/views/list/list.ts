import {
  type AggregateFunction,
  aggregateProblem,
  defineViewType,
  type EntityModel,
  type FieldModel,
  ListOptions,
  shownField,
  type ViewProblem,
} from '@mortise/metadata'

/** Columns of a list that nobody has designed: the title and the first fields that say something in one line. */
const defaultColumnCount = 7

export default defineViewType({
  type: 'list',
  label: { zh: '列表', en: 'List' },
  description: {
    zh: '一行一条记录，可直接修改、分组和汇总。',
    en: 'A row for each record, to edit, group and sum up.',
  },
  icon: 'table',
  options: ListOptions,
  fields: {
    columns: { accepts: () => true, wanted: { zh: '字段', en: 'a field' } },
    // Whether it can be grouped by has a finding of its own, in `check`.
    group: { accepts: () => true, wanted: { zh: '字段', en: 'a field' } },
  },
  check({ columns, group }, { field }) {
    const problems = columns.flatMap(({ field: path, summary }, index): ViewProblem[] => {
      const found = summary === undefined ? null : field(path)
      const params = found && aggregateProblem(found, summary as AggregateFunction)
      return params ? [{ pointer: `/columns/${index}/summary`, code: 'AGGREGATE_IMPOSSIBLE', params }] : []
    })
    const grouped = group === undefined ? null : field(group)
    if (grouped && !shownField(grouped).kind.groupable) {
      const params = { type: shownField(grouped).kind.label }
      problems.push({ pointer: '/group', code: 'GROUP_FIELD_UNFIT', params })
    }
    return problems
  },
  defaultOptions(entity: EntityModel) {
    const others = entity.ownFields.filter((field) => field !== entity.title && fitsInColumn(field))
    return {
      columns: [
        { field: entity.title.key, pinned: true },
        ...others.slice(0, defaultColumnCount - 1).map((field) => ({ field: field.key })),
      ],
      sort: [{ field: 'created_at', direction: 'desc' as const }],
    }
  },
})

function fitsInColumn(field: FieldModel): boolean {
  return field.kind.relation !== 'children' && field.kind.relation !== 'many' && field.type !== 'long_text'
}
