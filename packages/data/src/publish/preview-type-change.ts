import {
  type AppDocumentAny,
  type AppModel,
  compileApp,
  type EntityDocument,
  type ValidationIssue,
  validateApp,
} from '@mortise/metadata'
import { readCatalogue } from '../schema/catalogue.ts'
import { storageProblems } from '../schema/storage-problems.ts'
import { type DraftProposal, readProposal, refOf } from './edit-draft.ts'
import { affordable, compileBase } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { documentsOf } from './revision-store.ts'
import { type TypeChangePreview, tryConversion, type ValueFate } from './try-conversion.ts'

/** A field and the type that it may get. */
export interface TypeChange {
  entity: string
  field: string
  to: { type: string; options?: Record<string, unknown> | undefined }
}

/** Tries a change of type on the values in force, without changing anything; APP_INVALID when the type does not fit. */
export async function previewTypeChange(
  context: PublishContext,
  app: string,
  change: TypeChange,
  { draft }: { draft?: string | undefined },
): Promise<TypeChangePreview> {
  const proposal = await readProposal(context, refOf(app, { draft }))
  const before = compileBase(proposal.base, { fieldTypes: context.fieldTypes, revision: proposal.baseRevision })
  const after = compileChanged(context, proposal, change)
  const to = after.entities.get(change.entity)?.fields.get(change.field)
  if (!to) throw publishErrors.FIELD_NOT_FOUND({ entity: change.entity, field: change.field })
  const from = before.entities.get(change.entity)?.fields.get(change.field)
  const how = await fateOf(context, { before, after }, change)
  return await tryConversion(context, before, { entity: change.entity, from: from ?? to, to, how })
}

/** The app of the draft with the field changed. Other faults of the draft do not matter here. */
function compileChanged(
  { fieldTypes, viewTypes, blockTypes, commandActions, processes, fitting }: PublishContext,
  { submitted }: DraftProposal,
  { entity, field, to }: TypeChange,
): AppModel {
  const id = `entity/${entity}` as const
  const document = submitted.get(id) as EntityDocument | undefined
  const place = document?.fields.findIndex(({ key }) => key === field) ?? -1
  if (!document || place < 0) throw publishErrors.FIELD_NOT_FOUND({ entity, field })
  const { options: _, ...kept } = document.fields[place] as EntityDocument['fields'][number]
  const changed = { ...kept, type: to.type, ...(to.options && { options: to.options }) }
  const documents: AppDocumentAny[] = [
    ...documentsOf([...submitted.values(), { ...document, fields: document.fields.with(place, changed) }]).values(),
  ]
  const errors = validateApp(documents, {
    fieldTypes,
    viewTypes,
    blockTypes,
    commandActions,
    processes,
    fitting,
  }).filter(({ severity }) => severity === 'error')
  const issues = errors.filter((issue) => issue.document === id && faultyField(issue) === place)
  if (issues.length > 0) throw publishErrors.APP_INVALID({ count: issues.length, issues })
  return compileApp(withoutFaulty(documents, errors), { fieldTypes, revision: 0, partial: true })
}

/** Which field of its table is not of a sound type. */
function faultyField({ pointer }: ValidationIssue): number | null {
  const place = /^\/fields\/(\d+)\/(?:type|options|key)/.exec(pointer)?.[1]
  return place === undefined ? null : Number(place)
}

/** What somebody is still at work on cannot be compiled yet. */
function withoutFaulty(documents: readonly AppDocumentAny[], errors: readonly ValidationIssue[]): AppDocumentAny[] {
  return documents.map((document) => {
    if (document.kind !== 'entity') return document
    const own = errors.filter((issue) => issue.document === `entity/${document.key}`)
    const faulty = new Set(own.map(faultyField))
    return own.length === 0 ? document : { ...document, fields: document.fields.filter((_, at) => !faulty.has(at)) }
  })
}

/** What publishing makes of the values. */
async function fateOf(
  context: PublishContext,
  models: { before: AppModel; after: AppModel },
  { entity, field }: TypeChange,
): Promise<ValueFate> {
  const { storages, workspace } = context
  const problems = storageProblems({ ...models, storages, catalogue: await readCatalogue(workspace) })
  const problem = problems.find((one) => one.entity.key === entity && one.field.key === field)
  if (!problem) return 'kept'
  return (await affordable(context, models, [problem])).size > 0 ? 'converted' : 'refused'
}
