import { deepEqual } from '@mortise/core'
import type { Control, Trigger } from '../../graph/process-graph.ts'
import { type BpmnElement, definitionOf, typeOf } from '../bpmn-element.ts'
import type { StoredNode } from '../stored-settings.ts'

interface Found {
  element: BpmnElement
  control: Control
  incoming: readonly string[]
  outgoing: readonly string[]
}

/**
 * Brings together what is stored with an element and what the element says now: the file may have been changed by a
 * program that knows nothing of our settings.
 */
export function matchesStored(stored: StoredNode, found: Found): { sameLines: boolean; control: Control } {
  const { element, control, incoming, outgoing } = found
  const sameLines = sameMembers(stored.incoming, incoming) && sameMembers(stored.outgoing, outgoing)
  const gateway = gatewaySays[typeOf(element)]
  if (gateway) {
    const fits = sameLines && (stored.control.do === 'pass' || gateway(stored.control))
    return { sameLines: fits, control: fits ? stored.control : control }
  }
  return { sameLines, control: saysTheSame(stored.control, control, element) ? stored.control : control }
}

/** What each gateway can stand for. */
const gatewaySays: { readonly [type: string]: ((control: Control) => boolean) | undefined } = {
  exclusiveGateway: (control) => control.do === 'choose',
  eventBasedGateway: (control) => control.do === 'first_of',
  parallelGateway: (control) =>
    (control.do === 'fork' && control.branches === 'all') ||
    (control.do === 'join' && (control.rule === 'block' || control.rule === 'each_incoming')),
  inclusiveGateway: (control) =>
    (control.do === 'fork' && control.branches === 'some') ||
    (control.do === 'join' && (control.rule === 'block' || control.rule === 'reachable')),
  complexGateway: (control) => control.do === 'join' && typeof control.rule === 'object',
}

/** Whether what is stored only adds to what the element says. */
function saysTheSame(stored: Control, found: Control, element: BpmnElement): boolean {
  if (stored.do !== found.do) return false
  const trigger = [triggerOf(stored), triggerOf(found)] as const
  if (!sameTrigger(...trigger, element)) return false
  const essence = (control: Control): unknown => essences[control.do]?.(control)
  return deepEqual(essence(stored), essence(found))
}

const triggerOf = (control: Control): Trigger | undefined => ('trigger' in control ? control.trigger : undefined)

function sameTrigger(stored: Trigger | undefined, found: Trigger | undefined, element: BpmnElement): boolean {
  if (stored?.on !== found?.on) return false
  if (stored?.name === found?.name) return true
  // What refers to nothing was named after its label.
  const { messageRef, signalRef } = definitionOf(element) ?? element
  return stored?.name === undefined && !messageRef && !signalRef
}

/** What BPMN itself says of a control, beside its trigger. */
const essences: { readonly [name: string]: ((control: Control) => unknown) | undefined } = {
  end: (control) => control.do === 'end' && control.ends,
  throw: (control) => control.do === 'throw' && Boolean(control.ends),
  catch: (control) => control.do === 'catch' && [control.at, control.interrupting],
  scope: (control) => control.do === 'scope' && [control.event?.interrupting ?? null],
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set(a).size === new Set([...a, ...b]).size
}
