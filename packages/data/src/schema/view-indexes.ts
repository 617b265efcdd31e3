import type { AppModel, Filter, FilterOperator } from '@mortise/metadata'
import { identifier } from '../sql/identifier.ts'
import { columnIndex, fitsIndex, type IndexPlan, type TablesContext } from './index-plan.ts'
import { type ColumnLayout, physicalName, type TableLayout } from './table-layout.ts'

/** Indexes for what the published views sort and filter by. */
export function viewIndexes(model: AppModel, layout: TableLayout, context: TablesContext): IndexPlan[] {
  const views = [...model.views.values()].filter((view) => view.entity === layout.entity.key)
  return views.flatMap(({ options: { sort = [], filter } }) => [
    ...sortIndex(layout, sort[0], context),
    ...filteredFields(filter).flatMap((field) => filterIndex(layout, field)),
  ])
}

/** The order that pages are read in, ties by id; read backwards for descending order. */
function sortIndex(
  { table, columns }: TableLayout,
  sort: { field: string } | undefined,
  { textCollation }: TablesContext,
): IndexPlan[] {
  const column = sort && columns.get(sort.field)
  // Choices sort by the order of their options, which may change without a change of the table.
  if (!column || !fitsIndex(column) || column.spec.class === 'choice' || column.column === 'id') return []
  const collation = column.spec.class === 'text' ? ` collate ${identifier(textCollation)}` : ''
  return [
    {
      name: physicalName(`sort$${table}`, column.column),
      method: 'btree',
      keys: [`${identifier(column.column)}${collation}`, identifier('id')],
    },
  ]
}

function filterIndex({ table, columns }: TableLayout, field: string): IndexPlan[] {
  const column: ColumnLayout | undefined = columns.get(field)
  if (!column || !fitsIndex(column) || column.spec.class === 'boolean' || column.column === 'id') return []
  return [columnIndex(table, [column.column])]
}

/** Operators that leave a narrow range of an index. */
const narrowing: ReadonlySet<FilterOperator> = new Set([
  'eq',
  'in',
  'between',
  'within',
  'lt',
  'lte',
  'gt',
  'gte',
  'below',
])

/** Own fields that every record of the view must meet a condition on. */
function filteredFields(filter: Filter | undefined): string[] {
  if (!filter) return []
  if ('and' in filter) return filter.and.flatMap(filteredFields)
  return 'field' in filter && narrowing.has(filter.op) ? [filter.field] : []
}
