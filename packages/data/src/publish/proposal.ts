import {
  type AppModel,
  archiveRemoved,
  type CompileOptions,
  compileApp,
  isPublishable,
  type ValidationIssue,
  validateApp,
} from '@mortise/metadata'
import { readCatalogue } from '../schema/catalogue.ts'
import { type ColumnConversion, conversionFor } from '../schema/column-conversion.ts'
import { type StorageProblem, storageProblems } from '../schema/storage-problems.ts'
import { layoutOf } from '../schema/table-layout.ts'
import { qualified } from '../sql/identifier.ts'
import { withFormerFields } from './former-fields.ts'
import type { PublishContext } from './publish-context.ts'
import { type Documents, documentsOf } from './revision-store.ts'
import { storageIssue } from './storage-issue.ts'

/** Documents that are to follow those of a revision. */
export interface Proposal {
  app: string
  baseRevision: number
  base: Documents
  submitted: Documents
}

/** A proposal looked at from all sides: what would be published, and what is wrong with it. */
export interface CheckedProposal extends Proposal {
  /** As submitted, with what was removed kept as archived. */
  final: Documents
  issues: ValidationIssue[]
  /** Present when nothing stands in the way of publishing. */
  models: { before: AppModel | null; after: AppModel } | null
  /** Fields whose values are converted on publishing. */
  conversions: ColumnConversion[]
}

/** What was removed stays, archived, so that no column loses its meaning. */
export function finalDocuments({ base, submitted }: Pick<Proposal, 'base' | 'submitted'>): Documents {
  return documentsOf(archiveRemoved([...base.values()], [...submitted.values()]))
}

/** Validates a whole app and whether its tables can follow. */
export async function checkProposal(context: PublishContext, proposal: Proposal): Promise<CheckedProposal> {
  const final = finalDocuments(proposal)
  const { fieldTypes, viewTypes, blockTypes, commandActions, processes, fitting } = context
  const issues = validateApp([...final.values()], {
    fieldTypes,
    viewTypes,
    blockTypes,
    commandActions,
    processes,
    fitting,
  })
  issues.push(...((await context.lookAround?.({ app: proposal.app, base: proposal.base, final, issues })) ?? []))
  if (!isPublishable(issues)) return { ...proposal, final, issues, models: null, conversions: [] }
  const models = compileBoth(context, proposal, final)
  const problems = storageProblems({
    ...models,
    storages: context.storages,
    catalogue: await readCatalogue(context.workspace),
  })
  const conversions = await affordable(context, models, problems)
  issues.push(...problems.filter((problem) => !conversions.has(problem)).map(storageIssue))
  return {
    ...proposal,
    final: withFormerFields(final, proposal.base, [...conversions.values()], context.fieldTypes),
    issues,
    models: isPublishable(issues) ? models : null,
    conversions: [...conversions.values()],
  }
}

/** The models of documents that are at hand, which many edits start from. */
const compiledBases = new WeakMap<Documents, AppModel>()

/** The model of a revision. */
export function compileBase(base: Documents, options: CompileOptions): AppModel {
  const model = compiledBases.get(base) ?? compileApp([...base.values()], options)
  compiledBases.set(base, model)
  return model
}

function compileBoth({ fieldTypes }: PublishContext, { base, baseRevision }: Proposal, final: Documents) {
  const before = baseRevision === 0 ? null : compileBase(base, { fieldTypes, revision: baseRevision })
  const previous = before ?? undefined
  const after = compileApp([...final.values()], { fieldTypes, revision: baseRevision + 1, previous })
  return { before, after }
}

/** While values are converted nobody can use the table: beyond so many records it would be for too long. */
const convertedRecords = 50_000

/** The problems that converting values does away with. */
export async function affordable(
  { storages, workspace }: PublishContext,
  models: { before: AppModel | null; after: AppModel },
  problems: readonly StorageProblem[],
): Promise<Map<StorageProblem, ColumnConversion>> {
  const found = new Map<StorageProblem, ColumnConversion>()
  for (const problem of problems) {
    const conversion = conversionFor(problem, { ...models, storages })
    if (!conversion) continue
    const table = qualified(workspace.schema, layoutOf(problem.entity, storages).table)
    const { rows } = await workspace.database.run<{ records: number }>({
      text: `select count(*)::int as records from (select 1 from ${table} limit ${convertedRecords + 1}) t`,
      values: [],
    })
    if ((rows[0]?.records ?? 0) <= convertedRecords) found.set(problem, conversion)
  }
  return found
}
