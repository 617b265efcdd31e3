import { controlOf } from '../graph/process-graph.ts'
import type { Actor, Round } from '../round/round.ts'
import type { Visit } from '../state/process-state.ts'
import { setPeople } from './set-people.ts'
import {
  dropWait,
  nodeOf,
  openVisits,
  scopeOf,
  scopesIn,
  setScope,
  setVisit,
  visitsIn,
  type Work,
  waitsOf,
} from './work.ts'

/** Ends a visit from outside: whoever was asked is not asked any more, work outside will not be listened to. */
export function cancelVisit(work: Work, visit: Visit) {
  if (visit.state !== 'open') return
  for (const wait of waitsOf(work, visit.id)) dropWait(work, wait.id)
  if (visit.needs === 'outside' && controlOf(nodeOf(work, visit.node), 'call')) {
    work.effects.push({ effect: 'cancel_call', visit: visit.id })
  }
  const released = visit.people ? setPeople(work, visit, releaseAll(visit.people)) : visit
  const { asks: _asks, incident: _incident, undo: _undo, ...rest } = released
  setVisit(work, { ...rest, id: visit.id }, { state: 'cancelled', needs: null, leftAt: work.at })
  work.touched.add(visit.scope)
  cancelInside(work, visit)
  for (const detour of openVisits(work)) if (detour.detourTo === visit.id) cancelVisit(work, detour)
}

/** Ends the scopes that a visit waits for. */
export function cancelInside(work: Work, { id }: Visit) {
  for (const scope of Object.values(work.state.scopes)) {
    if (scope.visit === id && scope.state === 'open') cancelScope(work, scope.id)
  }
}

/** Everybody who was still asked is let go. */
export function releaseAll(round: Round): Round {
  const release = (actor: Actor): Actor =>
    actor.state === 'pending' || actor.state === 'waiting' || actor.state === 'standby'
      ? { ...actor, state: 'dropped' }
      : actor
  return { ...round, groups: round.groups.map((group) => ({ ...group, actors: group.actors.map(release) })) }
}

/** Ends a scope with all that is in it. */
export function cancelScope(work: Work, id: number) {
  cancelScopeContent(work, id)
  setScope(work, scopeOf(work, id), { state: 'cancelled' })
}

/** Ends all that is in a scope, and its own triggers; the scope itself stays. */
export function cancelScopeContent(work: Work, id: number) {
  work.state.ready = work.state.ready.filter((ready) => ready.scope !== id)
  for (const wait of Object.values(work.state.waits)) {
    if (wait.scope === id && wait.visit === null) dropWait(work, wait.id)
  }
  for (const visit of visitsIn(work, id)) cancelVisit(work, visit)
  for (const inner of scopesIn(work, id)) cancelScope(work, inner.id)
  work.touched.add(id)
}
