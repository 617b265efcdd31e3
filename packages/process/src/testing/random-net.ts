import type { Chance } from '@mortise/expressions/testing'
import type { Control, ProcessGraph } from '../graph/process-graph.ts'
import { graphOf, type NodeSketch } from './graph-of.ts'

/**
 * A small process without blocks: lines lead anywhere, so that most of them have something wrong, and some are sound in
 * ways that nobody would draw.
 */
export function randomNet(chance: Chance, size = 4): ProcessGraph {
  const nodes: { [key: string]: NodeSketch } = { start: { do: 'start' } }
  const middle = Array.from({ length: 2 + chance.below(size) }, (_, number) => `n${number}`)
  const lines = new Set<string>()
  const ends = chance.happens(0.15) ? ['end', 'stop'] : ['end']
  const targetFrom = (place: number) => {
    // Mostly onwards, so that not everything is a circle.
    const onwards = [...middle.slice(place + 1), ...ends]
    return chance.pick(chance.happens(0.85) ? onwards : [...middle, ...ends])
  }
  lines.add(`start > ${middle[0]}`)
  for (const [place, key] of middle.entries()) {
    const control = randomControl(chance)
    nodes[key] = control
    const several = control.do === 'choose' || control.do === 'fork'
    const targets = new Set(Array.from({ length: several ? 2 + chance.below(2) : 1 }, () => targetFrom(place)))
    const last = [...targets].at(-1)
    for (const target of targets) lines.add(`${key} > ${target}${markOf(control, target === last)}`)
  }
  nodes.end = { do: 'end', ends: 'branch' }
  if (ends.includes('stop')) nodes.stop = { do: 'end', ends: 'scope' }
  return graphOf(nodes, [...lines])
}

function randomControl(chance: Chance): Control {
  return chance.pick<Control>([
    { do: 'wait', trigger: { on: 'timer' } },
    { do: 'choose' },
    { do: 'choose' },
    { do: 'fork', branches: 'all', join: null },
    { do: 'fork', branches: 'all', join: null },
    { do: 'fork', branches: 'some', join: null },
    { do: 'join', rule: 'each_incoming' },
    { do: 'join', rule: 'each_incoming' },
    { do: 'join', rule: 'reachable' },
  ])
}

function markOf(control: Control, last: boolean): string {
  const asks = control.do === 'choose' || (control.do === 'fork' && control.branches === 'some')
  if (!asks) return ''
  return last ? ' !' : ' ?'
}
