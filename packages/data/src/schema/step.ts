import type { ColumnConversion } from './column-conversion.ts'

/** What a step changes; also how it is found out whether the change is there already. */
export type StepKind =
  | 'create_table'
  | 'add_columns'
  | 'widen_column'
  | 'add_foreign_key'
  | 'validate_foreign_key'
  | 'create_index'
  | 'drop_index'
  | 'comment'
  | 'convert_column'

/**
 * One change of the tables, small enough to be made on its own. Steps of phase `before` only add and run before the
 * new revision is in force; those of phase `commit` are part of the transaction that puts it in force; those of phase
 * `after` take away what only the old one needed.
 */
export interface Step {
  kind: StepKind
  phase: 'before' | 'commit' | 'after'
  table: string
  /** The table, index or constraint that the step makes or takes away; for columns their names. */
  names: string[]
  statements: string[]
  /** Takes back what the step made, when a later one fails. */
  undo: string[]
  /** An index built beside running writes, which no transaction may hold. */
  concurrently?: boolean
  /** A column whose values are converted: what is done before they are filled in, and after. */
  conversion?: ColumnConversion & { before: string[]; after: string[] }
  /** Field keys of a unique key, for the message when values are there twice. */
  unique?: { entity: string; fields: string[] }
}
