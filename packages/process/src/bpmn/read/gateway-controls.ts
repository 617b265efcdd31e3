import type { Control } from '../../graph/process-graph.ts'
import { type BpmnElement, bodyOf, typeOf } from '../bpmn-element.ts'
import type { ElementPlace, ReadControl } from './element-controls.ts'
import { wordFor } from './element-words.ts'

/**
 * What gateways do, by their lines. One that joins and forks is read as what it does behind the join; the join is put in
 * front of it later. Which fork and join belong together is found out when all are known.
 */
const exclusive: ReadControl = (_element, { outgoing }) =>
  outgoing.length > 1 || outgoing.some((line) => line.element?.conditionExpression) ? { do: 'choose' } : { do: 'pass' }

const forkOrJoin = (branches: 'all' | 'some', rule: 'each_incoming' | 'reachable'): ReadControl => {
  return (_element, { incoming, outgoing }) => {
    if (outgoing.length > 1) return { do: 'fork', branches, join: null }
    return incoming.length > 1 ? { do: 'join', rule } : { do: 'pass' }
  }
}

const complex: ReadControl = (element, place) => {
  if (place.outgoing.length > 1) return { do: 'fork', branches: 'some', join: null }
  return place.incoming.length > 1 ? complexJoin(element, place) : { do: 'pass' }
}

/** A complex join says after how many arrivals it lets go. */
export function complexJoin(element: BpmnElement, { draft }: Pick<ElementPlace, 'draft'>): Control | null {
  const text = bodyOf(element.activationCondition) ?? ''
  const [, comparison, digits] = /^(?:[$#]?\{|=)?\s*(?:[A-Za-z_]\w*\s*(>=|==?|>)\s*)?(\d+)\s*\}?$/.exec(text) ?? []
  const arrivals = Number(digits) + (comparison === '>' ? 1 : 0)
  if (!digits || arrivals < 1) {
    draft.problems.error('complex_condition', element, { text })
    return null
  }
  return { do: 'join', rule: { arrivals } }
}

const firstOf: ReadControl = (element, { draft }) => {
  const isOther = element.eventGatewayType === 'Parallel' || element.instantiate
  if (!isOther) return { do: 'first_of' }
  const wayOut = {
    zh: '只支持“先到先走”的事件网关；若用于启动流程，请改用开始事件。',
    en: 'Only the gateway that goes with the first event is supported; use start events to start a process.',
  }
  draft.problems.error('element_refused', element, { what: wordFor(typeOf(element)), wayOut })
  return null
}

export const gatewayControls: { readonly [type: string]: ReadControl } = {
  exclusiveGateway: exclusive,
  parallelGateway: forkOrJoin('all', 'each_incoming'),
  inclusiveGateway: forkOrJoin('some', 'reachable'),
  complexGateway: complex,
  eventBasedGateway: firstOf,
}
