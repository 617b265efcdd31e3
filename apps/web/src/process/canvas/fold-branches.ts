import type { Drawing, DrawnLine, DrawnNode } from './drawing.ts'
import { dominatedBy, type FlowOrder, meetingOf, orderFlow } from './flow-order.ts'

/** What is drawn when branches are folded. */
export interface BranchFolding<Node extends DrawnNode, Line extends DrawnLine> {
  nodes: readonly Node[]
  transitions: readonly Line[]
  /** What each folded fork hides, with everything that stands in it. */
  hidden: ReadonlyMap<string, readonly string[]>
  /** Nodes whose branches can be folded. */
  foldable: ReadonlySet<string>
}

type AnyDrawing = Pick<Drawing, 'nodes' | 'transitions'>

/** Whether ways meet at a node that is drawn for that alone, so that it goes with them. */
type IsMeeting = (node: DrawnNode) => boolean

/**
 * Draws a folded fork as one node: its branches are hidden up to where they meet, and what leads out of them leads on from
 * it. Of forks inside one another the outermost counts.
 */
export function foldBranches<Node extends DrawnNode, Line extends DrawnLine>(
  drawing: { nodes: readonly Node[]; transitions: readonly Line[] },
  folded: ReadonlySet<string>,
  isMeeting: IsMeeting,
): BranchFolding<Node, Line> {
  const branches = branchesOf(drawing, isMeeting)
  const foldable = new Set(branches.keys())
  const owner = ownersOf(drawing, branches, folded)
  if (owner.size === 0) return { ...drawing, hidden: new Map(), foldable }
  const nodes = drawing.nodes
    .filter(({ key }) => !owner.has(key))
    .map((node) => (node.compensation !== undefined && owner.has(node.compensation) ? withoutHandler(node) : node))
  return {
    nodes,
    transitions: linesAround(drawing.transitions, owner),
    hidden: Map.groupBy(owner.keys(), (key) => owner.get(key) ?? ''),
    foldable,
  }
}

/** The forks and frames that have to be open for a node, or for a line, to be seen. */
export function holdersOf({ nodes, transitions }: AnyDrawing, key: string, isMeeting: IsMeeting): ReadonlySet<string> {
  const line = transitions.find((one) => one.key === key)
  const branches = branchesOf({ nodes, transitions }, isMeeting)
  const around = framesAround(nodes)
  const found = new Set<string>()
  for (const end of line ? [line.from, line.to] : [key]) {
    const places = [end, ...around(end)]
    for (const frame of places.slice(1)) found.add(frame)
    for (const [fork, inside] of branches) if (places.some((place) => inside.has(place))) found.add(fork)
  }
  // A line out of a folded fork is hidden as well.
  if (line) found.add(line.from)
  return found
}

/** Keys of documents have no blanks in them. */
const foldedLine = 'fold '

/** Whether a line stands for several that lead out of folded branches. */
export function isFoldedLine(key: string): boolean {
  return key.startsWith(foldedLine)
}

/** Everything that can be folded: forks with their branches, and frames. */
export function foldableIn(drawing: AnyDrawing, isMeeting: IsMeeting): string[] {
  return [...new Set([...branchesOf(drawing, isMeeting).keys(), ...framesIn(drawing)])]
}

/** Nodes that hold others. */
export function framesIn({ nodes }: Pick<Drawing, 'nodes'>): string[] {
  return [...new Set(nodes.flatMap(({ in: around }) => around ?? []))]
}

function withoutHandler<Node extends DrawnNode>({ compensation: _handler, ...node }: Node): Node {
  return node as Node
}

/** What is in the branches of each fork, in its own scope. */
function branchesOf({ nodes, transitions }: AnyDrawing, isMeeting: IsMeeting): Map<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>()
  const next = followers(nodes, transitions)
  const lines = Map.groupBy(transitions, ({ from }) => from)
  for (const members of Map.groupBy(nodes, (node) => node.in ?? '').values()) {
    const forks = members.filter(({ key }) => (lines.get(key)?.length ?? 0) > 1)
    if (forks.length === 0) continue
    const flow = flowOf(members, next)
    for (const { key } of forks) {
      const inside = insideOf({ key, members, flow, lines, isMeeting })
      if (inside.size > 0) found.set(key, inside)
    }
  }
  return found
}

