import type { Control, Trigger } from '../../graph/process-graph.ts'
import type { RoundSettings } from '../../round/round-settings.ts'
import { type BpmnElement, definitionOf, typeOf } from '../bpmn-element.ts'
import type { Draft, DraftLine } from './draft.ts'
import { elementWords, wordFor } from './element-words.ts'
import { gatewayControls } from './gateway-controls.ts'
import { linkNameOf } from './read-lines.ts'
import { definitionKind, readTrigger, triggerOf } from './read-trigger.ts'

/** Where an element stands. */
export interface ElementPlace {
  draft: Draft
  incoming: readonly DraftLine[]
  outgoing: readonly DraftLine[]
  /** It stands in an event sub-process. */
  inEvent: boolean
  inScope: boolean
}

/** What the engine does at an element; null when it cannot be run, which is then reported. */
export type ReadControl = (element: BpmnElement, place: ElementPlace) => Control | null

/** A user task of BPMN says who may do it and no more: whoever takes it does it. */
export const handleSettings: RoundSettings = {
  task: 'handle',
  rule: { of: 'claim' },
  onReject: 'go_on',
  returns: { to: 'none', resubmit: 'again' },
  rights: {},
}

const passes: ReadControl = (element, { draft }) => {
  draft.problems.warn('passes_through', element, { what: wordFor(typeOf(element)) })
  return { do: 'pass' }
}

const outside: ReadControl = () => ({ do: 'run', where: 'outside' })

const refuse =
  (wayOut: { zh: string; en: string }): ReadControl =>
  (element, { draft }) => {
    draft.problems.error('element_refused', element, { what: wordFor(typeOf(element)), wayOut })
    return null
  }

const plainSubProcess = { zh: '请改用普通子流程。', en: 'Use an ordinary sub-process.' }
const startEventInstead = { zh: '请改用消息开始事件。', en: 'Use a message start event instead.' }

function severalDefinitions(element: BpmnElement, draft: Draft): boolean {
  if ((element.eventDefinitions?.length ?? 0) < 2) return false
  draft.problems.error('several_definitions', element)
  return true
}

/** Reads an event that is about one thing. */
const event =
  (read: ReadControl): ReadControl =>
  (element, place) =>
    severalDefinitions(element, place.draft) ? null : read(element, place)

/** The control for the trigger of an event; without a trigger, `none`; null when the trigger was refused. */
function withTrigger(
  element: BpmnElement,
  { draft, place, none }: { draft: Draft; place: Parameters<typeof readTrigger>[2]; none: Control | null },
  make: (trigger: Trigger) => Control,
): Control | null {
  if (!definitionOf(element)) return none
  const trigger = readTrigger(draft, element, place)
  return trigger && make(trigger)
}

const start: ReadControl = (element, { draft, inEvent, inScope }) => {
  if (inEvent) return withTrigger(element, { draft, place: 'eventStart', none: { do: 'start' } }, startBy)
  if (inScope && definitionOf(element)) {
    const where = elementWords.subProcess
    const wayOut = {
      zh: '子流程由连线进入，请改用空开始事件。',
      en: 'A sub-process is entered by a line: use a start event without a trigger.',
    }
    draft.problems.error('event_refused', element, { what: elementWords.startEvent, where, wayOut })
    return null
  }
  return withTrigger(element, { draft, place: 'startEvent', none: { do: 'start' } }, startBy)
}

const startBy = (trigger: Trigger): Control => ({ do: 'start', trigger })

const end: ReadControl = (element, { draft }) => {
  const definition = definitionOf(element)
  if (definition && definitionKind(definition) === 'terminate') return { do: 'end', ends: 'scope' }
  const none = { do: 'end', ends: 'branch' } as const
  return withTrigger(element, { draft, place: 'endEvent', none }, (trigger) => ({ do: 'throw', trigger, ends: true }))
}

