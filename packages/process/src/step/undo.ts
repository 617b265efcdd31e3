import type { UndoItem, Visit } from '../state/process-state.ts'
import { newId, nodeOf, setVisit, visitOf, type Work } from './work.ts'

/** What was done and can be taken back, the newest first. */
export function undoItems(work: Work, visits: readonly Visit[]): UndoItem[] {
  return visits
    .filter((visit) => visit.state === 'done' && !visit.undone)
    .flatMap((visit) => {
      const handler = nodeOf(work, visit.node).compensation
      return handler ? [{ visit: visit.id, handler }] : []
    })
    .sort((a, b) => b.visit - a.visit)
}

/** Takes things back one after the other; then the visit that asked for it goes on. */
export function startUndo(work: Work, visit: Visit, undo: UndoItem[]) {
  setVisit(work, visit, { needs: 'undoing', undo })
  runNext(work, visit.id)
}

/** A handler has finished: the next one, or whatever the visit was about to do. */
export function continueUndo(work: Work, visit: Visit) {
  const [done, ...rest] = visit.undo ?? []
  const original = done && work.state.visits[done.visit]
  if (original) setVisit(work, original, { undone: true })
  setVisit(work, visit, { undo: rest })
  runNext(work, visit.id)
}

function runNext(work: Work, id: number) {
  const visit = visitOf(work, id)
  const [next] = visit.undo ?? []
  if (next) {
    const ready = { id: newId(work), scope: visit.scope, node: next.handler, transition: null }
    work.state.ready.push({ ...ready, from: visit.from, undoFor: id })
    return
  }
  const { undo: _undo, ...rest } = visit
  setVisit(work, { ...rest, id }, { needs: null })
  work.resume.push(id)
}
