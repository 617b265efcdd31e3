import { seededChance } from '@mortise/expressions/testing'
import { randomGraph } from '@mortise/process/testing'
import { describe, expect, it } from 'vitest'
import type { Drawing, DrawnNode } from './drawing.ts'
import { foldableIn, foldBranches, holdersOf, isFoldedLine } from './fold-branches.ts'
import { placeProcess } from './place-process.ts'

const line = (text: string) => {
  const [from = '', to = ''] = text.split('>')
  return { key: text, from, to }
}

const drawingOf = (nodes: string, lines: string): Drawing => ({
  nodes: nodes.split(' ').map((name) => {
    const [key = '', around] = name.split('@')
    return { key, type: key.startsWith('join') ? 'join' : 'step', ...(around ? { in: around } : {}) }
  }),
  transitions: lines.split(' ').map(line),
})

const isMeeting = ({ type }: DrawnNode) => type === 'join'
const fold = (drawing: Drawing, ...keys: string[]) => foldBranches(drawing, new Set(keys), isMeeting)
const shown = (drawing: Drawing, ...keys: string[]) => {
  const { nodes, transitions } = fold(drawing, ...keys)
  return [nodes.map(({ key }) => key).join(' '), transitions.map(({ from, to }) => `${from}>${to}`).join(' ')]
}

const choice = drawingOf('a c x y z b', 'a>c c>x c>y c>b x>z z>b y>b')
const fork = drawingOf('a f x y join b', 'a>f f>x f>y x>join y>join join>b')

describe('a folded fork', () => {
  it('hides what is between it and where its ways meet', () => {
    expect(shown(choice, 'c')).toEqual(['a c b', 'a>c c>b'])
    expect(fold(choice, 'c').hidden).toEqual(new Map([['c', ['x', 'y', 'z']]]))
  })

  it('hides the join that it has for itself, and keeps the line behind it', () => {
    expect(shown(fork, 'f')).toEqual(['a f b', 'a>f f>b'])
    expect(fold(fork, 'f').transitions.map(({ key }) => key)).toEqual(['a>f', 'join>b'])
  })

  it('stands for several lines by one that is nobody’s', () => {
    const { transitions } = fold(choice, 'c')
    expect(transitions.map(({ key }) => isFoldedLine(key))).toEqual([false, true])
  })

  it('hides everything behind it where its ways do not meet', () => {
    const ends = drawingOf('a c x e1 e2', 'a>c c>x c>e2 x>e1')
    expect(shown(ends, 'c')).toEqual(['a c', 'a>c'])
  })

  it('leads back where one of its branches does', () => {
    const back = drawingOf('a c x b', 'a>c c>x c>b x>a')
    expect(shown(back, 'c')).toEqual(['a c', 'a>c c>a'])
  })

  it('hides what stands in a hidden frame, its events and what takes it back', () => {
    const drawing = drawingOf('a c s i@s j@s y b', 'a>c c>s c>y s>b y>b i>j')
    const whole = {
      ...drawing,
      nodes: [
        ...drawing.nodes.map((node) => (node.key === 'y' ? { ...node, compensation: 'undo' } : node)),
        { key: 'late', type: 'event', on: 'y' },
        { key: 'undo', type: 'step' },
      ],
    }
    expect(shown(whole, 'c')).toEqual(['a c b', 'a>c c>b'])
  })

  it('inside another folded one counts for nothing until that is open', () => {
    const nested = drawingOf('a c x d p q m b', 'a>c c>x c>d d>p d>q p>m q>m m>b x>b')
    expect(fold(nested, 'c', 'd').hidden).toEqual(new Map([['c', ['x', 'd', 'p', 'q', 'm']]]))
    expect(fold(nested, 'd').hidden).toEqual(new Map([['d', ['p', 'q']]]))
  })
})

describe('what can be folded', () => {
  it('are forks with something in their branches, and frames', () => {
    const drawing = drawingOf('a c x s i@s b', 'a>c c>x c>s x>b s>b')
    expect(foldableIn(drawing, isMeeting)).toEqual(['c', 's'])
  })

  it('has to be open for a node or a line to be seen', () => {
    const nested = drawingOf('a c x s i@s d@s p@s q@s b', 'a>c c>x c>s x>b s>b i>d d>p d>q')
    expect([...holdersOf(nested, 'p', isMeeting)].sort()).toEqual(['c', 'd', 's'])
    expect([...holdersOf(nested, 'c>x', isMeeting)]).toEqual(['c'])
    expect([...holdersOf(nested, 'b', isMeeting)]).toEqual([])
  })
})

describe('any drawing', () => {
  const graphs = Array.from({ length: 60 }, (_, seed) => randomGraph(seededChance(seed + 1), 14))

  it('is whole when it is folded: lines lead between nodes that are there, and everything is placed', () => {
    for (const graph of graphs) {
      const drawing: Drawing = {
        nodes: Object.values(graph.nodes).map(({ key, type, scope, control }) => ({
          ...{ key, type: control.do === 'join' ? 'join' : type },
          ...(scope === null ? {} : { in: scope }),
          ...(control.do === 'catch' ? { on: control.at } : {}),
        })),
        transitions: Object.values(graph.transitions),
      }
      const all = foldableIn(drawing, isMeeting)
      for (const folded of [all, ...all.map((one) => [one])]) {
        const { nodes, transitions, hidden } = foldBranches(drawing, new Set(folded), isMeeting)
        const known = new Set(nodes.map(({ key }) => key))
        expect(transitions.filter(({ from, to }) => !known.has(from) || !known.has(to))).toEqual([])
        expect(new Set(transitions.map(({ key }) => key)).size).toBe(transitions.length)
        expect(nodes.length + [...hidden.values()].flat().length).toBe(drawing.nodes.length)
        const placed = placeProcess({ nodes, transitions })
        expect([...placed.nodes.keys()].sort()).toEqual([...known].sort())
      }
      // Whatever is looked for is seen once what holds it is open.
      for (const { key } of drawing.nodes) {
        const holders = holdersOf(drawing, key, isMeeting)
        const left = new Set(all.filter((one) => !holders.has(one)))
        expect(foldBranches(drawing, left, isMeeting).nodes.map((node) => node.key)).toContain(key)
      }
    }
  })
})
