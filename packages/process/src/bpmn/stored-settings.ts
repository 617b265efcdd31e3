import type { Control, Repeat } from '../graph/process-graph.ts'
import type { BpmnElement } from './bpmn-element.ts'
import { isControl, isRepeat } from './is-control.ts'

/** How bpmn-moddle reads and writes our own settings inside BPMN elements. */
export const storedSettings = {
  name: 'Mortise',
  uri: 'urn:mortise:process:1',
  prefix: 'mortise',
  xml: { tagAlias: 'lowerCase' },
  types: [{ name: 'Settings', superClass: ['Element'], properties: [{ name: 'json', isBody: true, type: 'String' }] }],
}

export const settingsType = 'mortise:Settings'

/** What BPMN has no words for. The lines are there to see whether somebody changed the file since. */
export interface StoredNode {
  /** Where the key is no possible id. */
  key?: string
  type: string
  control: Control
  incoming: string[]
  outgoing: string[]
  catches?: string[]
  irreversible?: boolean
  /** Of a task that is repeated. */
  repeat?: Repeat
  /** What the document that it was written from says there. */
  own?: unknown
}

/** The settings of an element; null when there are none, undefined when they cannot be read. */
export function readStored(element: BpmnElement): Partial<StoredNode> | null | undefined {
  const stored = element.extensionElements?.values?.find(({ $type }) => $type === settingsType)
  if (!stored) return null
  try {
    const json: unknown = JSON.parse((stored as { json?: string }).json ?? '')
    return isObject(json) ? (json as Partial<StoredNode>) : undefined
  } catch {
    return undefined
  }
}

/** The settings of a node, if they are whole. */
export function readStoredNode(element: BpmnElement): StoredNode | null | undefined {
  const stored = readStored(element)
  if (!stored) return stored
  const { type, control, incoming, outgoing, catches, irreversible, repeat } = stored
  const isWhole =
    typeof type === 'string' &&
    isControl(control) &&
    isTexts(incoming) &&
    isTexts(outgoing) &&
    (catches === undefined || isTexts(catches)) &&
    (irreversible === undefined || irreversible === true) &&
    (repeat === undefined || isRepeat(repeat))
  return isWhole ? (stored as StoredNode) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}
