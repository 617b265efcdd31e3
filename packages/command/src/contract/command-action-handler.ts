import type { RecordInput } from '@mortise/data'
import type { StoredExpression } from '@mortise/expressions'
import type { AppModel, EntityModel, FieldModel, Filter } from '@mortise/metadata'
import type { CommandStep } from './command-step.ts'

/** The record that a command runs for, as an action finds it: with what the actions before it will have written. */
export interface CommandRun {
  model: AppModel
  entity: EntityModel
  id: string
  /** The value of an expression as a field holds it. */
  valueFor(field: FieldModel, stored: StoredExpression): unknown
  /** The value of an expression as plain text, as programs read it: keys of options, ids of records. */
  plain(stored: StoredExpression): string
}

/** A record to be made. */
export interface CommandFresh {
  entity: string
  values: RecordInput
  /** What its maker is to do with it in the browser. */
  step?(id: string): CommandStep
}

/** Records around the one of the command that get values. */
export interface CommandRelated {
  /** The path of relations that leads to them. */
  relation: string
  /** Which of them; formulas in it may compare with the record of the command. */
  filter?: Filter
  /** Computed over each of them, with the record of the command around. */
  values: readonly { field: string; value: StoredExpression }[]
}

/** What an action comes to. Nothing has happened yet. */
export interface PreparedAction {
  /** A form of the record, to be filled in before anything is written, and what stands in it already. */
  form?: { form: string; values: RecordInput }
  /** Values for the record itself. */
  updates?: RecordInput
  /** Values for records around it. */
  related?: CommandRelated[]
  creates?: CommandFresh[]
  /** Processes that begin about the record. */
  starts?: string[]
  /** What is left for the browser. */
  step?: CommandStep
}

/** The server half of a type of action. */
export interface CommandActionHandler<Options = never> {
  type: string
  /**
   * `author`: computed over all records, as rules are, for what is written; `reader`: over what the user may read, for
   * what the user is shown.
   */
  sees: 'author' | 'reader'
  /** Works out what is to be done. Pure: it may be asked several times. */
  prepare(options: Options, run: CommandRun): PreparedAction
}

/** Declares a server half; `Options` are those of the shared half. */
export function defineCommandHandler<Options>(
  shared: { type: string },
  handler: Omit<CommandActionHandler<Options>, 'type'>,
): CommandActionHandler {
  return { type: shared.type, ...handler } as unknown as CommandActionHandler
}
