import type { LocalizedText } from '@mortise/core'
import type { ExpressionType, StoredExpression } from '@mortise/expressions'
import type { Static, TObject } from 'typebox'
import type { DocumentKind } from '../documents/document-names.ts'
import type { Filter } from '../documents/filter.ts'
import type { AppModel, EntityModel } from '../model/app-model.ts'

/** What the pure checks of an action may look at. */
export interface CommandPlaceOf {
  model: AppModel
  /** The table of the command. */
  entity: EntityModel
}

/**
 * Something that the options of an action name. From these the product knows what an action reads and what would break
 * it; `pointer` is a JSON pointer inside the options.
 */
export type CommandPart =
  /** An expression over the record of the command; with `entity` over one of that table, with that record around it. */
  | { part: 'expression'; pointer: string; stored: StoredExpression; expected?: ExpressionType; entity?: string }
  /** A filter over another table; formulas in it may compare with the record of the command, `{^Field}`. */
  | { part: 'filter'; pointer: string; entity: string; filter: Filter }
  /** A path of relations from the record of the command to records around it. */
  | { part: 'relation'; pointer: string; path: string }
  /** A field that is given a value: of the record of the command, or of a fresh one. */
  | { part: 'set'; pointer: string; entity: string; field: string; fresh?: boolean }
  | { part: 'field'; pointer: string; entity: string; field: string }
  | { part: 'document'; pointer: string; kind: DocumentKind; key: string }
  /** Something wrong that only the type can tell. */
  | { part: 'problem'; pointer: string; problem: LocalizedText }

/** The shared half of a type of action: what the server, the runtime and the designer all know of it. */
export interface CommandActionType<Options extends TObject = TObject> {
  type: string
  label: LocalizedText
  description: LocalizedText
  /** Name of an icon of the set. */
  icon: string
  /** Schema of `options` in the document; `label` and `editor` annotations draw the panel. */
  options: Options
  /** Whether it can be done for many records at once. What opens something in the browser is for one. */
  many: boolean
  /** Whether it changes records on the server; else it happens in the browser of who ran the command. */
  writes: boolean
  /**
   * It is filled in by whoever pressed the button before anything is written: the first step of a command, and the only
   * one of its kind.
   */
  begins?: boolean
  /** What the options name. Pure. */
  parts(options: Static<Options>, place: CommandPlaceOf): CommandPart[]
  /** Options to begin with in the designer. Pure. */
  defaultOptions(place: CommandPlaceOf): Static<Options>
}

/** Declares the shared half of a type of action, with the option types inferred from its schema. */
export function defineCommandAction<Options extends TObject>(
  definition: CommandActionType<Options>,
): CommandActionType<Options> {
  return definition
}
