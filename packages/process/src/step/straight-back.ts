import type { Visit } from '../state/process-state.ts'
import { cancelVisit, releaseAll } from './cancel.ts'
import { leave } from './leave-node.ts'
import { reaskedVisit } from './return.ts'
import { setPeople } from './set-people.ts'
import { dropWait, setVisit, traceOf, union, visitOf, type Work, waitsOf } from './work.ts'

/** Asks an earlier step and puts this visit aside until it is answered; nothing else is touched. */
export function goStraightBack(work: Work, visit: Visit, step: Visit) {
  for (const wait of waitsOf(work, visit.id)) dropWait(work, wait.id)
  const aside = setVisit(work, visit, { needs: 'returned' })
  const released = aside.people ? setPeople(work, aside, releaseAll(aside.people)) : aside
  const asked = reaskedVisit(work, step, { from: visit.from, scope: visit.scope, detourTo: released.id })
  work.resume.push(asked.id)
}

/** The earlier people have answered: those who returned it are asked again. */
export function finishDetour(work: Work, detour: Visit, done: { output: unknown; outcome: string }) {
  const waiting = visitOf(work, detour.detourTo ?? 0)
  leave(work, detour, { ...done, transitions: [] })
  const from = union(waiting.from, traceOf(work, detour))
  const next = reaskedVisit(work, waiting, {
    from,
    scope: waiting.scope,
    ...(waiting.detourTo === undefined ? {} : { detourTo: waiting.detourTo }),
  })
  cancelVisit(work, waiting)
  work.resume.push(next.id)
}
