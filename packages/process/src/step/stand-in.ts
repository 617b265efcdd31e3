import { controlOf } from '../graph/process-graph.ts'
import { Refused } from '../refused.ts'
import { actorsOf } from '../round/change-round.ts'
import { transfer } from '../round/hand-over.ts'
import type { Actor, Round } from '../round/round.ts'
import { chosenKey, type Visit } from '../state/process-state.ts'
import { knownVisit } from './act-on-task.ts'
import { cancelScopeContent } from './cancel.ts'
import { settlePeople } from './people.ts'
import type { ChosenPeople, CopyEvent, HandOverEvent, JumpEvent, UrgeEvent } from './process-event.ts'
import { setPeople } from './set-people.ts'
import { log, newId, nodeOf, openVisits, setVisit, union, type Work } from './work.ts'

/** Those who have not decided are to do it soon; not as often as somebody likes. */
export function urge(work: Work, { visit: id, by, until, text }: UrgeEvent) {
  const visit = knownVisit(work, id)
  if (visit.state !== 'open' || visit.needs !== 'people')
    throw new Refused('TASK_OVER', { visit: id, state: visit.state })
  if (visit.urgedUntil !== undefined && visit.urgedUntil > work.at) {
    throw new Refused('URGED_ALREADY', { again: visit.urgedUntil })
  }
  setVisit(work, visit, { urgedUntil: until })
  log(work, 'urge', { by, visit: id, ...(text ? { data: { text } } : {}) })
}

/** Others are shown it: they stand beside the round, so that nothing waits for them. */
export function copy(work: Work, { by, users, text }: CopyEvent) {
  const visit = openVisits(work).at(-1) ?? Object.values(work.state.visits).at(-1)
  if (!visit) throw new Refused('VISIT_UNKNOWN', { visit: 0 })
  for (const user of new Set(users)) {
    // Numbers below nought are not those of a round.
    const actor: Actor = { id: -newId(work), user, origin: 'copied', weight: 1, state: 'notified', assignedAt: work.at }
    work.writes.push({ write: 'actor', visit: visit.id, group: 0, actor })
  }
  log(work, 'copy', { by, visit: visit.id, data: { users: [...users], ...(text ? { text } : {}) } })
}

/** Nodes that it can be sent to: those of the process itself, where something is done. */
export function jumpTargets({ graph }: Pick<Work, 'graph'>): string[] {
  const targets = new Set(['people', 'run', 'choose', 'fork', 'wait', 'call', 'scope', 'end'])
  return Object.values(graph.nodes)
    .filter(({ scope, control }) => scope === null && targets.has(control.do) && !isEventScope(control))
    .map(({ key }) => key)
}

const isEventScope = (control: object) => 'event' in control && control.event !== undefined

/** Ends all that is open and goes on at a node. Earlier steps can still be returned to. */
export function jump(work: Work, { by, to, comment }: JumpEvent) {
  if (!jumpTargets(work).includes(to)) throw new Refused('JUMP_NOT_POSSIBLE', { node: to })
  const root = Object.values(work.state.scopes).find(({ parent, kind }) => parent === null && kind === 'process')
  if (!root) throw new Refused('SCOPE_UNKNOWN', { scope: 0 })
  const open = openVisits(work)
  const from = union(...open.map((visit) => visit.from), root.endings)
  log(work, 'jump', { by, data: { to, from: open.map(({ node }) => node), ...(comment ? { comment } : {}) } })
  cancelKeepingTriggers(work, root.id)
  work.state.ready.push({ id: newId(work), scope: root.id, node: nodeOf(work, to).key, transition: null, from })
}

/** What the process as a whole listens to goes on. */
function cancelKeepingTriggers(work: Work, scope: number) {
  const kept = Object.values(work.state.waits).filter((wait) => wait.scope === scope && wait.visit === null)
  const waits = new Map(kept.map((wait) => [wait.id, wait]))
  const dropped = work.writes.length
  cancelScopeContent(work, scope)
  work.writes = work.writes.filter(
    (write, index) => index < dropped || write.write !== 'wait_gone' || !waits.has(write.id),
  )
  for (const wait of kept) work.state.waits[wait.id] = wait
}

/** Another person takes over everything that waits for somebody, or will. */
export function handOver(work: Work, { by, from, to, starts = false }: HandOverEvent) {
  let found = starts && handOverStart(work, { by, from, to })
  for (const visit of openVisits(work)) {
    if (!visit.people) continue
    const round = roundWithout(visit.people, { by, from, to, at: work.at })
    if (round === visit.people) continue
    found = true
    log(work, 'hand_over', { by, visit: visit.id, data: { from, to } })
    settlePeople(work, setPeople(work, visit, round))
  }
  if (!handOverChosen(work, { from, to }) && !found) throw new Refused('NOTHING_TO_HAND_OVER', { user: from })
}

/** What comes back to whoever began it comes to another person from then on. */
function handOverStart(work: Work, { by, from, to }: Omit<HandOverEvent, 'event'>): boolean {
  if (work.state.initiator !== from) return false
  work.state.initiator = to
  log(work, 'hand_over', { by, data: { from, to, starts: true } })
  return true
}

const open = new Set<Actor['state']>(['pending', 'waiting', 'standby'])

function roundWithout(round: Round, { by, from, to, at }: { by: string; from: string; to: string; at: string }): Round {
  let changed = round
  for (const actor of actorsOf(round)) {
    if (actor.user !== from || !open.has(actor.state) || changed.outcome !== 'open') continue
    const present = actorsOf(changed).find(({ id }) => id === actor.id)
    if (present && open.has(present.state)) changed = transfer(changed, { actor: present, by, at, remark: {} }, to)
  }
  return changed
}

function handOverChosen(work: Work, { from, to }: { from: string; to: string }): boolean {
  const chosen = (work.state.outputs[chosenKey] ?? {}) as ChosenPeople
  if (!Object.values(chosen).some((users) => users.includes(from))) return false
  work.state.outputs[chosenKey] = Object.fromEntries(
    Object.entries(chosen).map(([node, users]) => [node, replaced(users, from, to)]),
  )
  return true
}

const replaced = (users: readonly string[], from: string, to: string): string[] => [
  ...new Set(users.map((user) => (user === from ? to : user))),
]

/** Whose tasks somebody may urge: of what they began, or have a part in. */
export function urgeableVisits({ graph, state }: Pick<Work, 'graph' | 'state'>): Visit[] {
  if (state.status !== 'running') return []
  return Object.values(state.visits).filter(
    ({ state: at, needs, node }) =>
      at === 'open' && needs === 'people' && controlOf(graph.nodes[node], 'people') !== null,
  )
}
