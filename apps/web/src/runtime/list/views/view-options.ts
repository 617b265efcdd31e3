import { deepEqual } from '@mortise/core'
import {
  type AppModel,
  type EntityModel,
  type FieldModel,
  keepPaths,
  type ListOptions,
  resolvePath,
  shownField,
  type ViewOptions,
  type ViewType,
} from '@mortise/metadata'

/**
 * The options without what the user may not see or what no longer exists; those of the type's choice where the view
 * cannot do without something that is gone, and null where the table has nothing for it.
 */
export function usableOptions(
  type: ViewType,
  { model, entity }: { model: AppModel; entity: EntityModel },
  options: ViewOptions,
): ViewOptions | null {
  const fits = (path: string, option: string) => {
    const field = resolvePath(model, entity, path)?.field
    return field !== undefined && (type.fields[option]?.accepts(field) ?? true)
  }
  return keepPaths(type, options, { path: fits }) ?? withDefaults(type, { model, entity }, options)
}

function withDefaults(
  type: ViewType,
  { model, entity }: { model: AppModel; entity: EntityModel },
  { filter, sort }: ViewOptions,
): ViewOptions | null {
  const defaults: ViewOptions | null = type.defaultOptions(entity, model)
  return defaults && { ...defaults, filter, sort }
}

/** The options of a view that is a list. */
export function listOptionsOf(options: ViewOptions): ListOptions {
  return options as ListOptions
}

/** Whether two views show the same, but for some options: what is absent and what is empty are the same. */
export function sameOptions(a: ViewOptions, b: ViewOptions, except: readonly string[] = []): boolean {
  const left = (options: ViewOptions) =>
    bare({ ...options, ...Object.fromEntries(except.map((one) => [one, undefined])) })
  return deepEqual(left(a), left(b))
}

/** Options without empty parts, as they are stored. */
export function bare(options: ViewOptions): ViewOptions {
  const entries = Object.entries(options).filter(([name, value]) => !isEmpty(name, value))
  return Object.fromEntries(entries.map(([name, value]) => [name, name === 'filter' ? value : tidy(value)]))
}

/** Whether records can be put under heads by this field: choices, people, relations and dates. */
export function isGroupable(field: FieldModel): boolean {
  const { kind } = shownField(field)
  return kind.groupable === true && kind.group !== 'text' && kind.group !== 'number'
}

function isEmpty(name: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return Array.isArray(value) ? value.length === 0 : name === 'rowHeight' && value === 'default'
}

/** Members of a list without what they do not say: `pinned: false` is no pin. */
function tidy(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((member: unknown) => {
    if (typeof member !== 'object' || member === null) return member
    return Object.fromEntries(Object.entries(member).filter(([, part]) => part !== undefined && part !== false))
  })
}
