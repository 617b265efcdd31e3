import type { LocalizedText } from '@mortise/core'
import type { ExpressionType, StoredExpression } from '@mortise/expressions'
import type { Static, TObject, TSchema } from 'typebox'
import type { DocumentKind } from '../documents/document-names.ts'
import type { Filter } from '../documents/filter.ts'
import type { ProcessDocument, ProcessNode } from '../documents/process.ts'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'
import type { FoundList } from '../model/process-names.ts'
import type { OptionEditor } from './field-type.ts'

/** Where the palette of the designer has a type of node. */
export const nodeGroups = ['start_end', 'people', 'ways', 'waiting', 'scopes', 'events', 'records', 'calls'] as const
export type NodeGroup = (typeof nodeGroups)[number]

/** What the pure checks of a node may look at. */
export interface NodePlace {
  model: AppModel
  /** The table of the process; null where it is about no record. */
  entity: EntityModel | null
  /** The table of the items of the repetition that the node stands in; null outside of one. */
  itemEntity: EntityModel | null
  /** What nodes find that are known here. */
  lists: readonly FoundList[]
  /** The app with what expressions here may use besides tables: the item around, and lists that were found. */
  names: AppModel
  /** What expressions look at: the record of the process, with the item and the lists beside it. Null: nothing. */
  root: EntityModel | null
  document: ProcessDocument
  node: ProcessNode
}

/**
 * Something that the options of a node name. From these the product knows what a process reads and writes and what would
 * break it; `pointer` is a JSON pointer inside the options.
 */
export type NodePart =
  /** An expression over a record of a table. */
  | {
      part: 'expression'
      pointer: string
      entity: string
      stored: StoredExpression
      expected?: ExpressionType
      /** What it looks at besides: `{^Field}`. */
      outer?: string
    }
  /** A field that is given a value. */
  | { part: 'set'; pointer: string; entity: string; field: string; fresh?: boolean }
  /** A field, or a path to one. `wanted`: what it has to be. */
  | { part: 'field'; pointer: string; entity: string; field: string; wanted?: FieldWanted }
  /** `outer`: what formulas in it may compare with, `{^Field}`. */
  | { part: 'filter'; pointer: string; entity: string; filter: Filter; outer?: string }
  /** Records that another node found. */
  | { part: 'list'; pointer: string; node: string }
  | { part: 'document'; pointer: string; kind: DocumentKind; key: string }
  /** Another node of the process. `types`: one of these. */
  | { part: 'node'; pointer: string; node: string; types?: readonly string[] }
  /** Something wrong that only the type can tell. */
  | { part: 'problem'; pointer: string; problem: LocalizedText }

/** What a field has to be, and what that is called. */
export interface FieldWanted {
  accepts(field: FieldModel): boolean
  words: LocalizedText
}

/** What documents know of a type of node. How it runs is said in the process engine's half of the contract. */
export interface NodeDescription<Options extends TObject = TObject> {
  type: string
  label: LocalizedText
  description: LocalizedText
  /** Name of an icon of the set. */
  icon: string
  group: NodeGroup
  /** Schema of `options` in the document; `label` and `editor` annotations draw the panel. */
  options: Options
  /** Demands that the process is about a record; `or_item`: or that it stands where there is an item, or a list. */
  needsRecord?: boolean | 'or_item'
  /** Stands on another node, named by `on`. */
  catches?: boolean
  /** Somebody without an account can answer it by a link: `link_<node>` in texts. */
  linked?: boolean
  /** Other nodes may stand in it, named by their `in`. */
  holds?: boolean
  /** What the options name. Pure. */
  parts(options: Static<Options>, place: NodePlace): NodePart[]
  /** Of a repetition: the table of its items, if they are records. */
  itemEntity?(options: Static<Options>, place: Pick<NodePlace, 'model' | 'entity' | 'document' | 'node'>): string | null
  /** Of a node that finds records for others: their table. */
  finds?(options: Static<Options>): string | null
  /** Options to begin with in the designer. Pure. */
  defaultOptions(place: NodePlace): Static<Options>
}

/** One finding about a process, put into words by whoever found it. */
export interface ProcessFinding {
  code: string
  severity: 'error' | 'warning'
  /** JSON pointer inside the document. */
  pointer: string
  problem: LocalizedText
  fix: LocalizedText
}

/** What the process engine knows about documents of processes. Without it they are taken as they are. */
export interface ProcessKnowledge {
  nodeTypes: { has(type: string): boolean; get(type: string): NodeDescription; all(): readonly NodeDescription[] }
  /** What is wrong with how nodes and lines work together; asked when nothing else is wrong. */
  check(document: ProcessDocument, model: AppModel): ProcessFinding[]
}

/** Editors of the panel that nodes have besides those of fields and views. */
export type NodeOptionEditor =
  | OptionEditor
  | 'approvers'
  | 'condition'
  | 'deadlines'
  | 'duration'
  | 'field-paths'
  | 'field-rights'
  | 'filter'
  | 'found-list'
  | 'node'
  | 'reasons'
  | 'repeat'
  | 'roles'
  | 'rule'
  | 'sort'
  | 'users'
  | 'values'
  | 'words'

/** Where the panel of a node has an option, when it has many. A closed set; without one it is among the first. */
export const nodeOptionSections = ['main', 'rules', 'fields', 'time'] as const
export type NodeOptionSection = (typeof nodeOptionSections)[number]

/** Annotates an option of a node for the designer's panel; what an option is made of can be annotated as well. */
export function nodeOption<Schema extends TSchema>(
  schema: Schema,
  annotation: {
    label: LocalizedText
    hint?: LocalizedText
    editor?: NodeOptionEditor
    section?: NodeOptionSection
    choices?: Readonly<Record<string, LocalizedText>>
  },
): Schema {
  return { ...schema, ...annotation }
}
