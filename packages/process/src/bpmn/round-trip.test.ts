import { seededChance } from '@mortise/expressions/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomGraph } from '../testing/random-graph.ts'
import { exportBpmn } from './export-bpmn.ts'
import { importBpmn } from './import-bpmn.ts'
import { randomProcess } from './testing/random-process.ts'

const runs = Number(process.env.BPMN_RUNS ?? 60)

describe('a process that was written as BPMN', () => {
  it('is the same graph with the same texts when it is read again', async () => {
    await fc.assert(
      fc.asyncProperty(randomProcess, async ({ graph, parts }) => {
        const again = await importBpmn(await exportBpmn(graph, parts))
        expect(again.problems.filter(({ severity }) => severity === 'error')).toEqual([])
        if (!again.ok) return
        const { shapes, lines, kept, namespaces, ...texts } = again.parts
        const { shapes: _s, lines: _l, kept: _k, namespaces: _n, ...expected } = parts
        expect(again.graph).toEqual(graph)
        expect(texts).toEqual(expected)
        expect(Object.keys(shapes).length).toBeGreaterThan(0)
      }),
      { numRuns: runs },
    )
  })

  it('keeps its drawing', async () => {
    await fc.assert(
      fc.asyncProperty(randomProcess, async ({ graph, parts }) => {
        const once = await importBpmn(await exportBpmn(graph, parts))
        const twice = once.ok && (await importBpmn(await exportBpmn(once.graph, once.parts)))
        expect(twice).toEqual(once)
      }),
      { numRuns: runs / 4 },
    )
  })

  it('is the same graph when it is one that is drawn as a tree', async () => {
    for (let seed = 1; seed <= runs; seed += 1) {
      const graph = randomGraph(seededChance(seed), 8)
      const again = await importBpmn(await exportBpmn(graph))
      const errors = again.problems.filter(({ severity }) => severity === 'error')
      expect({ seed, errors, graph: again.ok && again.graph }).toEqual({ seed, errors: [], graph })
    }
  })
})
