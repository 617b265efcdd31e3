import { type Control, type ControlName, controlOf, type Repeat, type Trigger } from '@mortise/process'
import type { FileFlow, FileNode } from './file-flow.ts'
import type { FileOpening } from './file-opening.ts'
import { fileProblem } from './file-problem.ts'
import { openCondition } from './open-condition.ts'
import { isApproval, outcomesBehind } from './people-step.ts'
import { readDuration, readField, readFormula } from './read-texts.ts'
import { startNote } from './start-note.ts'

/** What a node of a file is in a document. Options that the file does not say are left out: the checks ask for them. */
export interface Step {
  type: string
  options?: { readonly [name: string]: unknown }
}

interface Reading {
  opening: FileOpening
  flow: FileFlow
}

type Read<Name extends ControlName> = (
  node: FileNode & { control: Extract<Control, { do: Name }> },
  reading: Reading,
) => Step

/** The step that does what an element of BPMN says. Complete: what the engine does, a step can be found for. */
const steps: { readonly [Name in ControlName]: Read<Name> } = {
  start: (node, { opening }) => {
    startNote(node, opening)
    return { type: 'start' }
  },
  end: ({ control }) => ({ type: 'end', ...(control.ends === 'scope' ? { options: { ends: 'scope' } } : {}) }),
  pass: (node, { opening }) => {
    const params = { what: node.type === 'manual_task' ? words.manualTask : words.task }
    opening.report(fileProblem('warning', 'task_for_people', { place: opening.placeOf(node.key), params }))
    return { type: 'handle' }
  },
  choose: () => ({ type: 'exclusive' }),
  fork: ({ control }) => ({ type: control.branches === 'all' ? 'parallel' : 'inclusive' }),
  join: (node, { flow, opening }) => {
    const { rule } = node.control
    const fork = [...flow.nodes.values()].find((one) => one.control.do === 'fork' && one.control.join === node.key)
    const of = fork ? { of: opening.keyOf(fork.key) } : {}
    if (typeof rule === 'object') return { type: 'join', options: { ...of, rule: 'arrivals', arrivals: rule.arrivals } }
    return { type: 'join', options: rule === 'block' ? of : { rule } }
  },
  first_of: () => ({ type: 'first_of' }),
  people: (node, { flow, opening }) => {
    if (!isApproval(node, flow, opening)) return { type: 'handle' }
    // The way on is drawn, so that a rejection has to take it.
    const goesOn = outcomesBehind(node.key, flow, opening).size > 0
    return { type: 'approval', ...(goesOn ? { options: { onReject: 'go_on' } } : {}) }
  },
  run: (node, { opening }) => {
    const type =
      actionTypes.get(node.type) ?? (opening.entity && node.control.where === 'here' ? 'set_fields' : 'webhook')
    const params = { type: opening.nodeTypes.get(type).label }
    opening.report(fileProblem('warning', 'action_open', { place: opening.placeOf(node.key), params }))
    return { type }
  },
  wait: (node, { opening }) => withTrigger(waitTypes, node.control.trigger, { node, opening }),
  call: (node, { opening }) => {
    const { model, parts } = opening
    const called = parts.calls[node.key]
    const found = [...model.processes.values()].find(
      ({ key, label }) => called !== undefined && (key === called || Object.values(label).includes(called)),
    )
    if (found) return { type: 'call_process', options: { process: found.key } }
    const place = opening.placeOf(node.key)
    opening.report(
      called === undefined
        ? fileProblem('warning', 'process_missing', { place })
        : fileProblem('warning', 'process_open', { place, params: { process: called } }),
    )
    return { type: 'call_process' }
  },
  scope: (node, reading) => {
    const { repeat, event } = node.control
    if (event) return { type: 'event_handler', options: handlerOptions(node, event.interrupting, reading) }
    return repeat ? repeats[repeat.mode](node, repeat, reading) : { type: 'sub_process' }
  },
  throw: (node, { opening }) => {
    const { trigger } = node.control
    if (trigger.on === 'compensation') {
      const undone = trigger.name === undefined ? undefined : opening.graph.nodes[trigger.name]
      return { type: 'compensate', ...(undone ? { options: { node: opening.keyOf(undone.key) } } : {}) }
    }
    const name = nameOf(trigger, { node, opening }, true)
    if (trigger.on === 'error') return { type: 'throw_error', options: { error: name } }
    if (trigger.on === 'escalation') return { type: 'escalate', options: { escalation: name } }
    return { type: 'send_message', options: { message: name } }
  },
  catch: (node, { opening }) => {
    const { trigger, interrupting } = node.control
    const step = withTrigger(catchTypes, trigger, { node, opening })
    const options = { ...step.options, ...(interrupting ? {} : { interrupting: false }) }
    return { ...step, ...(Object.keys(options).length > 0 ? { options } : {}) }
  },
}

/** The step that stands for a node of a file of another program. */
export function stepOf(node: FileNode, reading: Reading): Step {
  return (steps[node.control.do] as Read<ControlName>)(node as Parameters<Read<ControlName>>[0], reading)
}

