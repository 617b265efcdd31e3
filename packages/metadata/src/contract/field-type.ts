import type { LocalizedText } from '@mortise/core'
import type { BlankAs, ExpressionJson, ExpressionType } from '@mortise/expressions'
import type { Static, TObject, TSchema } from 'typebox'
import type { AggregateFunction, ContextValue, FilterOperator } from '../documents/filter.ts'
import type { FieldModel } from '../model/app-model.ts'
import { Type } from '../schema/type.ts'

/** How the palette and the documentation group field types. */
export const fieldGroups = ['text', 'number', 'choice', 'date', 'people', 'relation', 'file', 'computed'] as const
export type FieldGroup = (typeof fieldGroups)[number]

/** What is wrong with a value: a code of the product's errors (`errorCatalogue()`) and the details for its message. */
export interface ValueProblem {
  code: string
  params?: Record<string, unknown>
}

/** Where and when a text is read: a day without a year is one of this year. */
export interface TextReading {
  /** IANA zone. */
  timeZone: string
  /** YYYY-MM-DD. */
  today: string
}

/**
 * The shared half of a field type: what the server, the runtime and the designer all know of it.
 * A value is what travels in the API; blank is `null` (or `[]` for lists, `false` for checkboxes: see `blank`).
 */
export interface FieldType<Options extends TObject = TObject> {
  type: string
  label: LocalizedText
  description: LocalizedText
  group: FieldGroup
  /** Schema of `options` in the field document; `label` and `editor` annotations draw the designer's panel. */
  options: Options
  /** JSON schema of a value that is not blank, for validation, OpenAPI and the conformance test. */
  value(options: Static<Options>): TSchema
  /** The blank value, as the API gives it. Default: null. */
  blank?: null | false | readonly []
  /**
   * Brings a value that is not blank into its one spelling (trim, NFC, sorted) or says what is wrong. Pure, and total:
   * it takes any JSON, so whoever calls it need not check the schema before. May answer with the blank value.
   */
  normalise?(value: never, options: Static<Options>, field: FieldModel): { value: unknown } | ValueProblem
  /** Value as plain text in a language: titles, search, copying, export. */
  text?(value: never, field: FieldModel, language: string): string
  /**
   * What a text means that a person wrote, or that stood in a field of another type: a value for `normalise`, undefined
   * when it means nothing. Default: the text itself.
   */
  fromText?(text: string, field: FieldModel, place: TextReading): unknown
  /** Comparisons that filters may make; a look-up offers those of the field it shows. Default: none. */
  operators?(field: FieldModel): readonly FilterOperator[]
  /** Whether records can be sorted by it; for a look-up the field it shows decides. Default: false. */
  sortable?: boolean
  /** Whether records can be grouped by it; for a look-up the field it shows decides. Default: false. */
  groupable?: boolean
  /** Figures that can be made of it; for a look-up the field it shows decides. Default: none. */
  aggregates?: readonly AggregateFunction[]
  /**
   * What its values are inside expressions; null where it cannot be used there. Relations to many and sub-tables have
   * no value of their own but can be summed up. Default: null.
   */
  expression?(field: FieldModel): ExpressionType | null
  /** Numbers: how many decimal places are kept; what is computed is rounded to them. Default: all. */
  places?(options: Static<Options>): number
  /** Computed fields: what is computed, as the options say. Resolved to `FieldModel.computed`. */
  computed?(options: Static<Options>): ComputedSource
  /** Whether the total of a column of lines says something; it is shown under them. Default: false. */
  totalled?: boolean
  /** Values known only when used that filters and defaults may name: `{"ctx":"user"}`. Default: none. */
  contexts?: readonly ContextValue['ctx'][]
  /** Whether a user may set it. Look-ups, auto-numbers and the like are not writable. Default: true. */
  writable?: boolean
  /** Only for system fields: not offered in the designer and refused in documents. Default: false. */
  internal?: boolean
  /** Whether the field can be the title of its table. Default: false. */
  title?: boolean
  /** Whether the field may be declared unique, part of a duplicate check or of an index. Default: false. */
  unique?: boolean
  /**
   * Option keys whose value names a document: `{ optionSet: 'option_set', entity: 'entity' }`; checked on validation.
   * The one that names an entity becomes `FieldModel.target`, the one that names an option set `FieldModel.optionSet`.
   */
  references?: Readonly<Record<string, 'option_set' | 'entity'>>
  /**
   * How the field leads to other records of the app; needs a reference to an entity. Absent for plain values.
   *   one       the id of a record: paths may go through it, and the other table gets an inverse relation
   *   many      several records, kept in a link table; has an inverse only where the option `inverse` names one
   *   children  the lines of a sub-table, whose own `parentField` points back here
   * `one` and `many` read their inverse from the option `inverse: { key, label }`.
   */
  relation?: 'one' | 'many' | 'children'
  /** Look-ups: the option that holds the field path; resolved to `FieldModel.lookup`, look-ups of look-ups flattened. */
  lookupOption?: string
  /** Checks of the field document beyond its schema, with the whole app at hand. Pure. */
  check?(field: FieldModel): ValueProblem[]
  /** Values and options for the conformance test and the gallery. */
  samples: { options?: Static<Options>; valid: readonly unknown[]; invalid: readonly unknown[] }
}

/** How a computed field says what it computes. */
export interface ComputedSource {
  expr: ExpressionJson
  blankAs: BlankAs
  /** The formula behind `expr` where it was written as one: places in it are told with what is wrong. */
  text?: string
  /** The type of field that it behaves like, with its options. */
  result: { type: string; options?: Record<string, unknown> }
  /** It must be kept in a column, and so cannot use what changes with the time or the reader. */
  kept: boolean
  /** JSON pointer inside the options of what is at that pointer in `expr`. */
  pointerOf(at: string): string
}

/** Declares the shared half of a field type, with the option types inferred from its schema. */
export function defineFieldType<Options extends TObject>(definition: FieldType<Options>): FieldType<Options> {
  return definition
}

/** Annotates an option for the designer's panel: its label, the editor that changes it, and what its choices are called. */
export function option<Schema extends TSchema>(
  schema: Schema,
  annotation: {
    label: LocalizedText
    editor?: OptionEditor | BlockOptionEditor | ViewOptionEditor | CommandOptionEditor
    choices?: Readonly<Record<string, LocalizedText>>
  },
): Schema {
  return { ...schema, ...annotation }
}

/** The shared editors of the designer's panel. Without one, the schema's own type decides. */
export type OptionEditor =
  | 'entity'
  | 'field'
  | 'field-path'
  | 'option-set'
  | 'slider'
  | 'relation-field'
  | 'expression'
  | 'to-many'
  | 'result-type'
  | 'values'
  | 'link'
  | 'placeholders'
  | 'print'
  | 'process'

/** Editors of the steps of actions beside these. */
export type CommandOptionEditor = 'form' | 'form-of-table' | 'related' | 'related-filter' | 'related-values'

/** Editors of the panel of blocks beside these. */
export type BlockOptionEditor = 'view' | 'filter' | 'sort' | 'members' | 'buttons' | 'long-text'

/** Editors of the settings of views beside these. */
export type ViewOptionEditor = 'column-limits'

export const emptyOptions = Type.Object({}, { additionalProperties: false })
