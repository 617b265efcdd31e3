import { controlOf } from '../graph/process-graph.ts'
import { actorsOf } from '../round/change-round.ts'
import { openRound } from '../round/open-round.ts'
import type { Round } from '../round/round.ts'
import type { Deadline, RoundSettings } from '../round/round-settings.ts'
import type { Visit } from '../state/process-state.ts'
import { finishInstance } from './finish-instance.ts'
import { raiseIncident } from './incident.ts'
import { leave } from './leave-node.ts'
import { goBack, nearestStep, startVisit } from './return.ts'
import { setPeople } from './set-people.ts'
import type { Answer } from './step-result.ts'
import { finishDetour } from './straight-back.ts'
import { openCatches } from './trigger.ts'
import { newId, nodeOf, setVisit, setWait, type Work } from './work.ts'

/** The step of whoever started it, when it comes back to them. */
export const submitSettings: RoundSettings = {
  task: 'submit',
  rule: { of: 'any' },
  onReject: 'end',
  returns: { to: 'none', resubmit: 'again' },
  rights: {},
}

export function settingsOf(work: Work, visit: Visit): RoundSettings {
  return controlOf(nodeOf(work, visit.node), 'people')?.settings ?? submitSettings
}

/** Asks people, or asks who they are. A visit that has a round already asks it again. */
export function askPeople(work: Work, visit: Visit) {
  const initiator = controlOf(nodeOf(work, visit.node), 'start') ? work.state.initiator : null
  // Another person may have taken over what somebody began.
  if (initiator) return beginRound(work, visit, openRound([{ user: initiator }], submitSettings, work.at))
  if (visit.people) return beginRound(work, visit, visit.people)
  setVisit(work, visit, { needs: 'answer', asks: 'people' })
  openCatches(work, visit, nodeOf(work, visit.node))
}

/** The people are known. */
export function answerPeople(work: Work, visit: Visit, answer: Extract<Answer, { people: unknown }>) {
  const settings = settingsOf(work, visit)
  const { asks: _asks, ...rest } = visit
  const asked = setVisit(work, { ...rest, id: visit.id }, {})
  if (settings.task === 'notice') return notify(work, asked, answer)
  if (answer.people.length > 0) return beginRound(work, asked, openRound(answer.people, settings, work.at), true)
  if (answer.whenEmpty === 'pass') return completePeople(work, asked, 'approved')
  if (answer.whenEmpty === 'reject') return rejected(work, asked)
  raiseIncident(work, asked, 'people', { code: 'NO_APPROVER' })
}

function notify(work: Work, visit: Visit, { people }: { people: Extract<Answer, { people: unknown }>['people'] }) {
  leave(work, setPeople(work, visit, openRound(people, settingsOf(work, visit), work.at)), {})
}

function beginRound(work: Work, visit: Visit, round: Round, caught = false) {
  const { people: _before, ...rest } = visit
  const open = setPeople(work, setVisit(work, { ...rest, id: visit.id }, { needs: 'people' }), round)
  if (!caught) openCatches(work, open, nodeOf(work, visit.node))
  for (const deadline of settingsOf(work, visit).deadlines ?? []) openDeadline(work, open, deadline)
  settlePeople(work, open)
}

function openDeadline(work: Work, visit: Visit, { key }: Deadline) {
  setWait(work, {
    id: newId(work),
    visit: visit.id,
    scope: visit.scope,
    node: visit.node,
    deadline: key,
    on: 'timer',
    asks: 'when',
  })
}

/** Goes on when the round has decided. */
export function settlePeople(work: Work, visit: Visit) {
  const outcome = visit.people?.outcome ?? 'open'
  if (outcome === 'approved') completePeople(work, visit, doneAs[settingsOf(work, visit).task])
  if (outcome === 'rejected') rejected(work, visit)
}

const doneAs: Record<RoundSettings['task'], string> = {
  decide: 'approved',
  handle: 'handled',
  submit: 'submitted',
  notice: 'notified',
}

function completePeople(work: Work, visit: Visit, outcome: string) {
  const output = { outcome, by: decidersOf(visit), at: work.at }
  if (visit.detourTo !== undefined) return finishDetour(work, visit, { output, outcome })
  leave(work, visit, { output, outcome })
}

function decidersOf(visit: Visit): string[] {
  const decided = visit.people
    ? actorsOf(visit.people).filter(({ state }) => state === 'approved' || state === 'rejected')
    : []
  return [...new Set(decided.map(({ decidedBy, user }) => decidedBy ?? user))]
}

const rejected = (work: Work, visit: Visit) => rejectBy[settingsOf(work, visit).onReject](work, visit)

const rejectBy: Record<RoundSettings['onReject'], (work: Work, visit: Visit) => void> = {
  end: (work) => finishInstance(work, 'rejected', 'rejected'),
  to_start(work, visit) {
    const start = work.state.initiator ? startVisit(work, visit) : null
    if (start) return goBack(work, start, { confirmed: true })
    finishInstance(work, 'rejected', 'rejected')
  },
  to_previous(work, visit) {
    const step = nearestStep(work, visit)
    if (step) return goBack(work, step, { confirmed: true })
    finishInstance(work, 'rejected', 'rejected')
  },
  go_on: (work, visit) => completePeople(work, visit, 'rejected'),
}
