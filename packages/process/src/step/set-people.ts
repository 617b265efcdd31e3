import { actorsOf } from '../round/change-round.ts'
import type { Round } from '../round/round.ts'
import type { Visit } from '../state/process-state.ts'
import { setVisit, type Work } from './work.ts'

/** Keeps a round with its visit, and writes down everybody whose place in it has changed. */
export function setPeople(work: Work, visit: Visit, people: Round): Visit {
  const before = new Set(visit.people ? actorsOf(visit.people) : [])
  for (const group of people.groups) {
    for (const actor of group.actors) {
      if (!before.has(actor)) work.writes.push({ write: 'actor', visit: visit.id, group: group.id, actor })
    }
  }
  return setVisit(work, visit, { people })
}
