import { leave } from './leave-node.ts'
import { askPeople } from './people.ts'
import { continueUndo } from './undo.ts'
import { nodeOf, type Work } from './work.ts'

/** Goes on with a visit that waited for the engine itself: for things to be taken back, or to be asked again. */
export function resumeVisit(work: Work, id: number) {
  const visit = work.state.visits[id]
  if (visit?.state !== 'open') return
  if (visit.needs === 'undoing') return continueUndo(work, visit)
  const { control } = nodeOf(work, visit.node)
  if (control.do === 'throw') return leave(work, visit, control.ends ? { transitions: [] } : {})
  askPeople(work, visit)
}
