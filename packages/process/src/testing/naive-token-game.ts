import { controlOf, type GraphNode, type ProcessGraph } from '../graph/process-graph.ts'
import { canReach } from '../graph/reach.ts'

/**
 * Tokens moved through one scope of a graph in every order there is, with no shortcut at all: what the check of processes
 * is measured against. A token is on a line, in the blocks that were opened around it.
 */
export interface NaiveResult {
  /** False when there were too many states. */
  complete: boolean
  states: number
  doubles: ReadonlySet<string>
  stuck: ReadonlySet<string>
  endless: boolean
  /** Nodes that something came to. */
  fired: ReadonlySet<string>
}

interface Token {
  blocks: readonly string[]
  line: string | null
  node: string
}

type Marking = readonly Token[]

interface Naive {
  graph: ProcessGraph
  result: {
    complete: boolean
    states: number
    doubles: Set<string>
    stuck: Set<string>
    endless: boolean
    fired: Set<string>
  }
}

const nameOf = ({ blocks, line, node }: Token) => `${blocks.join('/')}|${line}|${node}`
const markingName = (marking: Marking) => marking.map(nameOf).sort().join(' ')

/** Circles that send something to an end each time would pile up tokens there for ever. */
const tokenLimit = 8

export function playNaively(graph: ProcessGraph, scope: string | null, limit = 5_000): NaiveResult {
  const starts = Object.values(graph.nodes).filter((node) => node.scope === scope && node.control.do === 'start')
  const fresh = { complete: true, states: 0, doubles: new Set<string>(), stuck: new Set<string>(), endless: false }
  const naive: Naive = { graph, result: { ...fresh, fired: new Set() } }
  const first = starts.map(({ key }): Marking => [{ blocks: [], line: null, node: key }])
  const known = new Map(first.map((marking) => [markingName(marking), marking]))
  const before = new Map<string, string[]>()
  const settled: string[] = []
  for (const [name, marking] of known) {
    if (known.size > limit || marking.length > tokenLimit)
      return { ...naive.result, states: known.size, complete: false }
    if (isSettled(naive, marking)) {
      settled.push(name)
      continue
    }
    for (const next of successors(naive, marking)) {
      const nextName = markingName(next)
      if (!known.has(nextName)) known.set(nextName, next)
      before.set(nextName, [...(before.get(nextName) ?? []), name])
    }
  }
  return { ...naive.result, states: known.size, endless: !allSettle(known.keys(), settled, before) }
}

function allSettle(names: Iterable<string>, settled: readonly string[], before: ReadonlyMap<string, string[]>) {
  const open = [...settled]
  const good = new Set(open)
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const earlier of before.get(name) ?? []) {
      if (good.has(earlier)) continue
      good.add(earlier)
      open.push(earlier)
    }
  }
  return [...names].every((name) => good.has(name))
}

const endsHere = ({ control }: GraphNode) => control.do === 'end' || (control.do === 'throw' && control.ends === true)

/** Nothing is left, somebody is asked twice at once, or nothing can move any more. */
function isSettled(naive: Naive, marking: Marking): boolean {
  if (marking.length === 0) return true
  const seen = new Set<string>()
  let double = false
  for (const token of marking) {
    const node = naive.graph.nodes[token.node]
    if (!node || endsHere(node)) continue
    const rule = controlOf(node, 'join')?.rule
    const isOwn = isBlockRule(rule) && joinOf(naive, token) === node.key
    if (isOwn) continue
    const place = rule === 'each_incoming' || rule === 'reachable' ? nameOf(token) : node.key
    if (seen.has(place)) naive.result.doubles.add(node.key)
    double ||= seen.has(place)
    seen.add(place)
  }
  if (double) return true
  if (successors(naive, marking).length > 0) return false
  for (const { node } of marking) naive.result.stuck.add(node)
  return true
}

function isBlockRule(rule: unknown): boolean {
  return rule === 'block' || (typeof rule === 'object' && rule !== null)
}

function joinOf({ graph }: Naive, { blocks }: Token): string | null {
  return controlOf(graph.nodes[blocks.at(-1) ?? ''], 'fork')?.join ?? null
}

function successors(naive: Naive, marking: Marking): Marking[] {
  return marking.flatMap((token) => {
    const node = naive.graph.nodes[token.node]
    if (!node) return []
    if (node.control.do === 'join') return atJoin(naive, marking, { token, node })
    return fire(naive, { node, blocks: token.blocks, rest: marking.filter((other) => other !== token) })
  })
}

interface At {
  token: Token
  node: GraphNode
}

