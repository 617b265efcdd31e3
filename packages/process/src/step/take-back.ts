import { controlOf } from '../graph/process-graph.ts'
import { Refused } from '../refused.ts'
import { actorsOf, takeBackDecision } from '../round/change-round.ts'
import type { Actor } from '../round/round.ts'
import type { Visit } from '../state/process-state.ts'
import { settingsOf } from './people.ts'
import type { RecallEvent, TaskAct, TaskEvent } from './process-event.ts'
import { ancestorsOf, goBack } from './return.ts'
import { setPeople } from './set-people.ts'
import { log, type Work } from './work.ts'

type TakingBack = TaskEvent & { act: Extract<TaskAct, { do: 'take_back' }> }

/** Somebody takes their approval back, as long as nobody has built on it. */
export function takeBack(work: Work, visit: Visit, { by, act, override }: TakingBack) {
  if (!settingsOf(work, visit).rights.takeBack && !override) throw new Refused('ACT_NOT_ALLOWED', { act: 'takeBack' })
  const own = visit.people ? actorsOf(visit.people).filter((actor) => isDecidedBy(actor, by)) : []
  const [actor] = own
  if (!actor || !visit.people) throw new Refused('NOTHING_TO_TAKE_BACK', { user: by })
  log(work, 'take_back', { by, visit: visit.id, ...(act.comment ? { data: { comment: act.comment } } : {}) })
  if (visit.state === 'open') {
    if (visit.needs !== 'people') throw new Refused('TASK_OVER', { visit: visit.id, state: visit.state })
    setPeople(work, visit, takeBackDecision(visit.people, { actor, by, at: work.at, remark: {} }))
    return
  }
  if (visit.state !== 'done' || visit.detourTo !== undefined || !isCurrent(work, visit))
    throw new Refused('TAKEN_FURTHER')
  if (someoneDecidedAfter(work, visit)) throw new Refused('TAKEN_FURTHER')
  goBack(work, visit, { confirmed: act.confirmed === true, only: own.map(({ id }) => id) })
}

const isDecidedBy = ({ state, user, decidedBy }: Actor, by: string) =>
  state === 'approved' && (decidedBy ?? user) === by

/** Whether what is under way follows from this visit. */
function isCurrent(work: Work, step: Visit): boolean {
  const { ready, visits, scopes } = work.state
  const alive = [
    ...ready.map(({ from }) => from),
    ...Object.values(visits).flatMap((visit) => (visit.state === 'open' ? [visit.from] : [])),
    ...Object.values(scopes).flatMap(({ state, arrivals }) =>
      state === 'open' ? arrivals.map(({ from }) => from) : [],
    ),
  ]
  return ancestorsOf(work, alive.flat()).has(step.id)
}

function someoneDecidedAfter({ state }: Pick<Work, 'state'>, step: Visit): boolean {
  return Object.values(state.visits).some((visit) => {
    if (visit.id === step.id || !ancestorsOf({ state }, visit.from).has(step.id)) return false
    const people = visit.people ? actorsOf(visit.people) : []
    return people.some(
      ({ state: decided, decidedBy }) => decidedBy !== undefined && (decided === 'approved' || decided === 'rejected'),
    )
  })
}

type Looking = Pick<Work, 'state' | 'graph'>

/** Where the initiator began, if they have given it out of their hands. */
function givenStart({ state, graph }: Looking): Visit | undefined {
  return Object.values(state.visits).find(
    (visit) =>
      visit.state === 'done' &&
      controlOf(graph.nodes[visit.node], 'start') &&
      state.scopes[visit.scope]?.parent === null,
  )
}

/** Whether the process lets its initiator take it back now. */
export function mayRecall(looking: Looking, user: string): boolean {
  const start = givenStart(looking)
  return start !== undefined && looking.state.initiator === user && isRecallAllowed(looking, start)
}

function isRecallAllowed(looking: Looking, start: Visit): boolean {
  const policy = controlOf(looking.graph.nodes[start.node], 'start')?.recall ?? 'until_decided'
  return policy === 'always' || (policy === 'until_decided' && !someoneDecidedAfter(looking, start))
}

/** The initiator takes the whole of it back to where it began. */
export function recall(work: Work, { by, override, confirmed }: RecallEvent) {
  if (!override && by !== work.state.initiator) throw new Refused('NOT_YOUR_INSTANCE', { user: by })
  const start = givenStart(work)
  if (!start || work.state.initiator === null) throw new Refused('ALREADY_AT_START')
  if (!override && !isRecallAllowed(work, start)) throw new Refused('RECALL_NOT_ALLOWED')
  log(work, 'recall', { by, visit: start.id })
  goBack(work, start, { confirmed: confirmed === true || override === true })
}
