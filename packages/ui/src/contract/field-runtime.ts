import type { StoredExpression } from '@mortise/expressions'
import type { ColourName, FieldModel } from '@mortise/metadata'
import type { ComponentType } from 'react'
import type { RuntimeServices } from './runtime-services.ts'

/** What is shown of the lines of a sub-table, as a form has it. */
export interface LinesLayout {
  /** Fields of the lines, in order. Default: all own ones. */
  columns?: readonly string[]
  /** Those with their total under them. Default: of each type of figures the last. */
  totals?: readonly string[]
}

/** What a form says about an input at the moment, beyond what its field always says. */
export interface InputRules {
  required: boolean
  readOnly: boolean
  /** Selects: what may be chosen; null: all. */
  options: readonly string[] | null
  /** Relations: which records may be chosen, as a filter; null: all. */
  where: StoredExpression | null
  colour: ColourName | null
}

export interface FieldInputProps<Value = unknown> {
  field: FieldModel
  value: Value
  onChange(value: Value): void
  onBlur?(): void
  /** For the label's `htmlFor`; the label itself is drawn by the form. */
  id: string
  /** Error of the form or the server, in the user's language; sets aria-invalid. The form draws the text. */
  error?: string
  describedBy?: string
  disabled?: boolean
  readOnly?: boolean
  autoFocus?: boolean
  /** `cell` is an editor inside a grid cell or a sub-table: no border, the height of the row. */
  appearance: 'form' | 'cell'
  /** Sub-tables: what is shown of the lines. */
  lines?: LinesLayout
  /** Sub-tables: errors inside, in the user's language, by line and field: `3/qty`. */
  problems?: { readonly [path: string]: string }
  /** What the form says about it at the moment. Default: nothing. */
  rules?: InputRules
  /** Sub-tables: the same for the fields of each line. */
  lineRules?: readonly ReadonlyMap<string, InputRules>[]
  /** How many pasted texts the input shows that mean nothing to it; the form does not save while there are any. */
  onUnread?(count: number): void
}

export interface FieldCellProps<Value = unknown> {
  field: FieldModel
  value: Value
  /** `text` is plain reading on a record page; `cell` one line in a grid; `card` a line on a phone card. */
  appearance: 'cell' | 'card' | 'text'
  /** Sub-tables: what is shown of the lines. */
  lines?: LinesLayout
}

/** The runtime half of a field type: how users see and change its values. */
export interface FieldRuntime {
  type: string
  Input: ComponentType<FieldInputProps<never>>
  Cell: ComponentType<FieldCellProps<never>>
  align: 'start' | 'end' | 'center'
  /** Width in a grid when the view names none, in pixels. */
  width: number
  /** Whether it is edited in place in a grid. */
  inline: boolean
  /**
   * Text pasted from a spreadsheet → value; undefined when it means nothing. Names of people and departments, and times
   * in the zone of the workspace, need the services.
   */
  parse?(text: string, field: FieldModel, language: string, services?: RuntimeServices): unknown
  /** Value as plain text where the shared half cannot give it, because names of the directory are needed. */
  text?(value: never, field: FieldModel, services: RuntimeServices): string
}

/** Declares a runtime half; `Value` is the value of the API. */
export function defineFieldRuntime<Value>(
  shared: { type: string },
  runtime: Omit<FieldRuntime, 'type' | 'Input' | 'Cell'> & {
    Input: ComponentType<FieldInputProps<Value>>
    Cell: ComponentType<FieldCellProps<Value>>
  },
): FieldRuntime {
  return { type: shared.type, ...runtime } as unknown as FieldRuntime
}

/** The designer half: the icon of the palette, and a panel where the generated one is not enough. */
export interface FieldDesigner {
  type: string
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>
}

export function defineFieldDesigner(shared: { type: string }, designer: Omit<FieldDesigner, 'type'>): FieldDesigner {
  return { type: shared.type, ...designer }
}