const sameBlocks = (one: Token, other: Token) => one.blocks.join('/') === other.blocks.join('/')

function atJoin(naive: Naive, marking: Marking, { token, node }: At): Marking[] {
  const rule = controlOf(node, 'join')?.rule
  if (isBlockRule(rule)) return atBlockJoin(naive, marking, { token, node })
  const here = marking.filter((other) => other.node === node.key && sameBlocks(other, token))
  if (here[0] !== token) return []
  const rest = marking.filter((other) => !here.includes(other))
  const complete = node.incoming.every((line) => here.some((other) => other.line === line))
  const coming = rest.some((other) => !isHeld(naive, other, marking) && canReach(naive.graph, other.node, node.key))
  if (rule === 'each_incoming' ? !complete : coming) return []
  return fire(naive, { node, blocks: token.blocks, rest })
}

/** What a join holds is not on its way; but a join of its sort that can let go is. */
function isHeld(naive: Naive, token: Token, marking: Marking): boolean {
  const node = naive.graph.nodes[token.node]
  if (controlOf(node, 'join')?.rule !== 'each_incoming') return false
  const here = marking.filter((other) => other.node === token.node && sameBlocks(other, token))
  return !node?.incoming.every((line) => here.some((other) => other.line === line))
}

function atBlockJoin(naive: Naive, marking: Marking, { token, node }: At): Marking[] {
  const rest = marking.filter((other) => other !== token)
  if (joinOf(naive, token) !== node.key) return fire(naive, { node, blocks: token.blocks, rest })
  const depth = token.blocks.length
  const path = token.blocks.join('/')
  const inBlock = marking.filter(({ blocks }) => blocks.slice(0, depth).join('/') === path)
  const arrived = inBlock.filter((other) => other.node === node.key && other.blocks.length === depth)
  if (arrived[0] !== token) return []
  const rule = controlOf(node, 'join')?.rule
  const enough = typeof rule === 'object' && arrived.length >= rule.arrivals
  if (!enough && arrived.length < inBlock.length) return []
  const outside = marking.filter((other) => !inBlock.includes(other))
  return fire(naive, { node, blocks: token.blocks.slice(0, -1), rest: outside })
}

interface Firing {
  node: GraphNode
  blocks: readonly string[]
  rest: Marking
}

function fire(naive: Naive, { node, blocks, rest }: Firing): Marking[] {
  naive.result.fired.add(node.key)
  const { control } = node
  if (control.do === 'end' && control.ends === 'scope') return [[]]
  if (control.do === 'throw' && control.ends && control.trigger.on === 'error') return [[]]
  const opened = control.do === 'fork' && control.join !== null ? [...blocks, node.key] : blocks
  const token = (line: string | null, to: string): Token => ({ blocks: opened, line, node: to })
  const along = (lines: readonly string[]) =>
    lines.flatMap((line) => {
      const to = naive.graph.transitions[line]?.to
      return to === undefined ? [] : [token(line, to)]
    })
  const ways = waysOf(naive.graph, node).map(along)
  const caught = (node.catches ?? []).map((key) => ({ key, control: controlOf(naive.graph.nodes[key], 'catch') }))
  const instead = caught.filter((one) => one.control?.interrupting).map(({ key }) => [token(null, key)])
  const beside = caught.filter((one) => one.control && !one.control.interrupting).map(({ key }) => token(null, key))
  return [...ways, ...instead].flatMap((sent) => subsetsOf(beside).map((more) => [...rest, ...sent, ...more]))
}

/** Lines that may be taken together, in every case there is. */
function waysOf(graph: ProcessGraph, node: GraphNode): string[][] {
  const { control, outgoing } = node
  if (control.do === 'choose' || control.do === 'first_of') return outgoing.map((line) => [line])
  if (control.do !== 'fork' || control.branches === 'all') return [[...outgoing]]
  const isDefault = (line: string) => graph.transitions[line]?.otherwise === true
  const always = outgoing.filter((line) => !isDefault(line) && !graph.transitions[line]?.conditional)
  const conditional = outgoing.filter((line) => !isDefault(line) && graph.transitions[line]?.conditional)
  const sets = subsetsOf(conditional).map((lines) => [...always, ...lines])
  const taken = sets.filter((lines) => lines.length > 0)
  const defaults = outgoing.filter(isDefault)
  return always.length > 0 ? taken : [...taken, ...defaults.map((line) => [line])]
}

function subsetsOf<T>(values: readonly T[]): T[][] {
  const count = 2 ** values.length
  return Array.from({ length: count }, (_, set) =>
    values.filter((_value, place) => Math.floor(set / 2 ** place) % 2 === 1),
  )
}
