import { calculatedColumns, type ViewType, viewPaths } from '../contract/view-type.ts'
import type { AggregateFunction, Filter, Sort } from '../documents/filter.ts'
import type { ViewDocument, ViewOptions } from '../documents/view.ts'
import type { EntityModel, FieldModel } from '../model/app-model.ts'
import { resolvePath, shownField } from '../model/resolve-path.ts'
import { aggregateProblem } from './aggregate-problem.ts'
import { type AppIndex, type Report, typeLabel } from './app-index.ts'
import { checkDuplicateNames } from './check-duplicates.ts'
import { checkFilter } from './check-filter.ts'
import { checkEntity, checkPath } from './check-reference.ts'
import { checkShape } from './check-shape.ts'
import { checkCalculatedColumns, checkColours } from './check-view-extras.ts'
import type { IssueCode } from './issue-definitions.ts'
import { pointerTo } from './json-pointer.ts'
import type { IssueParams } from './make-issue.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Checks a view: its table, its type, and its options against that type's schema. */
export function checkViewDocument(document: ViewDocument, index: AppIndex, report: Report): void {
  const entity = checkEntity(document.entity, { index, report, pointer: '/entity' })
  const type = checkViewType(document.type, { index, report, pointer: '/type' })
  if (!type) return
  const place = { index, report, pointer: '/options' }
  const problems = checkShape(type.options, document.options, place.pointer, index.fitting)
  for (const problem of problems) report(problem.code, problem.pointer, problem.params)
  if (entity && problems.length === 0) checkViewOptions(type, entity, document.options, place)
}

interface Place {
  index: AppIndex
  pointer: string
  report: Report
}

function checkViewType(key: string, { index, pointer, report }: Place): ViewType | null {
  const { viewTypes } = index
  // Whoever knows no types of views (tests of packages below them) takes views as they are.
  if (!viewTypes) return null
  if (viewTypes.has(key)) return viewTypes.get(key)
  const known = viewTypes.all().map(({ type }) => type)
  report('VIEW_TYPE_UNKNOWN', pointer, { name: key, suggestion: suggestionFor(key, known) })
  return null
}

/** Checks the options of a view over a table: the fields they name, order, filter, and what the type itself asks. */
function checkViewOptions(type: ViewType, entity: EntityModel, options: ViewOptions, place: Place): void {
  const { index, report, pointer } = place
  const at = (...steps: (string | number)[]) => ({ ...place, pointer: pointerTo(pointer, ...steps) })
  for (const { option, path, pointer: inside } of viewPaths(type, options)) {
    const role = type.fields[option]
    const where = { ...place, pointer: `${pointer}${inside}` }
    const field = checkPath(entity, path, where)
    if (field && role && (!role.accepts(field) || (role.own && path.includes('.')))) {
      report('VIEW_FIELD_UNFIT', where.pointer, { type: typeLabel(shownField(field)), expected: role.wanted })
    }
  }
  for (const [option, value] of Object.entries(options)) {
    if (!type.fields[option] || !Array.isArray(value)) continue
    const paths = viewPaths(type, { [option]: value }).map(({ path }) => path)
    checkDuplicateNames(paths, `${pointer}/${option}`, report)
  }
  checkCalculatedColumns(entity, options, place)
  checkColours(entity, options, place)
  const calculated = calculatedColumns(options)
  checkSorts(entity, options.sort ?? [], at('sort'), calculated)
  if (options.filter) checkFilter(entity, options.filter as Filter, at('filter'))
  const field = (path: string) => resolvePath(index.model, entity, path)?.field ?? null
  for (const problem of type.check?.(options as never, { entity, model: index.model, field }) ?? []) {
    report(problem.code as IssueCode, `${pointer}${problem.pointer}`, problem.params as IssueParams)
  }
}

/** Checks that records can be sorted as asked. */
export function checkSorts(
  entity: EntityModel,
  sorts: readonly Sort[],
  { index, pointer, report }: Place,
  calculated: ReadonlyMap<string, unknown> = new Map(),
): void {
  sorts.forEach(({ field: path }, position) => {
    if (calculated.has(path)) return
    const at = pointerTo(pointer, position, 'field')
    const field = checkPath(entity, path, { index, report, pointer: at })
    if (field && !shownField(field).kind.sortable) {
      report('SORT_FIELD_UNFIT', at, { type: typeLabel(shownField(field)) })
    }
  })
}

/** Checks that a figure can be made of a field. */
export function checkAggregate(field: FieldModel, name: AggregateFunction, { pointer, report }: Place): void {
  const problem = aggregateProblem(field, name)
  if (problem) report('AGGREGATE_IMPOSSIBLE', pointer, problem)
}
