import { seededChance } from '@mortise/expressions/testing'
import type { ProcessGraph } from '@mortise/process'
import { randomGraph } from '@mortise/process/testing'
import { describe, expect, it } from 'vitest'
import type { Drawing, DrawnNode, PlacedLine, PlacedNode, PlacedProcess, Point } from './drawing.ts'
import { layoutOf, placeFreely, placeProcess } from './place-process.ts'

const line = (text: string) => {
  const [from = '', to = ''] = text.split('>')
  return { key: text, from, to }
}

function drawingOf(nodes: string, lines: string): Drawing {
  return {
    nodes: nodes.split(' ').map((key) => ({ key, type: 'step' })),
    transitions: lines.split(' ').map(line),
  }
}

function drawingOfGraph(graph: ProcessGraph): Drawing {
  const nodes = Object.values(graph.nodes).map(
    ({ key, type, scope, control }): DrawnNode => ({
      ...{ key, type },
      ...(scope === null ? {} : { in: scope }),
      ...(control.do === 'catch' ? { on: control.at } : {}),
    }),
  )
  return { nodes, transitions: Object.values(graph.transitions) }
}

const overlaps = (a: PlacedNode, b: PlacedNode) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const contains = (frame: PlacedNode, node: PlacedNode) =>
  frame.x <= node.x &&
  frame.y <= node.y &&
  frame.x + frame.width >= node.x + node.width &&
  frame.y + frame.height >= node.y + node.height

/** What lies over each other in a drawing, in words. */
function faultsOf({ nodes, lines }: PlacedProcess, { nodes: drawn }: Drawing): string[] {
  const around = new Map(drawn.map((node) => [node.key, node.in]))
  const inside = (key: string, frame: string): boolean => {
    const scope = around.get(key)
    return scope !== undefined && (scope === frame || inside(scope, frame))
  }
  const all = [...nodes.values()]
  const apart = (a: PlacedNode, b: PlacedNode) => {
    if (inside(a.key, b.key)) return contains(b, a)
    return inside(b.key, a.key) ? contains(a, b) : !overlaps(a, b)
  }
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b) => [a, b] as const))
  const covered = pairs.filter(([a, b]) => !apart(a, b)).map(([a, b]) => `${a.key} and ${b.key}`)
  const free = (line: PlacedLine) =>
    all.filter(({ key }) => ![line.from, line.to].includes(key) && !inside(line.from, key))
  const crossed = lines.flatMap((line) =>
    free(line)
      .filter((node) => crosses(line.points, node))
      .map((node) => `the line ${line.key} over ${node.key}`),
  )
  return [
    ...covered,
    ...crossed,
    ...lines.filter((line) => !isConnected(line, nodes)).map(({ key }) => `${key} hangs loose`),
  ]
}

/** Whether a line begins below the node that it leaves and ends at the one that it leads to. */
function isConnected({ from, to, points, back }: PlacedLine, nodes: PlacedProcess['nodes']): boolean {
  const [source, target, first, last] = [nodes.get(from), nodes.get(to), points[0], points.at(-1)]
  if (!source || !target || !first || !last) return false
  const begins = first.y === source.y + source.height && first.x === source.x + source.width / 2
  const ends = back ? last.x === target.x + target.width : last.y === target.y && last.x === target.x + target.width / 2
  return begins && ends
}

function crosses(points: readonly Point[], { x, y, width, height }: PlacedNode): boolean {
  return points.slice(1).some((b, at) => {
    const a = points[at] ?? b
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
    const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
    return left < x + width && right > x && top < y + height && bottom > y
  })
}