const throwEvent: ReadControl = (element, { draft }) => {
  // What throws a link was already replaced by lines to what catches it.
  if (linkNameOf(element) !== null) return null
  const none = { do: 'pass' } as const
  return withTrigger(element, { draft, place: 'intermediateThrowEvent', none }, (trigger) => ({ do: 'throw', trigger }))
}

const catchEvent: ReadControl = (element, { draft }) => {
  if (linkNameOf(element) !== null) return { do: 'pass' }
  const definition = definitionOf(element)
  if (!definition) draft.problems.warn('passes_through', element, { what: wordFor('intermediateCatchEvent') })
  const place = 'intermediateCatchEvent'
  return withTrigger(element, { draft, place, none: { do: 'pass' } }, (trigger) => ({ do: 'wait', trigger }))
}

const boundary: ReadControl = (element, { draft }) => {
  const at = element.attachedToRef?.id
  if (!at) {
    draft.problems.error('catch_target_missing', element)
    return null
  }
  const definition = definitionOf(element)
  if (!definition) {
    draft.problems.error('trigger_missing', element, { what: { zh: '等待什么', en: 'what it waits for' } })
    return null
  }
  // Compensation is a property of the node that it stands on.
  if (definitionKind(definition) === 'compensation') return null
  return withTrigger(element, { draft, place: 'boundaryEvent', none: null }, (trigger) => ({
    do: 'catch',
    at,
    trigger,
    interrupting: trigger.on === 'error' || element.cancelActivity !== false,
  }))
}

const receive: ReadControl = (element, { draft }) => {
  if (element.instantiate) return refuse(startEventInstead)(element, { draft } as ElementPlace)
  return { do: 'wait', trigger: triggerOf(draft, element, { definition: element, on: 'message' }) }
}

const send: ReadControl = (element, { draft }) =>
  element.messageRef
    ? { do: 'throw', trigger: triggerOf(draft, element, { definition: element, on: 'message' }) }
    : { do: 'run', where: 'outside' }

const script: ReadControl = (element, { draft }) => {
  draft.problems.warn('script_kept', element)
  return { do: 'run', where: 'here' }
}

const call: ReadControl = (element, { draft }) => {
  if (element.calledElement && element.id) draft.parts.calls[element.id] = element.calledElement
  else draft.problems.warn('called_missing', element)
  return { do: 'call' }
}

const subProcess: ReadControl = (element) => {
  if (!element.triggeredByEvent) return { do: 'scope' }
  const start = element.flowElements?.find(({ $type }) => $type === 'bpmn:StartEvent')
  const definition = start && definitionOf(start)
  const isError = definition && definitionKind(definition) === 'error'
  return { do: 'scope', event: { interrupting: Boolean(isError) || start?.isInterrupting !== false } }
}

export const elementControls: { readonly [type: string]: ReadControl | undefined } = {
  startEvent: event(start),
  endEvent: event(end),
  intermediateThrowEvent: event(throwEvent),
  intermediateCatchEvent: event(catchEvent),
  boundaryEvent: event(boundary),
  task: passes,
  manualTask: passes,
  userTask: () => ({ do: 'people', settings: handleSettings }),
  serviceTask: outside,
  businessRuleTask: () => ({ do: 'run', where: 'here' }),
  scriptTask: script,
  sendTask: send,
  receiveTask: receive,
  callActivity: call,
  subProcess,
  transaction: refuse(plainSubProcess),
  adHocSubProcess: refuse(plainSubProcess),
  ...gatewayControls,
}

export function readControl(element: BpmnElement, place: ElementPlace): Control | null {
  const type = typeOf(element)
  const read = Object.hasOwn(elementControls, type) ? elementControls[type] : undefined
  if (read) return read(element, place)
  const wayOut = { zh: '请改用受支持的元素。', en: 'Use an element that is supported.' }
  place.draft.problems.error('element_refused', element, { what: wordFor(type), wayOut })
  return null
}
