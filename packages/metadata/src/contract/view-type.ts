import type { LocalizedText } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import type { Static, TObject } from 'typebox'
import type { Filter } from '../documents/filter.ts'
import type { CalculatedValue, ColourRule, ViewOptions } from '../documents/view.ts'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'

/** What is wrong with the options of a view: a code of the product's errors, and where inside the options. */
export interface ViewProblem {
  /** JSON pointer inside the options: `/columns/0/summary`. */
  pointer: string
  code: string
  params?: Record<string, unknown>
}

/** Which fields an option of a view may name. */
export interface ViewFieldRole {
  /** Whether this field can be used; look-ups and computed fields are asked about by what they show as well. */
  accepts(field: FieldModel): boolean
  /** What is wanted, in words, for messages and the dialog: a date. */
  wanted: LocalizedText
  /** Only fields of the table itself, not paths to related ones. Default: false. */
  own?: boolean
}

/** What the pure checks of a view type may look at. */
export interface ViewPlace {
  entity: EntityModel
  model: AppModel
  /** The field at the end of a path; null where it leads nowhere (which is reported already). */
  field(path: string): FieldModel | null
}

/**
 * The shared half of a view type: what the server, the runtime and the designer all know of it. Every view has `filter`
 * and `sort` in its options; the type adds its own.
 */
export interface ViewType<Options extends TObject = TObject> {
  type: string
  label: LocalizedText
  description: LocalizedText
  /** Name of an icon of the set. */
  icon: string
  /** Schema of `options` in the document, with `viewBase`; `label` and `editor` annotations draw the panel. */
  options: Options
  /**
   * The options that name fields: a path, a list of paths, or a list of objects with a `field`. From these the product
   * knows what a view shows: names that a reader may not know are taken out, and what is required makes the view go.
   */
  fields: Readonly<Record<string, ViewFieldRole>>
  /**
   * Options that users turn as they look around (month or week, folded columns): remembered for the next visit, but no
   * change of a view that is not their own. Default: none.
   */
  passing?: readonly string[]
  /** Checks beyond the schema and the roles of fields, with the table at hand. Pure. */
  check?(options: Static<Options>, place: ViewPlace): ViewProblem[]
  /** Options to begin with for a table; null where it has no field that the type needs. Pure. */
  defaultOptions(entity: EntityModel, model: AppModel): Static<Options> | null
}

/** Declares the shared half of a view type, with the option types inferred from its schema. */
export function defineViewType<Options extends TObject>(definition: ViewType<Options>): ViewType<Options> {
  return definition
}

/** One field that the options of a view name. */
export interface ViewPath {
  option: string
  path: string
  /** JSON pointer inside the options. */
  pointer: string
}

/** Every field that the own options of a view name, in the order of the type's roles; not those of filter and sort. */
export function viewPaths({ fields }: ViewType, options: ViewOptions): ViewPath[] {
  return Object.keys(fields).flatMap((option) => {
    const value = options[option]
    if (typeof value === 'string') return [{ option, path: value, pointer: `/${option}` }]
    if (!Array.isArray(value)) return []
    return value.flatMap((member: unknown, index): ViewPath[] => {
      if (typeof member === 'string') return [{ option, path: member, pointer: `/${option}/${index}` }]
      const path = formulaOf(member) ? null : fieldOf(member)
      return path === null ? [] : [{ option, path, pointer: `/${option}/${index}/field` }]
    })
  })
}

/** What may be named in the options of a view; formulas and filters are taken as they are where nothing is said. */
export interface KnownParts {
  path(path: string, option: string): boolean
  formula?(expression: StoredExpression): boolean
  filter?(filter: Filter): boolean
}

/**
 * The options without what is not known, in columns, sorts and colours; null where nothing is left of an option that
 * the type needs. The filter stays: without it the view would show other records.
 */
export function keepPaths(type: ViewType, options: ViewOptions, known: KnownParts): ViewOptions | null {
  const kept: ViewOptions = { ...options }
  const required = new Set((type.options as { required?: readonly string[] }).required ?? [])
  for (const option of Object.keys(type.fields)) {
    const value = options[option]
    if (value === undefined) continue
    const left = knownPart(value, (path) => known.path(path, option), known)
    if (left === undefined && required.has(option)) return null
    if (left === undefined) delete kept[option]
    else kept[option] = left
  }
  return withKnownRest(kept, known)
}

/** Sorts may name calculated columns, as far as these are left. */
function withKnownRest(kept: ViewOptions, known: KnownParts): ViewOptions {
  const calculated = calculatedColumns(kept)
  const { sort, colours } = kept
  const isColour = ({ when, field }: ColourRule) =>
    (known.filter?.(when) ?? true) && (field === undefined || calculated.has(field) || known.path(field, 'colours'))
  return {
    ...kept,
    ...(sort && { sort: sort.filter(({ field }) => calculated.has(field) || known.path(field, 'sort')) }),
    ...(colours && { colours: colours.filter(isColour) }),
  }
}

/** The columns of a view that are computed for it, by their key. */
export function calculatedColumns({ columns }: ViewOptions): ReadonlyMap<string, CalculatedValue> {
  return new Map((columns ?? []).flatMap(({ field, formula }) => (formula ? [[field, formula] as const] : [])))
}

/** What is left of an option; undefined where nothing is. */
function knownPart(value: unknown, known: (path: string) => boolean, { formula }: KnownParts): unknown {
  if (!Array.isArray(value)) return known(String(value)) ? value : undefined
  const left = value.filter((member) => {
    const calculated = formulaOf(member)
    return calculated ? (formula?.(calculated.expression) ?? true) : known(fieldOf(member) ?? String(member))
  })
  return left.length === 0 && value.length > 0 ? undefined : left
}

function formulaOf(member: unknown): CalculatedValue | null {
  return typeof member === 'object' && member !== null && 'formula' in member
    ? (member.formula as CalculatedValue)
    : null
}

function fieldOf(member: unknown): string | null {
  const field = typeof member === 'object' && member !== null && 'field' in member ? member.field : null
  return typeof field === 'string' ? field : null
}
