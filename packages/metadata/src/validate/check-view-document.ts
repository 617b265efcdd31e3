import type { AggregateFunction, Filter, Sort } from '../documents/filter.ts'
import type { ListOptions, ViewDocument } from '../documents/view.ts'
import type { EntityModel, FieldModel } from '../model/app-model.ts'
import { shownField } from '../model/resolve-path.ts'
import { type AppIndex, type Report, typeLabel } from './app-index.ts'
import { checkDuplicateNames } from './check-duplicates.ts'
import { checkFilter } from './check-filter.ts'
import { checkEntity, checkPath } from './check-reference.ts'
import { pointerTo } from './json-pointer.ts'
import { suggestionFor } from './make-issue.ts'

/** Checks a view: its table, columns, sorting, grouping and filter. */
export function checkViewDocument(document: ViewDocument, index: AppIndex, report: Report): void {
  const entity = checkEntity(document.entity, { index, report, pointer: '/entity' })
  if (entity) checkListOptions(entity, document.options, { index, report, pointer: '/options' })
}

interface Place {
  index: AppIndex
  pointer: string
  report: Report
}

/** Checks the options of a list view over a table. */
export function checkListOptions(entity: EntityModel, options: ListOptions, place: Place): void {
  const { index, report, pointer } = place
  const at = (...steps: (string | number)[]) => ({ ...place, pointer: pointerTo(pointer, ...steps) })
  checkDuplicateNames(
    options.columns.map(({ field }) => field),
    `${pointer}/columns`,
    report,
  )
  options.columns.forEach(({ field: path, summary }, position) => {
    const field = checkPath(entity, path, at('columns', position, 'field'))
    if (field && summary) checkAggregate(field, summary, at('columns', position, 'summary'))
  })
  checkSorts(entity, options.sort ?? [], at('sort'))
  if (options.filter) checkFilter(entity, options.filter as Filter, at('filter'))
  if (options.group === undefined) return
  const field = checkPath(entity, options.group, { index, report, pointer: `${pointer}/group` })
  if (field && !shownField(field).kind.groupable) {
    report('GROUP_FIELD_UNFIT', `${pointer}/group`, { type: typeLabel(shownField(field)) })
  }
}

/** Checks that records can be sorted as asked. */
export function checkSorts(entity: EntityModel, sorts: readonly Sort[], { index, pointer, report }: Place): void {
  sorts.forEach(({ field: path }, position) => {
    const at = pointerTo(pointer, position, 'field')
    const field = checkPath(entity, path, { index, report, pointer: at })
    if (field && !shownField(field).kind.sortable) {
      report('SORT_FIELD_UNFIT', at, { type: typeLabel(shownField(field)) })
    }
  })
}

/** Checks that a figure can be made of a field. */
export function checkAggregate(field: FieldModel, name: AggregateFunction, { pointer, report }: Place): void {
  const possible = shownField(field).kind.aggregates ?? []
  if (possible.includes(name)) return
  const suggestion = suggestionFor(name, possible)
  report('AGGREGATE_IMPOSSIBLE', pointer, { name, type: typeLabel(shownField(field)), suggestion })
}
