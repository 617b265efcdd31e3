import type { Incident, Visit, Wait } from '../state/process-state.ts'
import type { Failure } from './process-event.ts'
import { log, setVisit, type Work } from './work.ts'

/** Something failed at a visit: it stays where it is, and all that was done before stays done. */
export function raiseIncident(work: Work, visit: Visit, during: Incident['during'], failure: Failure) {
  const { asks: _asks, ...rest } = visit
  setVisit(work, { ...rest, id: visit.id }, { needs: 'incident', incident: incidentOf(work, during, failure) })
  log(work, 'incident', { visit: visit.id, data: { during, code: failure.code } })
}

/** When something is due, or which message is waited for, could not be found out. */
export function raiseWaitIncident(work: Work, wait: Wait, failure: Failure) {
  work.state.waits[wait.id] = { ...wait, incident: incidentOf(work, 'when', failure) }
  log(work, 'incident', { visit: wait.visit, data: { during: 'when', wait: wait.id, code: failure.code } })
}

function incidentOf(work: Work, during: Incident['during'], { code, params }: Failure): Incident {
  return { during, code, ...(params ? { params } : {}), at: work.at }
}
