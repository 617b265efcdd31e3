import type { LocalizedText } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import type { ColourName, MessageLevel } from '@mortise/metadata'

/** How an item of a form stands at the moment. */
export interface ItemState {
  visible: boolean
  readOnly: boolean
  colour: ColourName | null
}

/** How a field of the record, or of a line, stands at the moment. */
export interface FieldState extends ItemState {
  /** By the form or one of its rules; what the table demands comes on top. */
  required: boolean
  /** Its value belongs to a rule. */
  ruled: boolean
  /** Selects: what may be chosen; null: all. */
  options: readonly string[] | null
  /** Relations: which records may be chosen, as a filter; null: all. */
  where: StoredExpression | null
}

/** Something that a rule has to say. */
export interface FormMessage {
  rule: string
  level: MessageLevel
  text: LocalizedText
  /** Null: about the whole. */
  field: string | null
  /** Of a line: its sub-table and place. */
  line: { field: string; index: number } | null
}

/** How a form stands, as its rules make it. */
export interface FormState {
  /** Fields that are different from `plainField`. */
  fields: ReadonlyMap<string, FieldState>
  /** Sections, tabs, steps, texts and the like that are different from `plainItem`. */
  items: ReadonlyMap<string, ItemState>
  /** By sub-table, for each line its fields that are different from `plainField`. */
  lines: ReadonlyMap<string, readonly ReadonlyMap<string, FieldState>[]>
  messages: readonly FormMessage[]
  /** Keys of the rules that hold, for lines with the place of the line: `discount`, `price 3`. */
  held: ReadonlySet<string>
}

export const plainItem: ItemState = { visible: true, readOnly: false, colour: null }
export const plainField: FieldState = { ...plainItem, required: false, ruled: false, options: null, where: null }
