import { Refused } from '../refused.ts'
import type { Round } from '../round/round.ts'
import { knownVisit } from './act-on-task.ts'
import { settingsOf, settlePeople } from './people.ts'
import type { LinkAnswerEvent } from './process-event.ts'
import { setPeople } from './set-people.ts'
import { log, type Work } from './work.ts'

/** Whoever has the link decides for all who are asked at a task that may be answered so. */
export function answerByLink(work: Work, { visit: id, outcome, label, comment }: LinkAnswerEvent) {
  const visit = knownVisit(work, id)
  const open = visit.state === 'open' && visit.needs === 'people'
  if (!open || !visit.people || !settingsOf(work, visit).byLink) {
    throw new Refused('TASK_OVER', { visit: id, state: visit.state })
  }
  log(work, 'link_answer', { visit: id, data: { outcome, label, ...(comment ? { comment } : {}) } })
  settlePeople(work, setPeople(work, visit, { ...letGo(visit.people), outcome }))
}

/** Those who were asked besides have nothing to decide any more. */
function letGo(round: Round): Round {
  const groups = round.groups.map((group) => ({
    ...group,
    actors: group.actors.map((actor) => {
      const open = actor.state === 'pending' || actor.state === 'waiting' || actor.state === 'standby'
      return open ? { ...actor, state: 'dropped' as const } : actor
    }),
  }))
  return { ...round, groups }
}
