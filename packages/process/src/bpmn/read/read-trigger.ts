import type { LocalizedText } from '@mortise/core'
import type { Trigger, TriggerKind } from '../../graph/process-graph.ts'
import { type BpmnElement, bodyOf, definitionOf, typeOf } from '../bpmn-element.ts'
import type { TriggerText } from '../bpmn-parts.ts'
import type { Draft } from './draft.ts'
import { wordFor } from './element-words.ts'

/** What an event definition is about: a trigger, or one of those that are none. */
export type DefinitionKind = TriggerKind | 'terminate' | 'link' | 'cancel'

export function definitionKind(definition: BpmnElement): DefinitionKind {
  const name = typeOf(definition).replace('EventDefinition', '')
  const renamed: { [name: string]: DefinitionKind } = { conditional: 'condition', compensate: 'compensation' }
  return renamed[name] ?? (name as DefinitionKind)
}

/** Where an event stands, and what it may be about there. */
export const possibleTriggers = {
  startEvent: ['timer', 'message', 'signal', 'condition'],
  eventStart: ['timer', 'message', 'signal', 'condition', 'error', 'escalation'],
  intermediateCatchEvent: ['timer', 'message', 'signal', 'condition'],
  boundaryEvent: ['timer', 'message', 'signal', 'condition', 'error', 'escalation'],
  intermediateThrowEvent: ['message', 'signal', 'escalation', 'compensation'],
  endEvent: ['message', 'signal', 'escalation', 'compensation', 'error'],
} as const satisfies { [place: string]: readonly TriggerKind[] }

const otherEvent = {
  zh: '请改用定时、消息、信号、条件、错误或升级事件。',
  en: 'Use a timer, message, signal, condition, error or escalation event.',
}

/** The trigger of an event; null when there is none, or none that can be run, which is then reported. */
export function readTrigger(draft: Draft, event: BpmnElement, place: keyof typeof possibleTriggers): Trigger | null {
  const definition = definitionOf(event)
  if (!definition) return null
  const kind = definitionKind(definition)
  const possible: readonly DefinitionKind[] = possibleTriggers[place]
  if (!possible.includes(kind)) {
    const params = { what: wordFor(kind), where: wordFor(place), wayOut: otherEvent }
    draft.problems.error('event_refused', event, params)
    return null
  }
  return triggerOf(draft, event, { definition, on: kind as TriggerKind })
}

interface TriggerSource {
  definition: BpmnElement
  on: TriggerKind
}

export function triggerOf(draft: Draft, event: BpmnElement, { definition, on }: TriggerSource): Trigger {
  const name = nameBy[on](draft, event, definition)
  return name === undefined ? { on } : { on, name }
}

type NameOf = (draft: Draft, event: BpmnElement, definition: BpmnElement) => string | undefined

const what: Record<'message' | 'signal' | 'timer' | 'condition', LocalizedText> = {
  message: { zh: '消息', en: 'message' },
  signal: { zh: '信号', en: 'signal' },
  timer: { zh: '何时触发', en: 'when it fires' },
  condition: { zh: '等待什么条件', en: 'which condition it waits for' },
}

/** Drawings often name a message by the label of the event alone. */
function named(kind: 'message' | 'signal', reference: 'messageRef' | 'signalRef'): NameOf {
  return (draft, event, definition) => {
    const referred = definition[reference]
    if (referred) return referred.name?.trim() || referred.id
    const label = event.name?.trim()
    if (label) draft.problems.warn('named_after_label', event, { what: what[kind], label })
    else draft.problems.warn('trigger_missing', event, { what: missingName[kind] })
    return label || undefined
  }
}

const missingName = {
  message: { zh: '是哪个消息', en: 'which message it is' },
  signal: { zh: '是哪个信号', en: 'which signal it is' },
}

const nameBy: Record<TriggerKind, NameOf> = {
  message: named('message', 'messageRef'),
  signal: named('signal', 'signalRef'),
  error: (_draft, _event, { errorRef }) => errorRef?.errorCode?.trim() || errorRef?.name?.trim() || errorRef?.id,
  escalation: (_draft, _event, { escalationRef }) =>
    escalationRef?.escalationCode?.trim() || escalationRef?.name?.trim() || escalationRef?.id,
  compensation: (_draft, _event, { activityRef }) => activityRef?.id,
  timer(draft, event, definition) {
    keepText(draft, event, timerText(definition), what.timer)
    const cycle = bodyOf(definition.timeCycle)
    if (cycle) draft.problems.warn('timer_once', event, { text: cycle })
    return undefined
  },
  condition(draft, event, definition) {
    const condition = bodyOf(definition.condition)
    keepText(draft, event, condition ? { condition } : {}, what.condition)
    return undefined
  },
}

function timerText({ timeDuration, timeDate, timeCycle }: BpmnElement): TriggerText {
  const [after, at, every] = [bodyOf(timeDuration), bodyOf(timeDate), bodyOf(timeCycle)]
  return { ...(after ? { after } : {}), ...(at ? { at } : {}), ...(every ? { every } : {}) }
}

function keepText(draft: Draft, event: BpmnElement, found: TriggerText, missing: LocalizedText): void {
  if (Object.keys(found).length === 0) draft.problems.warn('trigger_missing', event, { what: missing })
  else if (event.id) draft.parts.triggers[event.id] = found
}
