import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
})
