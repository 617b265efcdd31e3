import type { ValidationIssue } from '@mortise/api'
import type { LocalizedText, Registry } from '@mortise/core'
import { type AppModel, compileApp, type DocumentId, type FieldType, soundDocuments } from '@mortise/metadata'
import type { DraftCalls, DraftConflict, LoadedDraft } from './draft-calls.ts'
import { type Documents, type DraftEdit, indexDocuments, runEdit, withSteps } from './draft-documents.ts'
import { type DraftHistory, emptyHistory, type HistoryStep, recordStep, redoStep, undoStep } from './draft-history.ts'
import type { DraftStorage, KeptDraft } from './draft-storage.ts'
import { createDraftSync } from './draft-sync.ts'

/** Where the changes are. `local`: only in this browser, as there is no connection. */
export type SaveState =
  | { kind: 'saved'; at: number | null }
  | { kind: 'saving' }
  | { kind: 'local' }
  | { kind: 'conflict'; conflicts: readonly DraftConflict[] }
  | { kind: 'refused'; message: string }

/** Everything that is shown of an open draft. Each part is replaced when it changes, and only then. */
export interface DraftSnapshot {
  documents: Documents
  /** Compiled as far as the documents make sense. */
  model: AppModel
  issues: readonly ValidationIssue[]
  history: DraftHistory
  save: SaveState
  baseRevision: number
  draft: LoadedDraft['draft']
}

export interface ChangeOptions {
  /** Edits with the same key that follow within half a second are one step: typing in one place. */
  merge?: string
}

/** An open draft of an app. Outside of React; `design-context.ts` has the hooks. */
export interface DraftStore {
  snapshot(): DraftSnapshot
  subscribe(listener: () => void): () => void
  /** Does an edit as one step that can be undone, called so in the tooltip of "undo". */
  change(label: LocalizedText, edit: DraftEdit, options?: ChangeOptions): void
  undo(): HistoryStep | null
  redo(): HistoryStep | null
  /** Sends what is pending at once. */
  flush(): Promise<void>
  /** What only the server finds about a document; it stands until it is told anew. */
  tell(id: DocumentId, issues: readonly ValidationIssue[]): void
  /** Others changed documents, the draft was published, or events may have been missed: fetches what is there now. */
  refresh(versions?: { readonly [id: string]: string | null }): Promise<void>
  /** Answers a conflict: for each place whether mine stays. */
  resolve(keepMine: (conflict: DraftConflict) => boolean): Promise<void>
  /** The draft was replaced (discarded, restored): what is here is forgotten. */
  reset(): Promise<void>
  dispose(): void
}

export interface DraftStoreOptions {
  loaded: LoadedDraft
  kept: KeptDraft | null
  calls: DraftCalls
  storage: DraftStorage
  /** The key of the draft in the storage. */
  storageKey: string
  fieldTypes: Registry<FieldType>
  /** Findings that can be made here, at once; the server adds its own. */
  validate(documents: Documents): readonly ValidationIssue[]
  now?(): number
}

/** Opens a draft over what the server answered and what the browser kept of it. */
export function createDraftStore(options: DraftStoreOptions): DraftStore {
  const { calls, fieldTypes, validate, now = Date.now } = options
  const listeners = new Set<() => void>()
  let state = startOf(options)
  let validating: ReturnType<typeof setTimeout> | undefined
  const told = new Map<DocumentId, readonly ValidationIssue[]>()

  const set = (part: Partial<DraftSnapshot>) => {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }
  const setDocuments = (documents: Documents, part: Partial<DraftSnapshot> = {}) => {
    const model = documents === state.documents ? state.model : compile(documents, fieldTypes, state.model)
    set({ ...part, documents, model })
    validateSoon()
  }
  const validateSoon = () => {
    clearTimeout(validating)
    validating = setTimeout(() => set({ issues: withTold(validate(state.documents), told) }), validateAfter)
  }
  const sync = createDraftSync({ ...options, now, snapshot: () => state, set, setDocuments })

  const move = (moved: ReturnType<typeof undoStep>) => {
    if (!moved.step) return null
    setDocuments(moved.documents, { history: moved.history })
    sync.touch(moved.step.documents.map(({ id }) => id))
    return moved.step
  }

  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change(label, edit, { merge: key } = {}) {
      const documents = runEdit(state.documents, edit)
      if (documents.length === 0) return
      const step = { label, documents, merge: key ?? null, at: now() }
      setDocuments(withSteps(state.documents, documents), { history: recordStep(state.history, step) })
      sync.touch(documents.map(({ id }) => id))
    },
    undo: () => move(undoStep(state.documents, state.history)),
    redo: () => move(redoStep(state.documents, state.history)),
    tell(id, issues) {
      told.set(id, issues)
      validateSoon()
    },
    flush: sync.flush,
    refresh: sync.refresh,
    resolve: sync.resolve,
    async reset() {
      const loaded = await calls.load()
      sync.forget(loaded)
      setDocuments(indexDocuments(loaded.documents), {
        ...{ history: emptyHistory, issues: loaded.issues, save: { kind: 'saved', at: null } },
        ...{ baseRevision: loaded.baseRevision, draft: loaded.draft },
      })
    },
    dispose() {
      clearTimeout(validating)
      sync.dispose()
      listeners.clear()
    },
  }
}

/** Each finding once, whoever made it. */
function withTold(
  issues: readonly ValidationIssue[],
  told: ReadonlyMap<DocumentId, readonly ValidationIssue[]>,
): readonly ValidationIssue[] {
  const nameOf = ({ document, pointer, message }: ValidationIssue) => `${document} ${pointer} ${message.en}`
  const known = new Set(issues.map(nameOf))
  return [...issues, ...[...told.values()].flat().filter((issue) => !known.has(nameOf(issue)))]
}

const validateAfter = 250

function startOf({ loaded, kept, fieldTypes }: DraftStoreOptions): DraftSnapshot {
  const pending = (kept?.pending ?? []).map(({ id, document }) => ({ id, after: document }))
  const documents = withSteps(indexDocuments(loaded.documents), pending)
  return {
    documents,
    model: compile(documents, fieldTypes),
    issues: loaded.issues,
    history: kept?.history ?? emptyHistory,
    save: { kind: 'saved', at: null },
    baseRevision: loaded.baseRevision,
    draft: loaded.draft,
  }
}

function compile(documents: Documents, fieldTypes: Registry<FieldType>, previous?: AppModel): AppModel {
  const sound = soundDocuments([...documents.values()], fieldTypes)
  return compileApp(sound, { fieldTypes, revision: 0, previous, partial: true })
}

/** The key of a draft in the storage of a browser that several people may use. */
export function storageKeyOf(place: { user: string; app: string; draft: string | null }): string {
  return `${place.user}/${place.app}/${place.draft ?? ''}`
}
