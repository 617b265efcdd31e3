import type { Control, Repeat } from '../../graph/process-graph.ts'
import type { BpmnElement } from '../bpmn-element.ts'
import type { BpmnParts } from '../bpmn-parts.ts'
import type { ProblemList } from '../bpmn-problems.ts'

/** A graph while it is made from a file. */
export interface Draft {
  key: string
  nodes: Map<string, DraftNode>
  lines: Map<string, DraftLine>
  parts: BpmnParts
  problems: ProblemList
}

export interface DraftNode {
  key: string
  type: string
  scope: string | null
  control: Control
  incoming: string[]
  outgoing: string[]
  catches: string[]
  compensation?: string
  irreversible?: boolean
  /** What it comes from; nodes that the file only implies have none. */
  element: BpmnElement | null
  /** It is as it was when it was written by `exportBpmn`: nothing about its lines is implied. */
  exact: boolean
  /** The repetition that it was written with. */
  storedRepeat?: Repeat
  /** Entered by something else than a line. */
  aside: boolean
}

export interface DraftLine {
  key: string
  from: string
  to: string
  element: BpmnElement | null
  conditional?: boolean
  otherwise?: boolean
}

export type NewNode = Pick<DraftNode, 'key' | 'type' | 'scope' | 'control'> & Partial<DraftNode>

export function addNode(draft: Draft, node: NewNode): DraftNode {
  const added = { incoming: [], outgoing: [], catches: [], element: null, exact: false, aside: false, ...node }
  draft.nodes.set(added.key, added)
  return added
}

/** Adds a line between nodes that are there. */
export function addLine(draft: Draft, line: Omit<DraftLine, 'element'>): void {
  draft.lines.set(line.key, { ...line, element: null })
  draft.nodes.get(line.from)?.outgoing.push(line.key)
  draft.nodes.get(line.to)?.incoming.push(line.key)
}

export function nodeAt(draft: Draft, key: string): DraftNode {
  const node = draft.nodes.get(key)
  if (!node) throw new Error(`unreachable: no node ${key}`)
  return node
}

export function linesOf(draft: Draft, keys: readonly string[]): DraftLine[] {
  return keys.flatMap((key) => draft.lines.get(key) ?? [])
}

/** A key for something that the file implies, next to what it belongs to. */
export function impliedKey(draft: Draft, base: string, what: string): string {
  let key = `${base}__${what}`
  while (draft.nodes.has(key) || draft.lines.has(key)) key += '_'
  return key
}

/** Puts a node in front: what led into the old one leads into it. */
export function putBefore(draft: Draft, node: DraftNode, added: NewNode): void {
  const before = addNode(draft, { ...added, incoming: node.incoming })
  node.incoming = []
  for (const line of linesOf(draft, before.incoming)) line.to = before.key
  addLine(draft, { key: impliedKey(draft, before.key, 'to'), from: before.key, to: node.key })
}

/** Puts a node behind: what led out of the old one leads out of it. */
export function putBehind(draft: Draft, node: DraftNode, added: NewNode): void {
  const behind = addNode(draft, { ...added, outgoing: node.outgoing })
  node.outgoing = []
  for (const line of linesOf(draft, behind.outgoing)) line.from = behind.key
  addLine(draft, { key: impliedKey(draft, behind.key, 'from'), from: node.key, to: behind.key })
}
