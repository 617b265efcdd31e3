import type { AppStore, DraftReview, DraftState } from './app-store.ts'
import { changeDraft } from './change-draft.ts'
import { versionOf } from './document-version.ts'
import { changesOf } from './draft-changes.ts'
import {
  type DraftProposal,
  discardDraft,
  type Editor,
  putDocument,
  readProposal,
  refOf,
  removeDocument,
  resolveDraft,
  restoreRevision,
} from './edit-draft.ts'
import { createDraft, listDrafts, removeDraft, renameDraft } from './named-drafts.ts'
import { previewTypeChange } from './preview-type-change.ts'
import { checkProposal } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import { readDocument } from './read-document.ts'

type DraftCalls = Pick<
  AppStore,
  | 'drafts'
  | 'createDraft'
  | 'renameDraft'
  | 'removeDraft'
  | 'draft'
  | 'review'
  | 'changeDraft'
  | 'resolveDraft'
  | 'putDocument'
  | 'removeDocument'
  | 'discard'
  | 'restore'
  | 'previewTypeChange'
>

/** The calls of the app store that concern drafts. */
export function draftsOf(context: PublishContext): DraftCalls {
  const stateAfter = async (app: string, editor: Editor, edited: Promise<unknown>) => {
    await edited
    return await readDraftState(context, app, editor.draft)
  }
  return {
    drafts: (app) => listDrafts(context, app),
    createDraft: (app, draft, editor) => createDraft(context, app, draft, editor),
    renameDraft: (app, name, editor) => renameDraft(context, app, name, editor),
    removeDraft: (app, editor) => removeDraft(context, app, editor),
    draft: (app, draft) => readDraftState(context, app, draft),
    review: async (app, draft) => await reviewOf(context, await readProposal(context, refOf(app, { draft }))),
    changeDraft: (app, edits, editor) => changeDraft(context, app, edits, editor),
    resolveDraft: (app, choices, editor) => stateAfter(app, editor, resolveDraft(context, app, choices, editor)),
    previewTypeChange: (app, change, draft) => previewTypeChange(context, app, change, { draft }),
    putDocument: async (app, document, editor) =>
      await stateAfter(app, editor, putDocument(context, app, readDocument(document, context), editor)),
    removeDocument: (app, id, editor) => stateAfter(app, editor, removeDocument(context, app, id, editor)),
    discard: (app, editor) => stateAfter(app, editor, discardDraft(context, app, editor)),
    restore: (app, revision, editor) => stateAfter(app, editor, restoreRevision(context, app, revision, editor)),
  }
}

async function readDraftState(context: PublishContext, app: string, draft?: string): Promise<DraftState> {
  const proposal = await readProposal(context, refOf(app, { draft }))
  const documents = [...proposal.submitted]
  return {
    draft: proposal.draft,
    baseRevision: proposal.baseRevision,
    documents: documents.map(([, document]) => document),
    versions: Object.fromEntries(documents.map(([id, document]) => [id, versionOf(document)])),
    ...(await reviewOf(context, proposal)),
  }
}

async function reviewOf(context: PublishContext, proposal: DraftProposal): Promise<DraftReview> {
  const checked = await checkProposal(context, proposal)
  return { changes: await changesOf(context, checked), issues: checked.issues, conflict: proposal.conflict }
}
