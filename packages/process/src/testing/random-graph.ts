import type { Chance } from '@mortise/expressions/testing'
import type { Control, ProcessGraph, Repeat, Trigger } from '../graph/process-graph.ts'
import type { RoundSettings } from '../round/round-settings.ts'
import { graphOf, type NodeSketch, people } from './graph-of.ts'

/** A part of a process with one way in and one way out. */
interface Piece {
  entry: string
  exit: string
}

interface Drawing {
  chance: Chance
  nodes: { [key: string]: NodeSketch }
  lines: string[]
  /** How many pieces may still be drawn. */
  left: number
}

/** A process that is built of blocks, as the designer for trees makes them: well-formed whatever chance gives. */
export function randomGraph(chance: Chance, pieces = 8): ProcessGraph {
  const drawing: Drawing = { chance, nodes: {}, lines: [], left: pieces }
  drawBody(drawing, null)
  return graphOf(drawing.nodes, drawing.lines)
}

function drawBody(drawing: Drawing, scope: string | null): void {
  const start = add(drawing, scope, { do: 'start' })
  const piece = scope === null ? joined(drawing, scope, drawing.left > 20 ? 4 : 2) : sequence(drawing, scope)
  const end = add(drawing, scope, { do: 'end', ends: drawing.chance.happens(0.8) ? 'branch' : 'scope' })
  drawing.lines.push(`${start} > ${piece.entry}`, `${piece.exit} > ${end}`)
}

function add({ nodes }: Drawing, scope: string | null, control: Control): string {
  const key = `${control.do}${Object.keys(nodes).length}`
  nodes[key] = [control, { scope }]
  return key
}

type Draw = (drawing: Drawing, scope: string | null) => Piece

/** One after the other; the process itself goes on as long as pieces are left. */
const sequence: Draw = (drawing, scope) => joined(drawing, scope, 1 + drawing.chance.below(3))

function joined(drawing: Drawing, scope: string | null, count: number): Piece {
  const pieces = Array.from({ length: count }, () => piece(drawing, scope))
  while (count > 3 && drawing.left > 0) pieces.push(piece(drawing, scope))
  for (const [place, { entry }] of pieces.entries()) {
    const before = pieces[place - 1]
    if (before) drawing.lines.push(`${before.exit} > ${entry}`)
  }
  return { entry: pieces[0]?.entry ?? '', exit: pieces.at(-1)?.exit ?? '' }
}

const piece: Draw = (drawing, scope) => {
  drawing.left -= 1
  const { chance } = drawing
  if (drawing.left <= 0 || chance.happens(0.35)) return work(drawing, scope)
  return chance.pick<Draw>([choice, parallel, parallel, firstOf, circle, inner, caught])(drawing, scope)
}

const work: Draw = (drawing, scope) => {
  const { chance } = drawing
  const key = add(
    drawing,
    scope,
    chance.pick<() => Control>([
      () => randomPeople(chance),
      () => randomPeople(chance),
      () => randomPeople(chance),
      () => ({ do: 'run', where: chance.pick(['here', 'outside'] as const) }),
      () => ({ do: 'wait', trigger: randomTrigger(chance) }),
      () => ({ do: 'call' }),
      () => ({ do: 'pass' }),
    ])(),
  )
  return { entry: key, exit: key }
}

const step: Draw = (drawing, scope) => {
  const key = add(drawing, scope, randomPeople(drawing.chance))
  return { entry: key, exit: key }
}

function randomPeople(chance: Chance): Control {
  const rules: RoundSettings['rule'][] = [
    { of: 'all' },
    { of: 'any' },
    { of: 'in_turn' },
    { of: 'claim' },
    { of: 'vote', by: 'share', pass: 0.5 },
  ]
  return people({
    task: chance.pick(['decide', 'decide', 'decide', 'handle', 'submit', 'notice'] as const),
    rule: chance.pick(rules),
    onReject: chance.pick(['end', 'to_start', 'to_previous', 'go_on'] as const),
    ...(chance.happens(0.2) ? { deadlines: [{ key: 'late', action: chance.pick(['remind', 'pass'] as const) }] } : {}),
  })
}

function randomTrigger(chance: Chance): Trigger {
  return chance.pick<Trigger>([{ on: 'timer' }, { on: 'message', name: 'news' }, { on: 'condition' }])
}

