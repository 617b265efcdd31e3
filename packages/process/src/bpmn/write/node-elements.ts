import { type Control, type ControlName, controlOf, type GraphNode, type Trigger } from '../../graph/process-graph.ts'
import { type BpmnWriter, create, expression, namedElement } from './bpmn-writer.ts'

type Made = { type: string; attributes?: object }
type Make<Name extends ControlName> = (
  node: GraphNode & { control: Extract<Control, { do: Name }> },
  writer: BpmnWriter,
) => Made

/** The type of BPMN that a node came from, if it still says the same. */
function typeAmong(node: GraphNode, possible: readonly string[], otherwise: string): string {
  const type = node.type.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const name = type.charAt(0).toUpperCase() + type.slice(1)
  return possible.includes(name) ? name : otherwise
}

const joinTypes = { block: 'ParallelGateway', each_incoming: 'ParallelGateway', reachable: 'InclusiveGateway' }

/** The element that says what each control does. */
const elements: { readonly [Name in ControlName]: Make<Name> } = {
  start: ({ control, scope, key }, writer) => {
    const event = controlOf(writer.graph.nodes[scope ?? ''], 'scope')?.event
    const attributes = event && !event.interrupting ? { isInterrupting: false } : {}
    return { type: 'StartEvent', attributes: { ...attributes, ...withTrigger(writer, control.trigger, key) } }
  },
  end: ({ control }, writer) => {
    const terminate = control.ends === 'scope' ? [create(writer, 'TerminateEventDefinition')] : null
    return { type: 'EndEvent', attributes: terminate ? { eventDefinitions: terminate } : {} }
  },
  pass: (node) => {
    const gateway = node.outgoing.length > 1 ? 'ParallelGateway' : 'ExclusiveGateway'
    const possible = ['Task', 'ManualTask', 'IntermediateThrowEvent', 'ParallelGateway', 'InclusiveGateway']
    return { type: node.outgoing.length > 1 ? gateway : typeAmong(node, possible, gateway) }
  },
  choose: () => ({ type: 'ExclusiveGateway' }),
  fork: ({ control }) => ({ type: control.branches === 'all' ? 'ParallelGateway' : 'InclusiveGateway' }),
  join: (node, writer) => {
    const { rule } = node.control
    if (typeof rule === 'object') {
      const activationCondition = expression(writer, `activationCount >= ${rule.arrivals}`)
      return { type: 'ComplexGateway', attributes: { activationCondition } }
    }
    const isSome = rule === 'block' && branchesOf(writer, node.key) === 'some'
    return { type: isSome ? 'InclusiveGateway' : joinTypes[rule] }
  },
  first_of: () => ({ type: 'EventBasedGateway' }),
  people: () => ({ type: 'UserTask' }),
  run: (node) => ({
    type: typeAmong(node, ['SendTask', 'ScriptTask', 'BusinessRuleTask'], 'ServiceTask'),
  }),
  wait: (node, writer) => {
    const { trigger } = node.control
    const isTask = trigger.on === 'message' && node.type === 'receive_task'
    if (isTask) return { type: 'ReceiveTask', attributes: messageOf(writer, trigger) }
    return { type: 'IntermediateCatchEvent', attributes: withTrigger(writer, trigger, node.key) }
  },
  call: ({ key }, writer) => {
    const calledElement = writer.parts.calls[key]
    return { type: 'CallActivity', attributes: calledElement === undefined ? {} : { calledElement } }
  },
  scope: ({ control }) => ({ type: 'SubProcess', attributes: control.event ? { triggeredByEvent: true } : {} }),
  throw: (node, writer) => {
    const { trigger, ends } = node.control
    const isTask = trigger.on === 'message' && trigger.name !== undefined && node.type === 'send_task' && !ends
    if (isTask) return { type: 'SendTask', attributes: messageOf(writer, trigger) }
    return { type: ends ? 'EndEvent' : 'IntermediateThrowEvent', attributes: withTrigger(writer, trigger, node.key) }
  },
  catch: (node, writer) => ({
    type: 'BoundaryEvent',
    attributes: {
      ...(node.control.interrupting ? {} : { cancelActivity: false }),
      ...withTrigger(writer, node.control.trigger, node.key),
    },
  }),
}

export function elementFor(node: GraphNode, writer: BpmnWriter): Made {
  const make = elements[node.control.do] as Make<ControlName>
  return make(node as Parameters<typeof make>[0], writer)
}

/** Which branches the fork of a join starts. */
function branchesOf(writer: BpmnWriter, join: string): 'all' | 'some' | undefined {
  for (const node of Object.values(writer.graph.nodes)) {
    const fork = controlOf(node, 'fork')
    if (fork?.join === join) return fork.branches
  }
  return undefined
}

function messageOf(writer: BpmnWriter, trigger: Trigger): object {
  const messageRef = namedElement(writer, trigger)
  return messageRef ? { messageRef } : {}
}

const definitionTypes: Record<Trigger['on'], string> = {
  timer: 'TimerEventDefinition',
  message: 'MessageEventDefinition',
  signal: 'SignalEventDefinition',
  condition: 'ConditionalEventDefinition',
  error: 'ErrorEventDefinition',
  escalation: 'EscalationEventDefinition',
  compensation: 'CompensateEventDefinition',
}

function withTrigger(writer: BpmnWriter, trigger: Trigger | undefined, key: string): object {
  if (!trigger) return {}
  const referred = namedElement(writer, trigger)
  const attributes = {
    ...(referred ? { [`${trigger.on}Ref`]: referred } : {}),
    ...triggerTexts[trigger.on]?.(writer, key),
  }
  return { eventDefinitions: [create(writer, definitionTypes[trigger.on], attributes)] }
}

const triggerTexts: { readonly [on: string]: ((writer: BpmnWriter, key: string) => object) | undefined } = {
  timer(writer, key) {
    const { after, at, every } = writer.parts.triggers[key] ?? {}
    return {
      ...(after ? { timeDuration: expression(writer, after) } : {}),
      ...(at ? { timeDate: expression(writer, at) } : {}),
      ...(every ? { timeCycle: expression(writer, every) } : {}),
    }
  },
  // BPMN demands a condition, also where it is not written yet.
  condition: (writer, key) => ({ condition: expression(writer, writer.parts.triggers[key]?.condition) }),
}