function followers(nodes: AnyDrawing['nodes'], transitions: AnyDrawing['transitions']): Map<string, string[]> {
  const next = new Map<string, string[]>(nodes.map(({ key }) => [key, []]))
  for (const { from, to } of transitions) next.get(from)?.push(to)
  for (const { key, on, compensation } of nodes) {
    if (on !== undefined) next.get(on)?.push(key)
    if (compensation !== undefined) next.get(key)?.push(compensation)
  }
  return next
}

function flowOf(members: readonly DrawnNode[], next: ReadonlyMap<string, readonly string[]>): FlowOrder {
  const keys = members.map(({ key }) => key)
  const known = new Set(keys)
  const here = new Map(keys.map((key) => [key, (next.get(key) ?? []).filter((to) => known.has(to))]))
  const entered = new Set([...here.values()].flat())
  return orderFlow({ keys, next: here, starts: keys.filter((key) => !entered.has(key)) })
}

interface Fork {
  key: string
  members: readonly DrawnNode[]
  flow: FlowOrder
  lines: ReadonlyMap<string, readonly DrawnLine[]>
  isMeeting: IsMeeting
}

/** Between a fork and where its ways meet; where they do not, everything that only it leads to. */
function insideOf({ key, members, flow, lines, isMeeting }: Fork): Set<string> {
  const inside = dominatedBy(flow, key)
  const meeting = meetingOf(flow, key)
  const node = members.find((one) => one.key === meeting)
  const [onward, ...others] = lines.get(meeting ?? '') ?? []
  const behind = node && isMeeting(node) && others.length === 0 ? (onward?.to ?? null) : meeting
  if (behind !== null && inside.has(behind)) for (const after of dominatedBy(flow, behind)) inside.delete(after)
  inside.delete(key)
  return inside
}

/** The fork that hides each node; of several around it, the outermost. */
function ownersOf(
  { nodes }: AnyDrawing,
  branches: ReadonlyMap<string, ReadonlySet<string>>,
  folded: ReadonlySet<string>,
): Map<string, string> {
  const closed = [...branches].filter(([fork]) => folded.has(fork))
  if (closed.length === 0) return new Map()
  const around = framesAround(nodes)
  const hiding = (key: string) => {
    const places = [key, ...around(key)]
    return closed.filter(([, inside]) => places.some((place) => inside.has(place))).map(([fork]) => fork)
  }
  const depth = new Map(closed.map(([fork]) => [fork, hiding(fork).length]))
  return new Map(
    nodes.flatMap(({ key }): [string, string][] => {
      const [outermost] = hiding(key).sort((a, b) => (depth.get(a) ?? 0) - (depth.get(b) ?? 0))
      return outermost === undefined ? [] : [[key, outermost]]
    }),
  )
}

/** The frames that a node stands in, the innermost first. */
function framesAround(nodes: readonly DrawnNode[]): (key: string) => string[] {
  const scopes = new Map(nodes.map((node) => [node.key, node.in]))
  return (key) => {
    const found: string[] = []
    for (let scope = scopes.get(key); scope !== undefined && !found.includes(scope); scope = scopes.get(scope))
      found.push(scope)
    return found
  }
}

/** Lines between what is seen; several that lead from one place to another become one, with a key of its own. */
function linesAround<Line extends DrawnLine>(
  lines: readonly Line[],
  owner: ReadonlyMap<string, string>,
): readonly Line[] {
  const ends = lines.map((line) => ({
    line,
    from: owner.get(line.from) ?? line.from,
    to: owner.get(line.to) ?? line.to,
  }))
  const forks = new Set(owner.values())
  const ways = Map.groupBy(lines, ({ from }) => from)
  const touched = ({ line }: (typeof ends)[number]) =>
    owner.has(line.from) || owner.has(line.to) || forks.has(line.from)
  const kept = ends.filter((end) => !touched(end)).map(({ line }) => line)
  const folded = Map.groupBy(
    ends.filter((end) => touched(end) && end.from !== end.to),
    ({ from, to }) => `${from} ${to}`,
  )
  const joined = Array.from(folded.values(), (group): Line[] => {
    const [first] = group
    if (!first) return []
    const { line, from, to } = first
    // What is written on the line of a hidden choice does not speak of the fork.
    const own = group.length === 1 && (line.from === from || ways.get(line.from)?.length === 1)
    return own ? [{ ...line, from, to }] : [{ key: `${foldedLine}${from} ${to}`, from, to } as Line]
  })
  return [...kept, ...joined.flat()]
}
