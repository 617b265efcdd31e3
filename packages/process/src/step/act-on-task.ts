import { Refused } from '../refused.ts'
import { addSigner, removeSigner } from '../round/add-signer.ts'
import {
  actorsOf,
  claim,
  type Doing,
  decide,
  decidedActor,
  pendingFor,
  takeBackDecision,
  withActor,
} from '../round/change-round.ts'
import { delegate, transfer } from '../round/hand-over.ts'
import type { Actor, Round } from '../round/round.ts'
import type { RoundSettings, TaskRights } from '../round/round-settings.ts'
import type { Visit } from '../state/process-state.ts'
import { settingsOf, settlePeople } from './people.ts'
import type { Remark, TaskAct, TaskEvent } from './process-event.ts'
import { returnTask } from './return-task.ts'
import { setPeople } from './set-people.ts'
import { takeBack } from './take-back.ts'
import { keepChosen, log, setVisit, visitOf, type Work } from './work.ts'

type Act<Name extends TaskAct['do']> = Extract<TaskAct, { do: Name }>

/** What somebody does with an open task. */
interface Acting {
  visit: Visit
  round: Round
  doing: Doing
  settings: RoundSettings
  override: boolean
}

/** Somebody acts on a task. */
export function actOnTask(work: Work, event: TaskEvent) {
  const { act } = event
  const visit = knownVisit(work, event.visit)
  if (act.do === 'take_back') return takeBack(work, visit, { ...event, act })
  if (visit.state !== 'open' || visit.needs !== 'people' || !visit.people) {
    throw new Refused('TASK_OVER', { visit: visit.id, state: visit.state })
  }
  if (act.do === 'see') return see(work, visit, event.by)
  const actor = actingAs(visit.people, event)
  const override = event.override === true
  const doing: Doing = { actor, by: event.by, at: work.at, remark: remarkOf(act), override }
  const acting: Acting = { visit, round: visit.people, doing, settings: settingsOf(work, visit), override }
  perform(work, acting, act)
}

/** One that the state has forgotten is over: it was withdrawn, or done long ago. */
export function knownVisit(work: Work, id: number): Visit {
  if (!work.state.visits[id] && id > 0 && id < work.state.next)
    throw new Refused('TASK_OVER', { visit: id, state: 'gone' })
  return visitOf(work, id)
}

function actingAs(round: Round, { by, actor, override }: TaskEvent): Actor {
  if (override) {
    const named = actorsOf(round).find(({ id, state }) => id === actor && state === 'pending')
    if (!named) throw new Refused('ACTOR_UNKNOWN', { actor })
    return named
  }
  const own = pendingFor(round, by)
  const chosen = actor === undefined ? own[0] : own.find(({ id }) => id === actor)
  if (chosen) return chosen
  const there = actorsOf(round).some(
    (other) => other.user === by || other.agents?.includes(by) || other.decidedBy === by,
  )
  throw new Refused(there ? 'NOT_YOUR_TURN' : 'NOT_YOUR_TASK', { user: by })
}

function remarkOf(act: TaskAct): Remark {
  const { comment, reason, signature, seal } = act as Remark
  return {
    ...(comment?.trim() ? { comment } : {}),
    ...(reason ? { reason } : {}),
    ...(signature ? { signature } : {}),
    ...(seal ? { seal } : {}),
  }
}

function perform(work: Work, acting: Acting, act: TaskAct) {
  const handle = performBy[act.do] as (work: Work, acting: Acting, act: TaskAct) => Round | null
  const round = handle(work, acting, act)
  const { visit, doing, override } = acting
  const { do: verb, ...said } = act
  log(work, verb, {
    by: doing.by,
    visit: visit.id,
    data: { ...said, actor: doing.actor.id, ...(override ? { override } : {}) },
  })
  if (round) settlePeople(work, setPeople(work, visitOf(work, visit.id), round))
}

type Perform<Name extends TaskAct['do']> = (work: Work, acting: Acting, act: Act<Name>) => Round | null

const performBy: { [Name in Exclude<TaskAct['do'], 'see' | 'take_back'>]: Perform<Name> } & {
  see: Perform<'see'>
  take_back: Perform<'take_back'>
} = {
  approve(work, { round, doing, settings, override }, { chosen }) {
    if (!override) checkDemands(settings, doing.remark, 'approve')
    keepChosen(work, chosen)
    return decide(round, doing, 'approved')
  },
  reject(_work, { round, doing, settings, override }) {
    if (settings.task !== 'decide') throw new Refused('NOT_TO_BE_REJECTED')
    if (!override) checkDemands(settings, doing.remark, 'reject')
    return decide(round, doing, 'rejected')
  },
  return(work, { visit, round, doing, settings, override }, act) {
    if (!override) checkDemands(settings, doing.remark, 'return')
    const left = setPeople(
      work,
      visit,
      withActor(round, doing.actor.id, (actor) => decidedActor(actor, doing, 'returned')),
    )
    returnTask(work, left, { act, settings, override })
    return null
  },
  transfer(_work, { round, doing, settings, override }, act) {
    checkRight(settings, 'transfer', override)
    return transfer(round, doing, act.to)
  },
  delegate(_work, { round, doing, settings, override }, act) {
    checkRight(settings, 'delegate', override)
    return delegate(round, doing, act.to)
  },
  add_signer(_work, { round, doing, settings, override }, act) {
    checkRight(settings, 'addSigner', override)
    return addSigner(round, doing, act)
  },
  remove_signer(_work, { round, doing, settings, override }, act) {
    checkRight(settings, 'removeSigner', override)
    return removeSigner(round, doing, act.actor)
  },
  claim: (_work, { round, doing }) => claim(round, doing, true),
  unclaim: (_work, { round, doing }) => claim(round, doing, false),
  see: () => null,
  keep: () => null,
  take_back: (_work, { round, doing }) => takeBackDecision(round, doing),
}

function checkRight(settings: RoundSettings, right: keyof TaskRights, override: boolean) {
  if (!settings.rights[right] && !override) throw new Refused('ACT_NOT_ALLOWED', { act: right })
}

type Decision = 'approve' | 'reject' | 'return'

/** What has to be said or signed before a decision counts. Nobody signs that they return something. */
function checkDemands({ demands = {} }: RoundSettings, remark: Remark, decision: Decision) {
  const isDemanded = demands.comment === 'always' || (demands.comment === 'on_reject' && decision !== 'approve')
  if (isDemanded && !remark.comment) throw new Refused('COMMENT_MISSING')
  if (demands.signature && decision !== 'return' && !remark.signature) throw new Refused('SIGNATURE_MISSING')
  const offered: Record<Decision, readonly string[] | undefined> = {
    approve: demands.approveReasons,
    reject: demands.reasons,
    return: demands.returnReasons,
  }
  const reasons = offered[decision] ?? []
  const isLeftOut = demands.reasonsOptional === true && remark.reason === undefined
  if (reasons.length > 0 && !isLeftOut && !reasons.includes(remark.reason ?? ''))
    throw new Refused('REASON_MISSING', { reasons })
}

/** Somebody has opened their task; the first time is kept. */
function see(work: Work, visit: Visit, by: string) {
  if (!visit.people) return
  let round = visit.people
  for (const actor of pendingFor(round, by)) {
    if (!actor.seenAt) round = withActor(round, actor.id, (seen) => ({ ...seen, seenAt: work.at }))
  }
  if (round !== visit.people) setPeople(work, setVisit(work, visit, {}), round)
}
