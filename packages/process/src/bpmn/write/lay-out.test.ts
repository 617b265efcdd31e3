import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyParts, type Shape } from '../bpmn-parts.ts'
import { importBpmn } from '../import-bpmn.ts'
import { randomProcess } from '../testing/random-process.ts'
import { layOut } from './lay-out.ts'

const overlap = (a: Shape, b: Shape): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

describe('a drawing without places', () => {
  it('has no two nodes of a scope on each other, and all of them inside the sub-process that they stand in', () => {
    fc.assert(
      fc.property(randomProcess, ({ graph }) => {
        const { shapes } = layOut(graph, emptyParts(), new Set(Object.keys(graph.nodes)))
        const nodes = Object.values(graph.nodes).filter(({ control }) => control.do !== 'catch')
        for (const [index, node] of nodes.entries()) {
          const shape = shapes.get(node.key) as Shape
          const others = nodes.slice(index + 1).filter(({ scope }) => scope === node.scope)
          for (const other of others) expect(overlap(shape, shapes.get(other.key) as Shape)).toBe(false)
          const around = shapes.get(node.scope ?? '')
          if (!around) continue
          expect(shape.x >= around.x && shape.x + shape.width <= around.x + around.width).toBe(true)
          expect(shape.y >= around.y && shape.y + shape.height <= around.y + around.height).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('leads lines back under what they pass', async () => {
    const file = new URL('../corpus/wcp-10-arbitrary-cycle.bpmn', import.meta.url)
    const read = await importBpmn(readFileSync(file, 'utf8'))
    if (!read.ok) throw new Error('refused')
    const { shapes, lines } = layOut(read.graph, read.parts, new Set(Object.keys(read.graph.nodes)))
    const below = Math.max(...(lines.get('Again_A') ?? []).map(({ y }) => y))
    expect(below).toBeGreaterThan((shapes.get('A')?.y ?? 0) + (shapes.get('A')?.height ?? 0))
  })
})
