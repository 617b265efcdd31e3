import type { FieldProblem } from '@mortise/data'
import type { Filter } from '@mortise/metadata'

/** POST /api/apps/:app/entities/:entity/commands/:command/run — for records by id, or all that match; at most 500. */
export interface CommandRunInput {
  ids?: string[]
  filter?: Filter
  /** What was filled in before: values of the fields that the command asks for. */
  input?: { [field: string]: unknown }
  /** What was filled in in the form that the command begins with, and the version of the record that stood in it. */
  form?: { values: { [field: string]: unknown }; version: number; acceptDuplicates?: boolean }
  /** The version that the user saw, of a single record: to say what has changed since. */
  seen?: number
  /** Of the click; sent again with the same key, nothing happens twice. */
  key: string
}

/** POST /api/apps/:app/entities/:entity/commands/:command/preview — what is to be known before it is run; writes nothing. */
export interface CommandPreviewInput extends Pick<CommandRunInput, 'ids' | 'filter' | 'seen'> {
  /** What was filled in so far, in its questions or in its form. */
  input?: { [field: string]: unknown }
}

export interface CommandPreviewAnswer {
  /** The form of the record that is filled in first, and what stands in it. */
  form: { form: string; values: { [field: string]: unknown } } | null
  /** How many records around would be changed, by table; null stands for tables that the user may not know of. */
  related: { entity: string | null; count: number }[]
}

/** COMMAND_RELATED_REFUSED: one of the records around that may not be changed, in `params.refused`. */
export interface RefusedRelated {
  entity: string
  id: string
  title: string
  message: string
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

/** What a change of many records came to; with `forms`, why those that were left alone were (the first 200). */
export interface BulkChange {
  updated: number
  refused: number
  reasons?: Omit<Extract<CommandResult, { done: false }>, 'done'>[]
}
