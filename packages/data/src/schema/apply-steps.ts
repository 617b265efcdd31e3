import { setTimeout as sleep } from 'node:timers/promises'
import type { Executor, Workspace } from '../database/database.ts'
import { databaseFault } from '../database/database-fault.ts'
import { qualified } from '../sql/identifier.ts'
import { isLockFault, runDdl } from './run-ddl.ts'
import { schemaErrors } from './schema-errors.ts'
import type { Step } from './step.ts'
import type { StepJournal, StepState } from './step-journal.ts'
import { brokenIndex, stepPresent } from './step-present.ts'

export interface ApplyOptions {
  journal: StepJournal
  phase: Step['phase']
  /** Milliseconds for which a change waits for its turn before DDL_BLOCKED. Default: a minute. */
  patience?: number
}

/**
 * Makes the changes of one phase, in order, each on its own. What the journal says is done, and what the schema holds
 * already, is passed over: a plan may be run again after a kill at any point.
 */
export async function applySteps(workspace: Workspace, steps: readonly Step[], options: ApplyOptions): Promise<void> {
  for (const [position, step] of steps.entries()) {
    if (step.phase !== options.phase) continue
    const state = options.journal.states[position]
    if (state === 'done' || state === 'present') continue
    await applyStep(workspace, step, position, options).catch((error: unknown) => {
      throw uniqueConflict(error, step) ?? error
    })
  }
}

/** Takes back, last first, what the plan itself made. */
export async function undoSteps(
  workspace: Workspace,
  steps: readonly Step[],
  { journal, patience }: Omit<ApplyOptions, 'phase'>,
): Promise<void> {
  for (const [position, step] of [...steps.entries()].reverse()) {
    const state = journal.states[position]
    if (state !== 'done' && state !== 'started') continue
    if (step.concurrently) {
      for (const text of step.undo) await workspace.database.run({ text, values: [], work: 'schema' })
      await mark(journal, position, 'undone')
    } else {
      const record = (trx: Executor) => journal.write(position, 'undone', trx)
      await runDdl(workspace.database, step.undo, { table: tableOf(workspace, step), patience, record })
      journal.states[position] = 'undone'
    }
  }
}

async function applyStep(workspace: Workspace, step: Step, position: number, options: ApplyOptions): Promise<void> {
  const { journal, patience } = options
  const started = journal.states[position] === 'started'
  if (await stepPresent(workspace.database, workspace.schema, step)) {
    return await mark(journal, position, started ? 'done' : 'present')
  }
  if (!step.concurrently) {
    const record = (trx: Executor) => journal.write(position, 'done', trx)
    await runDdl(workspace.database, step.statements, { table: tableOf(workspace, step), patience, record })
    journal.states[position] = 'done'
    return
  }
  if (!started) await mark(journal, position, 'started')
  await runConcurrently(workspace, step, patience)
  await mark(journal, position, 'done')
}

async function mark(journal: StepJournal, position: number, state: StepState): Promise<void> {
  await journal.write(position, state)
  journal.states[position] = state
}

/** No transaction and no lock timeout: it waits for others without making anybody wait. */
async function runConcurrently(workspace: Workspace, step: Step, patience = 60_000): Promise<void> {
  const deadline = Date.now() + patience
  for (;;) {
    await dropBroken(workspace, step)
    try {
      for (const text of step.statements) await workspace.database.run({ text, values: [], work: 'schema' })
      return
    } catch (error) {
      await dropBroken(workspace, step)
      if (!isLockFault(error) || Date.now() > deadline) throw error
      await sleep(50 + Math.random() * 100)
    }
  }
}

async function dropBroken({ database, schema }: Workspace, step: Step): Promise<void> {
  for (const name of step.names) {
    if (step.kind !== 'create_index' || !(await brokenIndex(database, schema, name))) continue
    await database.run({
      text: `drop index concurrently if exists ${qualified(schema, name)}`,
      values: [],
      work: 'schema',
    })
  }
}

const uniqueViolation = '23505'

/** The refusal for values that are there twice; null for other faults. */
export function uniqueConflict(error: unknown, step: Step): Error | null {
  if (!step.unique || databaseFault(error)?.code !== uniqueViolation) return null
  return schemaErrors.UNIQUE_KEY_IMPOSSIBLE({ entity: step.unique.entity, fields: step.unique.fields })
}

function tableOf({ schema }: Workspace, step: Step): string {
  return qualified(schema, step.table)
}
