import type { LocalizedText } from '@mortise/core'
import type { CheckedExpression, ExpressionProblem } from '@mortise/expressions'
import type { ComputedSource, FieldType } from '../contract/field-type.ts'
import type { AppDocument } from '../documents/app.ts'
import type { CommandDocument } from '../documents/command.ts'
import type { EntityDocument, FieldDocument } from '../documents/entity.ts'
import type { FormDocument } from '../documents/form.ts'
import type { MenuDocument } from '../documents/menu.ts'
import type { OptionDocument, OptionSetDocument } from '../documents/option-set.ts'
import type { PageDocument } from '../documents/page.ts'
import type { PrintDocument } from '../documents/print.ts'
import type { ProcessDocument } from '../documents/process.ts'
import type { PublicFormDocument } from '../documents/public-form.ts'
import type { RoleDocument } from '../documents/role.ts'
import type { ViewDocument } from '../documents/view.ts'

/** A published app, compiled: every name resolved, ready to run. Immutable; one per (app, revision). */
export interface AppModel {
  key: string
  /** Number of the published revision; 0 for a model that was never published. */
  revision: number
  app: AppDocument
  entities: ReadonlyMap<string, EntityModel>
  optionSets: ReadonlyMap<string, OptionSetModel>
  forms: ReadonlyMap<string, FormDocument>
  views: ReadonlyMap<string, ViewDocument>
  commands: ReadonlyMap<string, CommandDocument>
  prints: ReadonlyMap<string, PrintDocument>
  pages: ReadonlyMap<string, PageDocument>
  menus: ReadonlyMap<string, MenuDocument>
  processes: ReadonlyMap<string, ProcessDocument>
  publicForms: ReadonlyMap<string, PublicFormDocument>
  roles: ReadonlyMap<string, RoleDocument>
}

export interface OptionSetModel {
  key: string
  document: OptionSetDocument
  options: ReadonlyMap<string, OptionDocument>
}

export interface EntityModel {
  key: string
  /** No table of its own, but what expressions at a place of a process look at. */
  aside?: true
  app: string
  document: EntityDocument
  label: LocalizedText
  plural: LocalizedText
  /** Own fields in document order, then the system fields. Archived fields are not here. */
  fields: ReadonlyMap<string, FieldModel>
  /** The own fields only, in document order. */
  ownFields: readonly FieldModel[]
  title: FieldModel
  /** Set when this is a sub-table: the relation to the owning record, and the sub_table field there. */
  parent: { entity: string; field: FieldModel; subTableField: string } | null
  /** To-many relations that point here from other tables, by their key. */
  inverses: ReadonlyMap<string, InverseRelation>
  /** Fields found by search, the title first. */
  searchFields: readonly FieldModel[]
}

/** The other side of a relation: `orders` of a customer. Usable in `any`/`none` filters and related lists. */
export interface InverseRelation {
  key: string
  label: LocalizedText
  /** Table and field that point here. */
  entity: string
  field: string
  /** The field there holds several records (a link table) instead of one. */
  many: boolean
}

export interface FieldModel {
  key: string
  entity: string
  type: string
  kind: FieldType
  label: LocalizedText
  /** Options with defaults filled in. */
  options: Readonly<Record<string, unknown>>
  document: FieldDocument
  required: boolean
  system: boolean
  /** Relations and sub-tables: the table they lead to. */
  target: string | null
  /** Selects: their choices. */
  optionSet: OptionSetModel | null
  /** Look-ups: the field at the end of the path (never a look-up itself), and the to-one relations on the way. */
  lookup: { path: readonly FieldModel[]; field: FieldModel } | null
  /** Formulas and roll-ups: what is computed, and what the field behaves like. */
  computed: ComputedModel | null
}

export interface ComputedModel {
  source: ComputedSource
  /** The field of the result's type that it is shown, sorted and compared as; it has the key of the computed field. */
  result: FieldModel
  /** Null where the expression did not pass the check, or the app is there only in part. */
  checked: CheckedExpression | null
  /** What is wrong with the expression; an app that was published has none. */
  problems: readonly ExpressionProblem[]
  /** Kept in a column and brought up to date by whatever changes what it reads; else computed whenever it is read. */
  stored: boolean
}
