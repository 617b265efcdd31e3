import { actorsOf } from '../round/change-round.ts'
import type { ProcessState, Visit, VisitNeed } from '../state/process-state.ts'

/** What must never be true of an instance, in words; empty when all is in order. */
export function faultsOf(state: ProcessState): string[] {
  const faults: string[] = []
  const open = Object.values(state.visits).filter((visit) => visit.state === 'open')
  const waits = Object.values(state.waits)
  if (state.status !== 'running') {
    if (open.length + waits.length + state.ready.length > 0) faults.push('ended, and yet something is open')
    return faults
  }
  if (open.length + state.ready.length === 0) faults.push('nothing is open')
  const isClosed = (scope: number) => state.scopes[scope]?.state !== 'open'
  for (const { id, scope } of [...open, ...state.ready]) if (isClosed(scope)) faults.push(`${id} is in a closed scope`)
  for (const wait of waits) {
    if (isClosed(wait.scope)) faults.push(`wait ${wait.id} is in a closed scope`)
    if (wait.visit !== null && state.visits[wait.visit]?.state !== 'open')
      faults.push(`wait ${wait.id} of no open visit`)
  }
  for (const scope of Object.values(state.scopes)) {
    if (scope.state === 'open' && scope.parent !== null && isClosed(scope.parent))
      faults.push(`scope ${scope.id} is in a closed one`)
  }
  for (const visit of open)
    if (!canGoOn(state, visit)) faults.push(`${visit.node} (${visit.id}) needs ${visit.needs} for ever`)
  return [...faults, ...idFaults(state)]
}

function idFaults(state: ProcessState): string[] {
  const ids = [state.scopes, state.visits, state.waits].flatMap((things) => Object.values(things).map(({ id }) => id))
  const all = [...ids, ...state.ready.map(({ id }) => id)]
  const faults = new Set(all).size === all.length ? [] : ['two things have the same id']
  return all.every((id) => id < state.next) ? faults : [...faults, 'an id is ahead of its time']
}

/** Whether there is somebody or something that lets an open visit go on. */
function canGoOn(state: ProcessState, visit: Visit): boolean {
  if (visit.incident) return true
  return visit.needs !== null && goesOnBy[visit.needs](state, visit)
}

const openVisits = (state: ProcessState) => Object.values(state.visits).filter((visit) => visit.state === 'open')

const goesOnBy: { readonly [Name in VisitNeed]: (state: ProcessState, visit: Visit) => boolean } = {
  answer: (_state, visit) => visit.asks !== undefined,
  people: (_state, visit) =>
    visit.people !== undefined && actorsOf(visit.people).some((actor) => actor.state === 'pending'),
  outside: () => true,
  trigger: (state, visit) => Object.values(state.waits).some((wait) => wait.visit === visit.id),
  scope: (state, visit) =>
    visit.asks !== undefined ||
    Object.values(state.scopes).some((scope) => scope.visit === visit.id && scope.state === 'open'),
  returned: (state, visit) => openVisits(state).some((detour) => detour.detourTo === visit.id),
  undoing: (state, visit) => [...openVisits(state), ...state.ready].some(({ undoFor }) => undoFor === visit.id),
  incident: () => false,
}
