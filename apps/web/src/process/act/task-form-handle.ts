import type { InstanceResult, TaskActInput } from '@mortise/api'

/** What the buttons of a task need of the form above them. */
export interface TaskFormHandle {
  isDirty(): boolean
  /** Sends a decision together with what was typed; rejects with why it was not taken. */
  decide(input: TaskActInput): Promise<InstanceResult>
  /** Shows fields that have to be filled in first. */
  show(fields: readonly string[]): void
}

/** A decision was not sent because of something in the form, which says what. */
export class FormNotSaved extends Error {}
