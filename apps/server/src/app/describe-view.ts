import type { Registry } from '@mortise/core'
import {
  type AppModel,
  calculatedColumns,
  type Filter,
  keepPaths,
  resolvePath,
  type ViewOptions,
  type ViewType,
  viewPaths,
} from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'

/** What is known of a view, saved or designed. */
export interface ViewContent {
  entity: string
  type: string
  options: ViewOptions
}

/**
 * What a view shows as far as the user may know of it; null when nothing is left. A view without its filter would show
 * other records than the one meant: one whose filter names something hidden is left out as a whole.
 */
function describeOptions(
  { entity, type, options }: ViewContent,
  reader: AppReader,
  viewTypes: Registry<ViewType>,
): ViewOptions | null {
  if (!viewTypes.has(type) || !reader.entity(entity)) return null
  if (options.filter && !reader.filter(entity, options.filter)) return null
  return keepPaths(viewTypes.get(type), options, {
    path: (path) => reader.path(entity, path),
    formula: (expression) => reader.expression(entity, expression),
    filter: (filter) => reader.filter(entity, filter),
  })
}

/** The view as the user may know of it; no view where nothing of it is left. */
export function describeView<View extends ViewContent>(
  view: View,
  reader: AppReader,
  viewTypes: Registry<ViewType>,
): View[] {
  const options = describeOptions(view, reader, viewTypes)
  return options ? [{ ...view, options }] : []
}

/** The first option of a view that names a field which its type cannot use. */
export function unfitOption(
  { entity, type, options }: ViewContent,
  model: AppModel,
  viewTypes: Registry<ViewType>,
): string | null {
  const kind = viewTypes.get(type)
  const table = model.entities.get(entity)
  const unfit = viewPaths(kind, options).find(({ option, path }) => {
    const field = table && resolvePath(model, table, path)?.field
    const role = kind.fields[option]
    return field && role && (!role.accepts(field) || (role.own && path.includes('.')))
  })
  return unfit?.option ?? null
}

/** The first name in a view that the user may not know of, or that does not exist. */
export function unreadableInView(
  { entity, type, options }: ViewContent,
  reader: AppReader,
  viewTypes: Registry<ViewType>,
): string | null {
  const own = viewPaths(viewTypes.get(type), options).map(({ path }) => path)
  const calculated = calculatedColumns(options)
  const shown = [...(options.sort ?? []), ...(options.colours ?? [])].flatMap(({ field }) =>
    field === undefined || calculated.has(field) ? [] : [field],
  )
  const unknown = [...own, ...shown].find((path) => !reader.path(entity, path))
  if (unknown !== undefined) return unknown
  const formula = [...calculated].find(([, { expression }]) => !reader.expression(entity, expression))
  if (formula) return formula[0]
  const filters = [options.filter, ...(options.colours ?? []).map(({ when }) => when)]
  const hidden = filters.map((filter) => (filter ? reader.unreadable(entity, filter as Filter) : null))
  return hidden.find((name) => name !== null) ?? null
}
