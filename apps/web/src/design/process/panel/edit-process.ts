import type { LocalizedText } from '@mortise/core'
import type { ProcessDocument, ProcessNode, ProcessTransition } from '@mortise/metadata'
import { withoutUndefined } from '../../form/properties/use-node-edit.ts'

/** One edit: what it is called in the history, and with which others it is one step. */
export interface ProcessEdit {
  label: LocalizedText
  /** Edits with the same one that follow at once are one step: typing in one place. */
  merge?: string
}

/** What all panels of a process take. */
export interface ProcessPanelProps {
  process: ProcessDocument
  onChange(process: ProcessDocument, edit: ProcessEdit): void
}

/** Undefined takes a property away. */
export type Change<Member> = { [Property in keyof Member]?: Member[Property] | undefined }

export function changeProcess(process: ProcessDocument, change: Change<ProcessDocument>): ProcessDocument {
  return withoutUndefined({ ...process, ...change }) as ProcessDocument
}

export function changeNode(process: ProcessDocument, key: string, change: Change<ProcessNode>): ProcessDocument {
  const nodes = process.nodes.map((node) =>
    node.key === key ? (withoutUndefined({ ...node, ...change }) as ProcessNode) : node,
  )
  return { ...process, nodes }
}

/** Sets one option; what is left of an empty set of options is left out. */
export function changeOption(process: ProcessDocument, key: string, option: string, value: unknown): ProcessDocument {
  const node = process.nodes.find((one) => one.key === key)
  const options = withoutUndefined({ ...node?.options, [option]: value }) as ProcessNode['options']
  return changeNode(process, key, { options: options && Object.keys(options).length > 0 ? options : undefined })
}

export function changeLine(process: ProcessDocument, key: string, change: Change<ProcessTransition>): ProcessDocument {
  const transitions = process.transitions.map((line) =>
    line.key === key ? (withoutUndefined({ ...line, ...change }) as ProcessTransition) : line,
  )
  return { ...process, transitions }
}

/** The lines out of a node in the order in which they are tried. */
export function linesFrom(process: ProcessDocument, node: string): ProcessTransition[] {
  return process.transitions.filter(({ from }) => from === node)
}

/** Moves a line among those out of the same node; the others keep their places. */
export function moveLine(process: ProcessDocument, key: string, by: 1 | -1): ProcessDocument {
  const { transitions } = process
  const at = transitions.findIndex((line) => line.key === key)
  const line = transitions[at]
  if (!line) return process
  const places = transitions.flatMap(({ from }, place) => (from === line.from ? [place] : []))
  const other = places[places.indexOf(at) + by]
  const neighbour = other === undefined ? undefined : transitions[other]
  if (other === undefined || !neighbour) return process
  return { ...process, transitions: transitions.with(at, neighbour).with(other, line) }
}

/** What a line is taken by; it has at most one of these. */
export type LineWay = 'always' | 'when' | 'outcome' | 'otherwise'

export function wayOf({ when, outcome, otherwise }: ProcessTransition): LineWay {
  if (otherwise) return 'otherwise'
  if (outcome) return 'outcome'
  return when ? 'when' : 'always'
}

/** Takes the line in another way; only one line out of a node can be the one for otherwise. */
export function setWay(
  process: ProcessDocument,
  key: string,
  way: Pick<ProcessTransition, 'when' | 'outcome' | 'otherwise'>,
): ProcessDocument {
  const line = process.transitions.find((one) => one.key === key)
  if (!line) return process
  const none = { when: undefined, outcome: undefined, otherwise: undefined }
  const others = way.otherwise ? linesFrom(process, line.from).filter((one) => one.otherwise && one.key !== key) : []
  const freed = others.reduce((changed, one) => changeLine(changed, one.key, { otherwise: undefined }), process)
  return changeLine(freed, key, { ...none, ...way })
}

/** Nodes from which a line may lead to the node, over any number of others. */
export function nodesBefore(process: ProcessDocument, key: string): ProcessNode[] {
  const found = new Set<string>()
  const open = [key]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const host = process.nodes.find((node) => node.key === next)?.on
    const before = process.transitions.filter(({ to }) => to === next).map(({ from }) => from)
    for (const one of host === undefined ? before : [...before, host]) {
      if (found.has(one)) continue
      found.add(one)
      open.push(one)
    }
  }
  return process.nodes.filter((node) => found.has(node.key))
}
