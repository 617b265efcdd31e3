import { controlOf, type GraphNode, type ProcessGraph } from '../graph/process-graph.ts'
import { actorsOf, groupOf, pendingFor } from '../round/change-round.ts'
import type { Actor, Round } from '../round/round.ts'
import type { RoundSettings } from '../round/round-settings.ts'
import type { ProcessState, Visit } from '../state/process-state.ts'
import { submitSettings } from '../step/people.ts'
import type { TaskAct } from '../step/process-event.ts'
import { stepsBefore } from '../step/return.ts'
import { mayRecall } from '../step/take-back.ts'

/** A task that waits for somebody, and what it allows. */
export interface OpenTask {
  visit: number
  actor: number
  node: string
  acts: TaskAct['do'][]
  demands: NonNullable<RoundSettings['demands']>
  /** Nodes it may be returned to, the latest first. */
  returnTo: string[]
  resubmit: RoundSettings['returns']['resubmit']
}

/** What somebody may do with an instance at present. */
export interface InstanceRights {
  tasks: OpenTask[]
  /** Visits whose approval they may take back. */
  takeBack: number[]
  recall: boolean
  stop: boolean
}

/** What a person may do now. What the engine refuses is not offered. */
export function rightsOf(graph: ProcessGraph, state: ProcessState, user: string): InstanceRights {
  const visits = state.status === 'running' ? Object.values(state.visits) : []
  const running = visits.length > 0
  return {
    tasks: visits.flatMap((visit) => tasksAt({ graph, state }, visit, user)),
    takeBack: visits.filter((visit) => hasDecided(graph, visit, user)).map(({ id }) => id),
    recall: running && mayRecall({ graph, state }, user),
    stop: running && state.initiator === user && visits.some((visit) => isWithInitiator(graph, visit)),
  }
}

interface Looking {
  graph: ProcessGraph
  state: ProcessState
}

function tasksAt(looking: Looking, visit: Visit, user: string): OpenTask[] {
  const round = visit.state === 'open' && visit.needs === 'people' ? visit.people : undefined
  if (!round) return []
  const settings = settingsAt(looking.graph, visit)
  return pendingFor(round, user).map((actor) => ({
    visit: visit.id,
    actor: actor.id,
    node: visit.node,
    acts: actsOf({ settings, round, actor }),
    demands: settings.demands ?? {},
    returnTo: returnsOf(looking, visit, settings),
    resubmit: settings.returns.resubmit,
  }))
}

function settingsAt(graph: ProcessGraph, visit: Visit): RoundSettings {
  return controlOf(graph.nodes[visit.node], 'people')?.settings ?? submitSettings
}

function actsOf({ settings, round, actor }: { settings: RoundSettings; round: Round; actor: Actor }): TaskAct['do'][] {
  const { rights, returns, task } = settings
  const group = groupOf(round, actor.id)
  const shared = group.rule.of === 'claim' && group.actors.length > 1
  const open = actorsOf(round).filter(({ state }) => state === 'pending' || state === 'waiting' || state === 'standby')
  const offered: [TaskAct['do'], boolean | undefined][] = [
    ['approve', true],
    ['reject', task === 'decide'],
    ['return', returns.to !== 'none'],
    ['transfer', rights.transfer],
    ['delegate', rights.delegate],
    ['add_signer', rights.addSigner],
    ['remove_signer', rights.removeSigner && open.length > 1],
    ['claim', shared && !actor.claimed],
    ['unclaim', shared && actor.claimed],
  ]
  return offered.filter(([, may]) => may).map(([act]) => act)
}

function returnsOf(looking: Looking, visit: Visit, { returns }: RoundSettings): string[] {
  const steps = stepsBefore(looking, visit)
  const isStart = (node: GraphNode | undefined) => controlOf(node, 'start') !== null
  const kept: Record<RoundSettings['returns']['to'], Visit[]> = {
    none: [],
    any: steps,
    previous: steps.slice(0, 1),
    start: steps.filter(({ node }) => isStart(looking.graph.nodes[node])),
  }
  return [...new Set(kept[returns.to].map(({ node }) => node))]
}

function hasDecided(graph: ProcessGraph, visit: Visit, user: string): boolean {
  if (!settingsAt(graph, visit).rights.takeBack || !visit.people || visit.state === 'cancelled') return false
  return actorsOf(visit.people).some(
    ({ state, decidedBy, user: asked }) => state === 'approved' && (decidedBy ?? asked) === user,
  )
}

/** It is with whoever started it: they may also give it up. */
function isWithInitiator(graph: ProcessGraph, visit: Visit): boolean {
  return visit.state === 'open' && visit.needs === 'people' && controlOf(graph.nodes[visit.node], 'start') !== null
}
