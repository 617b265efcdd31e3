import { deepEqual, type LocalizedText } from '@mortise/core'
import type { DocumentId } from '@mortise/metadata'
import { type DocumentStep, type Documents, withSteps } from './draft-documents.ts'
import { mergeTheirs } from './merge-drafts.ts'

/** One gesture of the user, to be undone as a whole. */
export interface HistoryStep {
  label: LocalizedText
  documents: readonly DocumentStep[]
  /** Edits with the same key that follow at once belong to this step: typing. */
  merge: string | null
  at: number
}

/** What was done and may be undone, the newest last; what was undone and may be done again, the next one last. */
export interface DraftHistory {
  done: readonly HistoryStep[]
  undone: readonly HistoryStep[]
}

export const emptyHistory: DraftHistory = { done: [], undone: [] }

/** Steps further back than this are forgotten. */
const maxSteps = 200
const mergeWithin = 500

/** The history with one more step; typing goes on in the step before. */
export function recordStep(history: DraftHistory, step: HistoryStep): DraftHistory {
  const last = history.done.at(-1)
  const joins = last && step.merge !== null && last.merge === step.merge && step.at - last.at <= mergeWithin
  if (!joins) return { done: [...history.done, step].slice(-maxSteps), undone: [] }
  const joined = { ...step, documents: joinSteps(last.documents, step.documents) }
  const done = joined.documents.length > 0 ? [...history.done.slice(0, -1), joined] : history.done.slice(0, -1)
  return { done, undone: [] }
}

function joinSteps(earlier: readonly DocumentStep[], later: readonly DocumentStep[]): DocumentStep[] {
  const joined = new Map<DocumentId, DocumentStep>(earlier.map((step) => [step.id, step]))
  for (const step of later) {
    const first = joined.get(step.id)
    joined.set(step.id, first ? { ...step, before: first.before } : step)
  }
  return [...joined.values()].filter(({ before, after }) => !deepEqual(before, after))
}

interface Moved {
  documents: Documents
  history: DraftHistory
  /** What was undone or done again; null when there was nothing. */
  step: HistoryStep | null
}

/** Takes the last step back. What others changed since in the same documents stays. */
export function undoStep(documents: Documents, history: DraftHistory): Moved {
  const step = history.done.at(-1)
  if (!step) return { documents, history, step: null }
  const { next, applied } = applyTo(documents, step.documents.map(reversed))
  const redo = { ...step, documents: applied.map(reversed) }
  return { documents: next, history: { done: history.done.slice(0, -1), undone: [...history.undone, redo] }, step }
}

/** Does the step that was undone last again. */
export function redoStep(documents: Documents, history: DraftHistory): Moved {
  const step = history.undone.at(-1)
  if (!step) return { documents, history, step: null }
  const { next, applied } = applyTo(documents, step.documents)
  // It was done by a gesture of its own: typing that follows must not become a part of it.
  const again = { ...step, merge: null, documents: applied }
  return { documents: next, history: { done: [...history.done, again], undone: history.undone.slice(0, -1) }, step }
}

const reversed = ({ id, before, after }: DocumentStep): DocumentStep => ({ id, before: after, after: before })

function applyTo(documents: Documents, steps: readonly DocumentStep[]) {
  const applied = steps.map(({ id, before, after }): DocumentStep => {
    const present = documents.get(id) ?? null
    const result = present === before ? after : mergeTheirs(before, after, present)
    return { id, before: present, after: result }
  })
  return { next: withSteps(documents, applied), applied }
}
