import type { Executor } from '../database/database.ts'

/**
 * How far a step is: `present` was there before us and stays when we undo, `started` may or may not have taken effect.
 */
export type StepState = 'waiting' | 'started' | 'present' | 'done' | 'undone'

/** Remembers how far the steps of a plan are, so that a killed run can go on or be undone. */
export interface StepJournal {
  /** State of each step, as last committed. */
  states: StepState[]
  /** Writes it down, within the transaction of the change where there is one. */
  write(position: number, state: StepState, trx?: Executor): Promise<void>
}

/** A journal for plans that are simply made again after a kill, such as those of tests. */
export function memoryJournal(): StepJournal {
  return { states: [], write: async () => {} }
}
