import type { LocalizedText } from '@mortise/core'
import type { ExpressionType, StoredExpression } from '@mortise/expressions'
import type { Static, TObject, TSchema } from 'typebox'
import type { DocumentKind } from '../documents/document-names.ts'
import type { Filter } from '../documents/filter.ts'
import type { ProcessDocument, ProcessNode } from '../documents/process.ts'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'
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
  document: ProcessDocument
  node: ProcessNode
}

/**
 * Something that the options of a node name. From these the product knows what a process reads and writes and what would
 * break it; `pointer` is a JSON pointer inside the options.
 */
export type NodePart =
  /** An expression over a record of a table. */
  | { part: 'expression'; pointer: string; entity: string; stored: StoredExpression; expected?: ExpressionType }
  /** A field that is given a value. */
  | { part: 'set'; pointer: string; entity: string; field: string; fresh?: boolean }
  /** A field, or a path to one. `wanted`: what it has to be. */
  | { part: 'field'; pointer: string; entity: string; field: string; wanted?: FieldWanted }
  | { part: 'filter'; pointer: string; entity: string; filter: Filter }
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
  /** Demands that the process is about a record. */
  needsRecord?: boolean
  /** Stands on another node, named by `on`. */
  catches?: boolean
  /** Other nodes may stand in it, named by their `in`. */
  holds?: boolean
  /** What the options name. Pure. */
  parts(options: Static<Options>, place: NodePlace): NodePart[]
  /** Of a repetition: the table of its items, if they are records. */
  itemEntity?(options: Static<Options>, place: Omit<NodePlace, 'itemEntity'>): string | null
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
  | 'field-rights'
  | 'filter'
  | 'node'
  | 'repeat'
  | 'roles'
  | 'rule'
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
