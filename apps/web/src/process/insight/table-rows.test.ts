import type { InsightNode, InsightSpread } from '@mortise/api'
import { describe, expect, it } from 'vitest'
import { tableRows } from './table-rows.ts'

const spread = (p95: number, total: number): InsightSpread => ({ n: 1, p50: p95, p90: p95, p95, total })
const times = (node: string, more: Partial<InsightNode>): InsightNode => ({
  ...{ node, done: 1, open: 0, cancelled: 0, again: 0, returned: 0, wall: spread(600, 600), working: spread(600, 600) },
  ...{ queue: null, unseen: null, thinking: null },
  ...more,
})
const drawing = {
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'first', type: 'approval' },
    { key: 'which', type: 'exclusive' },
    { key: 'set', type: 'set_fields' },
    { key: 'second', type: 'approval' },
    { key: 'third', type: 'approval' },
    { key: 'end', type: 'end' },
  ],
  transitions: [],
}
const rowsOf = (nodes: InsightNode[]) =>
  tableRows({ drawing, nodes }).map(({ node, figures }) => `${node} ${figures?.wall.total ?? '—'}`)

describe('the table of steps', () => {
  it('has all steps: with figures by the time they take, then those that nobody came to', () => {
    const nodes = [
      times('begin', { wall: spread(0, 0) }),
      times('first', { wall: spread(100, 100) }),
      times('set', { wall: spread(0, 0) }),
      times('third', { wall: spread(900, 900) }),
    ]
    expect(rowsOf(nodes)).toEqual(['third 900', 'first 100', 'set 0', 'second —'])
    expect(rowsOf([])).toEqual(['first —', 'set —', 'second —', 'third —'])
  })

  it('also has what is no step but took time, or is not drawn any more', () => {
    const nodes = [times('which', { wall: spread(90, 90) }), times('gone', { done: 0, open: 2, wall: spread(0, 0) })]
    expect(rowsOf(nodes)).toEqual(['which 90', 'gone 0', 'first —', 'set —', 'second —', 'third —'])
  })

  it('says nothing about visits that were only called off', () => {
    expect(rowsOf([times('first', { done: 0, cancelled: 3 })])[0]).toBe('first —')
  })
})
