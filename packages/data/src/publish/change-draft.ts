import { deepEqual } from '@mortise/core'
import {
  type AppDocumentAny,
  type DocumentId,
  type MergeChoice,
  mergeDocument,
  type ValidationIssue,
} from '@mortise/metadata'
import type { Executor } from '../database/database.ts'
import { readVersion, versionOf } from './document-version.ts'
import { type DraftProposal, type Editor, editDraft, versionsIn } from './edit-draft.ts'
import type { DocumentConflict } from './follow-draft.ts'
import { checkProposal } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { fitsKind, readDocument } from './read-document.ts'

/** A document as an editor wants it: any JSON, or null to remove it. */
export interface DocumentEdit {
  id: DocumentId
  /** The version that the editor started from; null: there was none. */
  base: string | null
  document: unknown
  /** Whose value is taken where both set the same. */
  choices?: readonly MergeChoice[] | undefined
}

export interface DraftEdited {
  /** Of the documents in the edit; null: it is not there. */
  versions: { [id: DocumentId]: string | null }
  /** Documents that came out different from what was sent, because somebody else had changed them too. */
  merged: { id: DocumentId; document: AppDocumentAny | null }[]
  /** What is wrong with the draft as a whole. */
  issues: ValidationIssue[]
}

/**
 * Changes several documents of a draft: all of them, or none. What somebody else changed since is merged in;
 * DRAFT_CONFLICT with what was set to two values, DOCUMENT_INVALID when one does not fit the schema of its kind.
 */
export async function changeDraft(
  context: PublishContext,
  app: string,
  edits: readonly DocumentEdit[],
  editor: Editor,
): Promise<DraftEdited> {
  const wanted = edits.map((edit) => ({ ...edit, document: readEdit(context, edit) }))
  const { proposal, changed } = await editDraft(context, app, editor, async (draft, trx) => {
    const merges = await Promise.all(wanted.map((edit) => mergeEdit(context, trx, draft, edit)))
    refuseConflicts(draft, merges)
    return new Map(merges.map(({ id, document }) => [id, document]))
  })
  const { issues } = await checkProposal(context, proposal)
  return {
    versions: Object.fromEntries(versionsIn(proposal.submitted, changed.keys())),
    merged: wanted.flatMap(({ id, document }) => {
      const stored = changed.get(id) ?? null
      return deepEqual(stored, document) ? [] : [{ id, document: stored }]
    }),
    issues,
  }
}

type WantedEdit = Omit<DocumentEdit, 'document'> & { document: AppDocumentAny | null }

interface MergedEdit {
  id: DocumentId
  document: AppDocumentAny | null
  conflicts: DocumentConflict[]
}

function readEdit(context: PublishContext, { document }: DocumentEdit): AppDocumentAny | null {
  return document === null ? null : context.sameDocument(readDocument(document, context))
}

async function mergeEdit(
  { workspace }: PublishContext,
  trx: Executor,
  { app, submitted }: DraftProposal,
  { id, base, document, choices = [] }: WantedEdit,
): Promise<MergedEdit> {
  const theirs = submitted.get(id) ?? null
  if (base === (theirs && versionOf(theirs))) return { id, document, conflicts: [] }
  const start = base === null ? null : await readVersion(trx, workspace, { app, id, version: base })
  const whole = { pointer: '', base: start ?? null, mine: document, theirs }
  const merged =
    start === undefined ? settleWhole(whole, choices) : mergeDocument({ base: start, mine: document, theirs, choices })
  // Two lists of which each side left one member may come out empty: nobody wanted that.
  const conflicts = fitsKind(merged.document) ? merged.conflicts : [whole]
  return { id, document: merged.document, conflicts: conflicts.map((conflict) => ({ id, ...conflict })) }
}

/** Nobody knows any more what the editor started from. */
function settleWhole(
  whole: { pointer: string; base: null | AppDocumentAny; mine: AppDocumentAny | null; theirs: AppDocumentAny | null },
  choices: readonly MergeChoice[],
) {
  const choice = choices.find(({ pointer }) => pointer === '')
  if (choice) return { document: whole[choice.take], conflicts: [] }
  return { document: whole.mine, conflicts: deepEqual(whole.mine, whole.theirs) ? [] : [whole] }
}

function refuseConflicts({ submitted }: DraftProposal, merges: readonly MergedEdit[]): void {
  const conflicts = merges.flatMap((merged) => merged.conflicts)
  if (conflicts.length === 0) return
  const documents = [...new Set(conflicts.map(({ id }) => id))]
  const latest = documents.map((id) => {
    const document = submitted.get(id) ?? null
    return { id, version: document && versionOf(document), document }
  })
  throw publishErrors.DRAFT_CONFLICT({ documents, conflicts, latest })
}