/** Branches between two nodes. One of them may be a plain line, and one may end by itself. */
function branches(drawing: Drawing, scope: string | null, { entry, exit, marks }: Piece & { marks: 'all' | 'chosen' }) {
  const { chance, lines } = drawing
  const count = 2 + chance.below(2)
  const short = chance.happens(0.3) ? chance.below(count) : -1
  const ended = chance.happens(0.2) ? chance.below(count) : -1
  for (let branch = 0; branch < count; branch += 1) {
    const mark = marks === 'all' ? '' : branch === count - 1 ? '!' : '?'
    if (branch === short) {
      lines.push(`${entry} > ${exit} ${mark}`)
      continue
    }
    const inside = sequence(drawing, scope)
    lines.push(`${entry} > ${inside.entry} ${mark}`)
    const to = branch === ended && branch > 0 && short !== 0 ? add(drawing, scope, { do: 'end', ends: 'branch' }) : exit
    lines.push(`${inside.exit} > ${to}`)
  }
}

const choice: Draw = (drawing, scope) => {
  const entry = add(drawing, scope, { do: 'choose' })
  const exit = add(drawing, scope, { do: 'pass' })
  branches(drawing, scope, { entry, exit, marks: 'chosen' })
  return { entry, exit }
}

const parallel: Draw = (drawing, scope) => {
  const { chance } = drawing
  const some = chance.happens(0.4)
  const exit = add(drawing, scope, {
    do: 'join',
    rule: chance.happens(0.8) ? 'block' : { arrivals: 1 + chance.below(2) },
  })
  const entry = add(drawing, scope, { do: 'fork', branches: some ? 'some' : 'all', join: exit })
  branches(drawing, scope, { entry, exit, marks: some ? 'chosen' : 'all' })
  return { entry, exit }
}

const firstOf: Draw = (drawing, scope) => {
  const entry = add(drawing, scope, { do: 'first_of' })
  const exit = add(drawing, scope, { do: 'pass' })
  for (let way = 0; way < 2; way += 1) {
    const wait = add(drawing, scope, { do: 'wait', trigger: randomTrigger(drawing.chance) })
    const inside = sequence(drawing, scope)
    drawing.lines.push(`${entry} > ${wait}`, `${wait} > ${inside.entry}`, `${inside.exit} > ${exit}`)
  }
  return { entry, exit }
}

/** Back to before, until the choice at the end says that it was enough. */
const circle: Draw = (drawing, scope) => {
  const entry = add(drawing, scope, { do: 'pass' })
  const inside = step(drawing, scope)
  const more = sequence(drawing, scope)
  const which = add(drawing, scope, { do: 'choose' })
  const exit = add(drawing, scope, { do: 'pass' })
  drawing.lines.push(`${entry} > ${inside.entry}`, `${inside.exit} > ${more.entry}`, `${more.exit} > ${which}`)
  drawing.lines.push(`${which} > ${entry} ?`, `${which} > ${exit} !`)
  return { entry, exit }
}

const inner: Draw = (drawing, scope) => {
  const { chance } = drawing
  const mode = chance.pick<Repeat['mode']>(['all_at_once', 'one_by_one', 'while', 'until'])
  const repeat: Repeat | undefined = chance.happens(0.6)
    ? { mode, limit: 4, ...(chance.happens(0.3) ? { early: true } : {}) }
    : undefined
  const key = add(drawing, scope, { do: 'scope', ...(repeat ? { repeat } : {}) })
  drawBody(drawing, key)
  return { entry: key, exit: key }
}

/** Something that may be interrupted, or accompanied, while it is under way. */
const caught: Draw = (drawing, scope) => {
  const { chance, lines } = drawing
  const host = chance.happens(0.5) ? inner(drawing, scope).entry : step(drawing, scope).entry
  const exit = add(drawing, scope, { do: 'pass' })
  const interrupting = chance.happens(0.6)
  const trigger: Trigger = chance.happens(0.5) ? { on: 'timer' } : { on: 'message', name: 'stop' }
  const event = add(drawing, scope, { do: 'catch', at: host, trigger, interrupting })
  const then = sequence(drawing, scope)
  const to = interrupting ? exit : add(drawing, scope, { do: 'end', ends: 'branch' })
  lines.push(`${host} > ${exit}`, `${event} > ${then.entry}`, `${then.exit} > ${to}`)
  return { entry: host, exit }
}
