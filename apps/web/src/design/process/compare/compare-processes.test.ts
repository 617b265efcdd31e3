import type { ProcessDocument } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { compareProcesses } from './compare-processes.ts'

const before: ProcessDocument = {
  kind: 'process',
  key: 'p',
  label: { zh: '一', en: 'One' },
  nodes: [
    { key: 'start', type: 'start' },
    { key: 'a', type: 'approval', options: { rule: { of: 'any' }, self: 'keep' } },
    { key: 'b', type: 'approval' },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 's', from: 'start', to: 'a' },
    { key: 't', from: 'a', to: 'b' },
    { key: 'u', from: 'b', to: 'end' },
  ],
}

describe('comparing two versions', () => {
  it('finds nothing where only the order of members differs', () => {
    const nodes = before.nodes.map((node) =>
      node.key === 'a' ? { ...node, options: { self: 'keep', rule: { of: 'any' } } } : node,
    )
    const { nodes: differing, lines, settings } = compareProcesses(before, { ...before, nodes })
    expect([differing.size, lines.size, settings]).toEqual([0, 0, []])
  })

  it('names what was added, removed and changed, and how', () => {
    const after: ProcessDocument = {
      ...before,
      off: true,
      nodes: [
        { key: 'start', type: 'start' },
        { key: 'a', type: 'approval', label: { zh: '甲', en: 'A' }, options: { rule: { of: 'all' }, self: 'keep' } },
        { key: 'c', type: 'notice' },
        { key: 'end', type: 'end' },
      ],
      transitions: [
        { key: 's', from: 'start', to: 'a' },
        { key: 't', from: 'a', to: 'c', otherwise: true },
        { key: 'v', from: 'c', to: 'end' },
      ],
    }
    const { nodes, lines, settings, drawing } = compareProcesses(before, after)
    expect(Object.fromEntries(nodes)).toEqual({
      a: { change: 'changed', differences: [{ what: 'label' }, { what: 'options', names: ['rule'] }] },
      b: { change: 'removed', differences: [] },
      c: { change: 'added', differences: [] },
    })
    expect(Object.fromEntries(lines)).toEqual({
      t: { change: 'changed', differences: [{ what: 'ends' }, { what: 'condition' }] },
      u: { change: 'removed', differences: [] },
      v: { change: 'added', differences: [] },
    })
    expect(settings).toEqual(['off'])
    expect(drawing.nodes.map(({ key }) => key)).toEqual(['start', 'a', 'c', 'end', 'b'])
  })
})
