import type { FieldProblem } from '@mortise/data'
import type { Filter } from '@mortise/metadata'

/** POST /api/apps/:app/entities/:entity/commands/:command/run — for records by id, or all that match; at most 500. */
export interface CommandRunInput {
  ids?: string[]
  filter?: Filter
  /** What was filled in before: values of the fields that the command asks for. */
  input?: { [field: string]: unknown }
  /** The version that the user saw, of a single record: to say what has changed since. */
  seen?: number
  /** Of the click; sent again with the same key, nothing happens twice. */
  key: string
}

/** What is left for the browser: `action` is the type of action. */
export interface CommandStep {
  action: string
  [detail: string]: unknown
}

export interface CommandRunAnswer {
  results: CommandResult[]
}

/** What the command came to for one record. */
export type CommandResult =
  | {
      id: string
      title: string
      done: true
      steps: CommandStep[]
      /** Send these values with this version to take it back. */
      undo: { version: number; values: { [field: string]: unknown } } | null
    }
  | { id: string; title: string; done: false; code: string; message: string; problems?: FieldProblem[] }
