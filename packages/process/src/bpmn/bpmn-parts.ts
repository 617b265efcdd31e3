/** What a BPMN file says besides the graph. By the key of the node, transition or process that it is about. */
export interface BpmnParts {
  labels: { [key: string]: string }
  /** Conditions of transitions, as they are written in the file. */
  conditions: { [transition: string]: string }
  /** When, under which condition or for which key something that waits goes on. */
  triggers: { [node: string]: TriggerText }
  repeats: { [scope: string]: RepeatText }
  /** Which process a call calls. */
  calls: { [node: string]: string }
  /** The lane that a node stands in: a hint at who does it. */
  lanes: { [node: string]: string }
  shapes: { [node: string]: Shape }
  lines: { [transition: string]: Point[] }
  kept: { [key: string]: Kept }
  /** What a document of ours says there besides, as JSON. From a file it may be anything: look before using it. */
  own: { [key: string]: unknown }
  /** Name spaces of other programs, by prefix. */
  namespaces: { [prefix: string]: string }
}

/** As it is written: ISO 8601 for times, an expression for a condition. */
export interface TriggerText {
  after?: string
  at?: string
  every?: string
  condition?: string
}

export interface RepeatText {
  /** The list, and the name of one of it. */
  items?: string
  item?: string
  /** How many times. */
  count?: string
  /** Whether there is another turn. */
  condition?: string
  /** Whether it is enough before all are done. */
  early?: string
}

export interface Point {
  x: number
  y: number
}

export interface Shape extends Point {
  width: number
  height: number
}

/** What only other programs understand, kept so that it is there again when the process is written as BPMN. */
export interface Kept {
  documentation?: string[]
  /** Attributes of BPMN that the engine does not look at: the text of a script, … */
  attributes?: { [name: string]: string | boolean | number }
  extensions?: KeptElement[]
  /** Attributes of other name spaces, by prefix and name. */
  foreign?: { [name: string]: string }
}

/** An element of another name space. */
export interface KeptElement {
  name: string
  uri: string
  attributes: { [name: string]: string }
  text?: string
  children: KeptElement[]
}

export function emptyParts(): BpmnParts {
  return {
    labels: {},
    conditions: {},
    triggers: {},
    repeats: {},
    calls: {},
    lanes: {},
    shapes: {},
    lines: {},
    kept: {},
    own: {},
    namespaces: {},
  }
}
