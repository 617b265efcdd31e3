import { controlOf, type ProcessGraph } from '../../graph/process-graph.ts'
import type { Answering } from '../../run/run-until-wait.ts'
import type { ProcessState, Scope, Visit } from '../../state/process-state.ts'
import type { Answer, Need } from '../../step/step-result.ts'
import type { BpmnParts } from '../bpmn-parts.ts'
import { holds, numberOf, type Variables, variableOf } from './evaluate-text.ts'
import { dueAt } from './virtual-time.ts'

/** What needs of an instance are answered from. */
export interface AnswerSource {
  graph: ProcessGraph
  parts: BpmnParts
  variables: Variables
  now: string
  /** Who is asked at each element; whoever is named by the event, where nobody is. */
  people: { readonly [element: string]: readonly string[] }
  /** Answers that events gave, by the id of what asks. */
  given: Map<number, Answer>
}

/** Answers what the file and the variables say; what they do not say is left open for an event to answer. */
export function answerFrom(source: AnswerSource): Answering {
  return (need, state) => {
    const given = source.given.get(need.id)
    source.given.delete(need.id)
    return given ?? answerBy[need.need](source, need, state)
  }
}

type AnswerBy = (source: AnswerSource, need: Need, state: ProcessState) => Answer | undefined

export const elementOfNode = (node: string): string => node.replace(/__each_*$/, '')

const answerBy: Record<Need['need'], AnswerBy> = {
  people: ({ people }, { node }) => ({
    people: (people[elementOfNode(node)] ?? ['anyone']).map((user) => ({ user })),
  }),
  choose: chooseWays,
  // What a script does is not known; that it was done is.
  run: () => ({ output: null }),
  items: ({ parts, variables }, { node }) => {
    const { items, count } = parts.repeats[node] ?? {}
    const list = items === undefined ? undefined : variableOf(items.replace(/^[$#]\{|\}$|^=/g, '').trim(), variables)
    if (Array.isArray(list)) return { items: list }
    const turns = numberOf(count, variables)
    return turns === undefined
      ? undefined
      : { items: Array.from({ length: Math.min(turns, 1000) }, (_, index) => index) }
  },
  while: (source, need, state) => turnAnswer(source, need, state),
  // BPMN says when a loop goes on, the engine asks when it was enough.
  until: (source, need, state) => {
    const answer = turnAnswer(source, need, state)
    return answer && { holds: !answer.holds }
  },
  early: (source, { node, id }, state) => {
    const scope = turnsOf(state, id)
    const { finished = 0, started = 0 } = scope?.turns ?? {}
    const counts = {
      nrOfInstances: scope?.turns?.items?.length ?? 0,
      nrOfCompletedInstances: finished,
      nrOfActiveInstances: started - finished,
    }
    return answerOf(holds(source.parts.repeats[node]?.early, { ...source.variables, ...counts }))
  },
  when: ({ graph, parts, now }, { node }) => {
    const due = dueAt(now, triggerText(parts, node, graph))
    const isTimer = triggerOn(graph, node) === 'timer'
    return isTimer ? (due === null ? undefined : { due }) : { key: null }
  },
  superiors: () => ({ superiors: {} }),
}

const answerOf = (value: boolean | undefined): { holds: boolean } | undefined =>
  value === undefined ? undefined : { holds: value }

function turnAnswer({ parts, variables }: AnswerSource, { node, id }: Need, state: ProcessState) {
  const loopCounter = turnsOf(state, id)?.turns?.started ?? 0
  return answerOf(holds(parts.repeats[node]?.condition, { ...variables, loopCounter }))
}

function turnsOf(state: ProcessState, visit: number): Scope | undefined {
  return Object.values(state.scopes).find((scope) => scope.visit === visit && scope.turns)
}

/** A choice needs to know its conditions up to the first that holds, a fork all of them. */
function chooseWays({ graph, parts, variables }: AnswerSource, need: Need, state: ProcessState): Answer | undefined {
  const node = graph.nodes[need.node]
  const inItem = { ...variables, ...itemVariables(parts, state, state.visits[need.id]) }
  const ways: string[] = []
  for (const key of node?.outgoing ?? []) {
    if (!graph.transitions[key]?.conditional) continue
    const isHolding = holds(parts.conditions[key], inItem)
    if (isHolding === undefined) return undefined
    if (isHolding) ways.push(key)
    if (isHolding && controlOf(node, 'choose')) break
  }
  return { transitions: ways }
}

/** Inside a repetition over a list the item is a variable of its own. */
function itemVariables(parts: BpmnParts, state: ProcessState, visit: Visit | undefined): Variables {
  const found: { [name: string]: unknown } = {}
  for (let scope = state.scopes[visit?.scope ?? -1]; scope; scope = state.scopes[scope.parent ?? -1]) {
    const name = parts.repeats[scope.node ?? '']?.item
    if (scope.item && name && !Object.hasOwn(found, name)) found[name] = scope.item.value
    if (scope.item && !Object.hasOwn(found, 'loopCounter')) found.loopCounter = scope.item.index
  }
  return found
}

function triggerOn(graph: ProcessGraph, node: string): string | undefined {
  return triggerNode(graph, node)?.trigger?.on
}

function triggerText(parts: BpmnParts, node: string, graph: ProcessGraph) {
  return parts.triggers[triggerNode(graph, node)?.key ?? node] ?? {}
}

/** What an event sub-process waits for stands on its start. */
export function triggerNode(graph: ProcessGraph, key: string) {
  const node = graph.nodes[key]
  const start = controlOf(node, 'scope')?.event
    ? Object.values(graph.nodes).find((inner) => inner.scope === key && controlOf(inner, 'start')?.trigger)
    : node
  return start && 'trigger' in start.control ? { key: start.key, trigger: start.control.trigger } : null
}
