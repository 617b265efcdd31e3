import { edgeAt, type FlowNet, nodeAt } from './flow-net.ts'
import { marksOf, moves, type Rules, rulesOf, type Turn } from './token-rules.ts'

/** A join at which tokens stay for ever, and the lines that bring nothing. */
export interface StuckJoin {
  join: string
  missing: readonly string[]
}

/** What became of the tokens in all cases that were tried. */
export interface Played {
  states: number
  /** Whether all were tried. */
  complete: boolean
  doubles: ReadonlySet<string>
  stuck: ReadonlyMap<string, StuckJoin>
  /** Nodes at which tokens go round for ever. */
  endless: readonly string[]
  /** Nodes that nothing ever comes to. */
  dead: readonly string[]
}

/** How many states are looked at before it counts as too many to prove anything. */
export const stateLimit = 20_000

interface State {
  marks: readonly number[]
  /** States that lead here. */
  before: number[]
  /** It ends in some way: for good, or by what is reported. */
  settled: boolean
}

interface Game {
  rules: Rules
  states: State[]
  known: Map<string, number>
  doubles: Set<string>
  stuck: Map<string, StuckJoin>
  fired: Set<number>
  marked: Set<number>
}

/** Moves tokens through a net in every way that can make a difference. Data is ignored: every choice may be made. */
export function playTokens(net: FlowNet, limit: number = stateLimit): Played {
  const rules = rulesOf(net)
  const game: Game = {
    rules,
    states: [],
    known: new Map(),
    doubles: new Set(),
    stuck: new Map(),
    fired: new Set(),
    marked: new Set(),
  }
  reach(game, [net.entry], null)
  let complete = true
  for (let at = 0; at < game.states.length; at += 1) {
    if (game.states.length > limit || !expand(game, at, limit)) {
      complete = false
      break
    }
  }
  const { states, doubles, stuck } = game
  const sound = complete && doubles.size === 0 && stuck.size === 0
  const endless = complete ? endlessNodes(game) : []
  const dead = sound && endless.length === 0 ? deadNodes(game) : []
  return { states: states.length, complete, doubles, stuck, endless, dead }
}

function reach(game: Game, marks: readonly number[], from: number | null) {
  const name = String.fromCharCode(...marks)
  const number = game.known.get(name) ?? game.states.length
  if (number === game.states.length) {
    game.known.set(name, number)
    for (const mark of marks) game.marked.add(mark)
    game.states.push({ marks, before: [], settled: marks.length === 0 })
  }
  if (from !== null) game.states[number]?.before.push(from)
}

/** Adds what follows from a state; false when that is too much. */
function expand(game: Game, at: number, limit: number): boolean {
  const state = game.states[at]
  if (!state || state.marks.length === 0) return true
  const turns = moves(game.rules, state.marks)
  if (turns.length === 0) reportStuck(game, state)
  for (const turn of turns) {
    game.fired.add(turn.node)
    for (const marks of turn.results()) {
      settle(game, { state, at, turn, marks })
      if (game.states.length > limit) return false
    }
  }
  return true
}

interface Result {
  state: State
  at: number
  turn: Turn
  marks: number[]
}

function settle(game: Game, { state, at, turn, marks }: Result) {
  const { marks: after, double } = marksOf(game.rules, turn, marks)
  if (double === null) return reach(game, after, at)
  game.doubles.add(double)
  state.settled = true
}

function reportStuck(game: Game, state: State) {
  state.settled = true
  const { net } = game.rules
  for (const mark of state.marks) {
    const edge = edgeAt(net, mark)
    const join = placeOf(net, mark)
    if (join === null || game.stuck.has(join)) continue
    const missing = [...nodeAt(net, edge.to).ins].filter((id) => !state.marks.includes(id))
    game.stuck.set(join, { join, missing: missing.flatMap((id) => edgeAt(net, id).line ?? []) })
  }
}

/** States from which nothing is settled any more. */
function endlessNodes({ states, rules }: Game): string[] {
  const open = states.flatMap(({ settled }, number) => (settled ? [number] : []))
  const ending = new Set(open)
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const before of states[at]?.before ?? []) {
      if (ending.has(before)) continue
      ending.add(before)
      open.push(before)
    }
  }
  const endless = states.findLast((_state, number) => !ending.has(number))
  return endless ? endless.marks.flatMap((mark) => placeOf(rules.net, mark) ?? []) : []
}

function deadNodes({ rules: { net }, fired, marked }: Game): string[] {
  const nodes = [...net.nodes.values()].filter(({ id, ends }) => !fired.has(id) && !ends)
  const edges = [...net.edges.values()].filter(({ id, from }) => !marked.has(id) && from !== null)
  const keys = [...nodes.flatMap(({ into, out }) => [into, out]), ...edges.flatMap(({ passes }) => passes)]
  return [...new Set(keys.filter((key) => key !== null))]
}

/** The node that a token on an edge is at. */
function placeOf(net: FlowNet, mark: number): string | null {
  const edge = edgeAt(net, mark)
  return edge.enters ?? nodeAt(net, edge.to).into ?? edge.passes[0] ?? null
}