const words = {
  task: { zh: '任务', en: 'the task' },
  manualTask: { zh: '手工任务', en: 'the manual task' },
}

/** Actions that have a step of their own here. */
const actionTypes: ReadonlyMap<string, string> = new Map([['send_task', 'send_mail']])

interface TriggerPlace {
  node: FileNode
  opening: FileOpening
}

const waitTypes = { timer: 'delay', message: 'wait_message', signal: 'wait_message', condition: 'wait_record' }
const catchTypes = {
  timer: 'on_timer',
  message: 'on_message',
  signal: 'on_message',
  condition: 'on_record',
  error: 'on_error',
  escalation: 'on_escalation',
}

function withTrigger(types: { readonly [on: string]: string }, trigger: Trigger, place: TriggerPlace): Step {
  const type = types[trigger.on] ?? 'delay'
  const options = triggerOptions(trigger, place)
  return { type, ...(Object.keys(options).length > 0 ? { options } : {}) }
}

function triggerOptions(trigger: Trigger, place: TriggerPlace): { [name: string]: unknown } {
  const { node, opening } = place
  const text = opening.parts.triggers[node.key] ?? {}
  if (trigger.on === 'timer') return momentOf(text.after ?? text.every ?? text.at, place)
  if (trigger.on === 'condition') return conditionOf(text.condition, place)
  const name = nameOf(trigger, place, trigger.on === 'message' || trigger.on === 'signal')
  if (name === undefined) return {}
  return { [trigger.on === 'signal' ? 'message' : trigger.on]: name }
}

/** So long after, or at the moment in a field of the record. */
function momentOf(text: string | undefined, { node, opening }: TriggerPlace): { [name: string]: unknown } {
  if (text === undefined) return {}
  const after = readDuration(text)
  if (after) return { after }
  const field = readField(text, opening.entity)
  if (field) return { until: field.key }
  opening.report(fileProblem('warning', 'moment_open', { place: opening.placeOf(node.key), params: { text } }))
  return {}
}

function conditionOf(text: string | undefined, { node, opening }: TriggerPlace): { [name: string]: unknown } {
  const condition = text === undefined ? null : readFormula(text, opening)
  if (condition) return { condition }
  if (text !== undefined) opening.report(openCondition(text, node.key, opening))
  return {}
}

function nameOf({ on, name }: Trigger, { node, opening }: TriggerPlace, needed: boolean): string | undefined {
  const place = opening.placeOf(node.key)
  if (on === 'signal') opening.report(fileProblem('warning', 'signal_as_message', { place }))
  return name === undefined && !needed ? undefined : opening.eventName(name, place)
}

/** What an event handler begins at is said by the start that stands in it. */
function handlerOptions(node: FileNode, interrupting: boolean, { flow, opening }: Reading) {
  const start = [...flow.nodes.values()].find(({ scope, control }) => scope === node.key && control.do === 'start')
  const trigger = controlOf(opening.graph.nodes[start?.key ?? ''], 'start')?.trigger
  const on = trigger?.on === 'signal' ? 'message' : (trigger?.on ?? 'timer')
  const options = start && trigger ? triggerOptions(trigger, { node: start, opening }) : {}
  const { message, error, escalation, ...rest } = options
  const name = message ?? error ?? escalation
  return {
    trigger: { on, ...rest, ...(name === undefined ? {} : { name }) },
    ...(interrupting ? {} : { interrupting: false }),
  }
}

type ReadRepeat = (node: FileNode, repeat: Repeat, reading: Reading) => Step

const loop: ReadRepeat = (node, { mode, limit }, { opening }) => {
  const { condition } = conditionOf(opening.parts.repeats[node.key]?.condition, { node, opening }) as {
    condition?: { v: 1; expr: unknown }
  }
  // A file says under which condition it goes on; "until" says under which it is over.
  const said = condition && mode === 'until' ? { v: 1, expr: { '!': [condition.expr] } } : condition
  return {
    type: 'loop',
    options: {
      ...(mode === 'until' ? { mode } : {}),
      ...(said ? { condition: said } : {}),
      ...(limit ? { limit } : {}),
    },
  }
}

const each: ReadRepeat = (node, { mode, early }, { opening }) => {
  const { items, early: text } = opening.parts.repeats[node.key] ?? {}
  const place = opening.placeOf(node.key)
  const field = items === undefined ? null : readField(items, opening.entity)
  const lines = field?.kind.relation === 'children' ? field.key : null
  if (lines === null) opening.report(fileProblem('warning', 'items_open', { place }))
  // What is compared there are the counts of the repetition or its item, which formulas over the record do not know.
  if (early || text !== undefined) opening.report(fileProblem('warning', 'stop_open', { place }))
  return {
    type: 'each',
    options: { ...(lines === null ? {} : { over: { lines } }), ...(mode === 'all_at_once' ? { mode } : {}) },
  }
}

const repeats: { readonly [Mode in Repeat['mode']]: ReadRepeat } = {
  all_at_once: each,
  one_by_one: each,
  while: loop,
  until: loop,
}
