import type { InstanceStatus } from '../state/process-state.ts'
import { cancelScopeContent } from './cancel.ts'
import { log, setScope, type Work } from './work.ts'

/** Ends the instance with everything in it. */
export function finishInstance(work: Work, status: InstanceStatus, outcome: string) {
  for (const scope of Object.values(work.state.scopes)) {
    if (scope.parent !== null || scope.state !== 'open') continue
    cancelScopeContent(work, scope.id)
    setScope(work, work.state.scopes[scope.id] ?? scope, { state: 'closed' })
  }
  work.state.ready = []
  work.state.status = status
  work.state.outcome = outcome
  work.writes.push({ write: 'status', status, outcome })
  log(work, 'ended', { data: { status, outcome } })
}
