/** An element as bpmn-moddle reads it: what this package looks at, and nothing else. */
export interface BpmnElement {
  $type: string
  $parent?: BpmnElement
  $attrs?: { [name: string]: string }
  $descriptor?: { ns?: { uri?: string } }
  $children?: BpmnElement[]
  $body?: string
  id?: string
  name?: string
  body?: string
  text?: string
  documentation?: BpmnElement[]
  extensionElements?: { values?: BpmnElement[] }
  rootElements?: BpmnElement[]
  diagrams?: BpmnElement[]
  participants?: BpmnElement[]
  messageFlows?: BpmnElement[]
  processRef?: BpmnElement
  flowElements?: BpmnElement[]
  artifacts?: BpmnElement[]
  laneSets?: BpmnElement[]
  lanes?: BpmnElement[]
  flowNodeRef?: BpmnElement[]
  childLaneSet?: BpmnElement
  sourceRef?: BpmnElement
  targetRef?: BpmnElement
  incoming?: BpmnElement[]
  outgoing?: BpmnElement[]
  conditionExpression?: BpmnElement
  default?: BpmnElement
  isForCompensation?: boolean
  triggeredByEvent?: boolean
  eventDefinitions?: BpmnElement[]
  parallelMultiple?: boolean
  isInterrupting?: boolean
  cancelActivity?: boolean
  attachedToRef?: BpmnElement
  messageRef?: BpmnElement
  signalRef?: BpmnElement
  errorRef?: BpmnElement
  escalationRef?: BpmnElement
  activityRef?: BpmnElement
  errorCode?: string
  escalationCode?: string
  timeDuration?: BpmnElement
  timeDate?: BpmnElement
  timeCycle?: BpmnElement
  condition?: BpmnElement
  activationCondition?: BpmnElement
  eventGatewayType?: string
  instantiate?: boolean
  calledElement?: string
  loopCharacteristics?: BpmnElement
  isSequential?: boolean
  behavior?: string
  loopCardinality?: BpmnElement
  loopDataInputRef?: BpmnElement
  inputDataItem?: BpmnElement
  completionCondition?: BpmnElement
  testBefore?: boolean
  loopMaximum?: number
  loopCondition?: BpmnElement
  plane?: BpmnElement
  planeElement?: BpmnElement[]
  bpmnElement?: BpmnElement
  bounds?: { x: number; y: number; width: number; height: number }
  waypoint?: { x: number; y: number }[]
}

/** The type without its prefix: `userTask`, `sequenceFlow`. */
export function typeOf(element: BpmnElement): string {
  const name = element.$type.slice(element.$type.indexOf(':') + 1)
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** The one definition of an event, if it has one. */
export function definitionOf(element: BpmnElement): BpmnElement | undefined {
  return element.eventDefinitions?.[0]
}

/** The text of an expression, a duration, …; undefined when there is none. */
export function bodyOf(element: BpmnElement | undefined): string | undefined {
  return element?.body?.trim() || undefined
}
