import type { Registry } from '@mortise/core'
import type { AppModel } from '@mortise/metadata'
import type { FieldStorage } from '../contract/field-storage.ts'
import type { Workspace } from '../database/database.ts'
import { textCollationOf } from '../query/text-collation.ts'
import { applySteps } from './apply-steps.ts'
import { readCatalogue } from './catalogue.ts'
import type { ColumnConversion } from './column-conversion.ts'
import { planTables } from './plan-tables.ts'
import type { Step } from './step.ts'
import { memoryJournal } from './step-journal.ts'

export interface TableChange {
  before: AppModel | null
  after: AppModel
  storages: Registry<FieldStorage>
  conversions?: readonly ColumnConversion[]
}

/** The steps that a workspace needs for a model, as its schema is now. */
export async function planWorkspace(workspace: Workspace, change: TableChange): Promise<Step[]> {
  return planTables({
    ...change,
    schema: workspace.schema,
    textCollation: await textCollationOf(workspace.database),
    catalogue: await readCatalogue(workspace),
    concurrently: workspace.database.engine === 'postgres',
  })
}

/** Brings the tables of a workspace into the shape of a model without publishing it: for tests and benchmarks. */
export async function installTables(workspace: Workspace, change: TableChange): Promise<Step[]> {
  const steps = await planWorkspace(workspace, change)
  const journal = memoryJournal()
  await applySteps(workspace, steps, { journal, phase: 'before' })
  await applySteps(workspace, steps, { journal, phase: 'after' })
  return steps
}