describe('a process that is placed by itself', () => {
  it('stands one below the other, the lines straight between', () => {
    const placed = placeProcess(drawingOf('a b c', 'a>b b>c'))
    const [a, b, c] = ['a', 'b', 'c'].map((key) => placed.nodes.get(key))
    expect(a?.x).toBe(b?.x)
    expect(b?.x).toBe(c?.x)
    expect(a && b && c && a.y < b.y && b.y < c.y).toBe(true)
    expect(placed.lines.map(({ points }) => points.length)).toEqual([2, 2])
  })

  it('has branches beside each other in the order of their lines, and what follows in the middle below', () => {
    const placed = placeProcess(drawingOf('split right left after', 'split>left split>right left>after right>after'))
    const at = (key: string) => placed.nodes.get(key) as PlacedNode
    expect(at('left').x).toBeLessThan(at('right').x)
    expect(at('left').y).toBe(at('right').y)
    expect(at('after').y).toBeGreaterThan(at('left').y)
    expect(at('after').x).toBe(at('split').x)
  })

  it('leads lines back around the side', () => {
    const drawing = drawingOf('begin work ask done', 'begin>work work>ask ask>done ask>work')
    const placed = placeProcess(drawing)
    const back = placed.lines.find(({ key }) => key === 'ask>work')
    const work = placed.nodes.get('work') as PlacedNode
    expect(back?.back).toBe(true)
    expect(Math.max(...(back?.points ?? []).map(({ x }) => x))).toBeGreaterThan(work.x + work.width)
    expect(faultsOf(placed, drawing)).toEqual([])
  })

  it('draws frames around what they hold', () => {
    const drawing: Drawing = {
      nodes: [
        { key: 'outer', type: 'sub' },
        { key: 'inner', type: 'sub', in: 'outer' },
        { key: 'step', type: 'step', in: 'inner' },
        { key: 'after', type: 'step' },
      ],
      transitions: [line('outer>after')],
    }
    const placed = placeProcess(drawing)
    expect(faultsOf(placed, drawing)).toEqual([])
    expect(placed.nodes.get('inner')?.frame).toBe(true)
    expect(placeProcess(drawing, { folded: new Set(['inner']) }).nodes.has('step')).toBe(false)
  })

  it('draws several ways to the same end, wherever they begin', () => {
    const drawing = drawingOf(
      'begin one after1 two after2 no yes',
      'begin>one one>after1 after1>no after1>two after1>yes two>after2 after2>no after2>yes',
    )
    expect(faultsOf(placeProcess(drawing), drawing)).toEqual([])
  })

  it('draws nothing over anything else, whatever is built of blocks', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const drawing = drawingOfGraph(randomGraph(seededChance(seed), 4 + (seed % 30)))
      const placed = placeProcess(drawing)
      expect(placed.nodes.size, `seed ${seed}`).toBe(drawing.nodes.length)
      expect(faultsOf(placed, drawing), `seed ${seed}`).toEqual([])
    }
  })

  it('draws no nodes over each other, whatever lines are drawn', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const chance = seededChance(seed)
      const keys = Array.from({ length: 2 + chance.below(14) }, (_one, at) => `n${at}`)
      const lines = Array.from({ length: chance.below(26) }, () => `${chance.pick(keys)}>${chance.pick(keys)}`)
      const drawing = { nodes: keys.map((key) => ({ key, type: 'step' })), transitions: [...new Set(lines)].map(line) }
      const placed = placeProcess(drawing)
      expect(placed.nodes.size, `seed ${seed}`).toBe(keys.length)
      expect(placed.lines.length, `seed ${seed}`).toBe(drawing.transitions.length)
      const nodesOnly = { ...placed, lines: [] }
      expect(faultsOf(nodesOnly, drawing), `seed ${seed}`).toEqual([])
    }
  })

  it('takes lines with ends that are missing, and lines across a frame', () => {
    const drawing: Drawing = {
      nodes: [
        { key: 'a', type: 'step' },
        { key: 'f', type: 'sub' },
        { key: 'b', type: 'step', in: 'f' },
      ],
      transitions: [line('a>b'), line('a>gone')],
    }
    expect(placeProcess(drawing).lines.map(({ key }) => key)).toEqual(['a>b'])
  })
})

describe('a process that people placed', () => {
  it('stands where they put it; what is new stands where it would by itself', () => {
    const drawing = drawingOf('a b', 'a>b')
    const placed = placeFreely({ ...drawing, layout: { a: { x: 500, y: 40 } } })
    expect(placed.nodes.get('a')).toMatchObject({ x: 500, y: 40 })
    expect(placed.nodes.get('b')?.y).toBe(placeProcess(drawing).nodes.get('b')?.y)
  })

  it('stands as before when what was placed by itself is kept', () => {
    const drawing = drawingOfGraph(randomGraph(seededChance(7), 12))
    const placed = placeProcess(drawing)
    const kept = placeFreely({ ...drawing, layout: layoutOf(placed) })
    for (const [key, { x, y }] of kept.nodes) {
      expect(Math.abs(x - (placed.nodes.get(key)?.x ?? 0))).toBeLessThan(120)
      expect(Math.abs(y - (placed.nodes.get(key)?.y ?? 0))).toBeLessThan(2)
    }
  })
})
