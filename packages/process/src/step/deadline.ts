import { actorsOf, decideAll } from '../round/change-round.ts'
import { transfer } from '../round/hand-over.ts'
import type { DeadlineAction } from '../round/round-settings.ts'
import type { Visit, Wait } from '../state/process-state.ts'
import { settingsOf, settlePeople } from './people.ts'
import { goBack, nearestStep } from './return.ts'
import { setPeople } from './set-people.ts'
import { dropWait, log, setWait, visitOf, type Work } from './work.ts'

/** A task takes too long: what the node says about that happens. */
export function takeDeadline(work: Work, visit: Visit, wait: Wait) {
  const deadline = settingsOf(work, visit).deadlines?.find(({ key }) => key === wait.deadline)
  if (!deadline) return
  log(work, 'deadline', { visit: visit.id, data: { deadline: deadline.key, action: deadline.action } })
  actBy[deadline.action](work, visit, wait)
}

const tell = (effect: 'remind' | 'copy') => (work: Work, visit: Visit, wait: Wait) => {
  work.effects.push({ effect, visit: visit.id, node: visit.node, deadline: wait.deadline ?? '' })
}

const decideForAll = (state: 'approved' | 'rejected') => (work: Work, visit: Visit) => {
  if (visit.people) settlePeople(work, setPeople(work, visit, decideAll(visit.people, work.at, state)))
}

const actBy: Record<DeadlineAction, (work: Work, visit: Visit, wait: Wait) => void> = {
  remind: tell('remind'),
  copy: tell('copy'),
  pass: decideForAll('approved'),
  reject: decideForAll('rejected'),
  return(work, visit) {
    const step = nearestStep(work, visit)
    if (step) goBack(work, step, { confirmed: true })
  },
  transfer_up(work, visit, wait) {
    setWait(work, { ...wait, visit: visit.id }, { asks: 'superiors' })
  },
}

/** Superiors take over from those whose time is over. */
export function takeOver(work: Work, wait: Wait, superiors: { [actor: number]: string }) {
  dropWait(work, wait.id)
  const visit = visitOf(work, wait.visit ?? 0)
  if (!visit.people) return
  let round = visit.people
  for (const actor of actorsOf(round)) {
    const to = superiors[actor.id]
    if (actor.state !== 'pending' || to === undefined || to === actor.user) continue
    round = transfer(round, { actor, by: actor.user, at: work.at, remark: {} }, to, 'escalated')
  }
  settlePeople(work, setPeople(work, visit, round))
}
