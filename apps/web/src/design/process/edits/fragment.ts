import type { ProcessDocument, ProcessNode, ProcessTransition } from '@mortise/metadata'
import { firstFree } from '../../keys/free-key.ts'
import type { Block } from './block.ts'

/** Where lines of a fragment lead that go on behind it. */
export const onward = '$onward'

/** Nodes with their lines, cut out of a process or new: to be put on a line. */
export interface Fragment {
  nodes: readonly ProcessNode[]
  /** `to` is `onward` where they lead on. */
  transitions: readonly ProcessTransition[]
  entry: string
}

/** A block as it is, to be put elsewhere. */
export function fragmentOf({ nodes, transitions }: ProcessDocument, { keys, entry }: Block): Fragment {
  return {
    nodes: nodes.filter(({ key }) => keys.has(key)),
    transitions: transitions
      .filter(({ from }) => keys.has(from))
      .map((line) => (keys.has(line.to) ? line : { ...line, to: onward })),
    entry,
  }
}

/** Whether anything follows it. */
export function goesOn({ transitions }: Fragment): boolean {
  return transitions.some(({ to }) => to === onward)
}

/** Keys that nodes and lines of a process have. */
export function takenKeys({ nodes, transitions }: ProcessDocument): Set<string> {
  return new Set([...nodes, ...transitions].map(({ key }) => key))
}

/** The same with keys that nothing in the process has; what its members say of each other follows. */
export function withFreshKeys(fragment: Fragment, taken: ReadonlySet<string>): Fragment {
  const used = new Set(taken)
  const renamed = new Map<string, string>()
  for (const { key } of [...fragment.nodes, ...fragment.transitions]) {
    const free = firstFree(key.replace(/_\d+$/, ''), (one) => used.has(one))
    used.add(free)
    renamed.set(key, free)
  }
  const now = (key: string) => renamed.get(key) ?? key
  return {
    entry: now(fragment.entry),
    nodes: fragment.nodes.map((node) => renameNode(node, now)),
    transitions: fragment.transitions.map((line) => ({
      ...line,
      ...{ key: now(line.key), from: now(line.from), to: now(line.to) },
      ...(line.outcome && { outcome: { ...line.outcome, of: now(line.outcome.of) } }),
    })),
  }
}

function renameNode(node: ProcessNode, now: (key: string) => string): ProcessNode {
  const { key, in: around, on, compensation, options } = node
  return {
    ...node,
    key: now(key),
    ...(around === undefined ? {} : { in: now(around) }),
    ...(on === undefined ? {} : { on: now(on) }),
    ...(compensation === undefined ? {} : { compensation: now(compensation) }),
    ...(options === undefined ? {} : { options: renameOptions(options, now) }),
  }
}

/** Options that name other nodes: the fork of a join, what is taken back. */
function renameOptions(options: NonNullable<ProcessNode['options']>, now: (key: string) => string) {
  const named = ['of', 'node'].filter((option) => typeof options[option] === 'string')
  return { ...options, ...Object.fromEntries(named.map((option) => [option, now(String(options[option]))])) }
}

/** Puts a fragment on a line: the line leads to it, and it leads to where the line led. Null without that line. */
export function putOnLine(document: ProcessDocument, lineKey: string, fragment: Fragment): ProcessDocument | null {
  const line = document.transitions.find(({ key }) => key === lineKey)
  const scope = document.nodes.find(({ key }) => key === line?.from)?.in
  if (!line) return null
  const own = new Set(fragment.nodes.map(({ key }) => key))
  const placed = fragment.nodes.map(({ in: around, ...node }): ProcessNode => {
    const inside = around !== undefined && own.has(around) ? around : scope
    return inside === undefined ? node : { ...node, in: inside }
  })
  const led = fragment.transitions.map((one) => (one.to === onward ? { ...one, to: line.to } : one))
  const at = document.transitions.indexOf(line)
  return {
    ...document,
    nodes: insertedAfter(document.nodes, placed, line.from),
    transitions: document.transitions.with(at, { ...line, to: fragment.entry }).toSpliced(at + 1, 0, ...led),
  }
}

/** Behind the node that they follow, so that the document reads in the order of the process. */
function insertedAfter(nodes: readonly ProcessNode[], added: readonly ProcessNode[], key: string): ProcessNode[] {
  const at = nodes.findIndex((node) => node.key === key)
  return nodes.toSpliced(at + 1, 0, ...added)
}
