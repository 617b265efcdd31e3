import type { ProcessDocument } from '@mortise/metadata'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOption, linesFrom, moveLine, nodesBefore, setWay, wayOf } from './edit-process.ts'

const process: ProcessDocument = {
  ...{ kind: 'process', key: 'approval', label: { zh: '审批', en: 'Approval' } },
  nodes: ['begin', 'ask', 'which', 'pay', 'tell', 'done'].map((key) => ({ key, type: 'approval' })),
  transitions: [
    { key: 'a', from: 'begin', to: 'ask' },
    { key: 'b', from: 'ask', to: 'which' },
    { key: 'c', from: 'which', to: 'pay', when: { v: 1, expr: true } },
    { key: 'd', from: 'which', to: 'tell', outcome: { of: 'ask', is: 'rejected' } },
    { key: 'e', from: 'pay', to: 'done' },
    { key: 'f', from: 'which', to: 'done', otherwise: true },
  ],
}
const orderOf = (changed: ProcessDocument) => linesFrom(changed, 'which').map(({ key }) => key)
const line = (changed: ProcessDocument, key: string) => {
  const found = changed.transitions.find((one) => one.key === key)
  if (!found) throw new Error(`no line ${key}`)
  return found
}

describe('lines', () => {
  it('are moved among those out of the same node, and no other is', () => {
    expect(orderOf(moveLine(process, 'f', -1))).toEqual(['c', 'f', 'd'])
    expect(moveLine(process, 'c', -1)).toBe(process)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'c', 'd', 'f'), fc.constantFrom(1 as const, -1 as const))),
        (moves) => {
          const moved = moves.reduce((changed, [key, by]) => moveLine(changed, key, by), process)
          expect(moved.transitions.toSorted((one, other) => (one.key < other.key ? -1 : 1))).toEqual(
            process.transitions,
          )
          for (const at of [0, 1, 4]) expect(moved.transitions[at]).toBe(process.transitions[at])
        },
      ),
    )
  })

  it('have one way of being taken, and only one of a node is the one for otherwise', () => {
    const changed = setWay(process, 'c', { otherwise: true })
    expect(linesFrom(changed, 'which').map(wayOf)).toEqual(['otherwise', 'outcome', 'always'])
    expect(line(changed, 'c')).toEqual({ key: 'c', from: 'which', to: 'pay', otherwise: true })
    expect(wayOf(line(setWay(process, 'd', {}), 'd'))).toBe('always')
  })
})

it('finds the nodes from which lines lead to another', () => {
  expect(nodesBefore(process, 'pay').map(({ key }) => key)).toEqual(['begin', 'ask', 'which'])
  const hosted = { ...process, nodes: [...process.nodes, { key: 'late', type: 'on_timer', on: 'ask' }] }
  expect(nodesBefore(hosted, 'late').map(({ key }) => key)).toEqual(['begin', 'ask'])
})

it('leaves out options that are taken away, and the last of them with all', () => {
  const set = changeOption(process, 'ask', 'rule', { of: 'all' })
  expect(set.nodes[1]).toEqual({ key: 'ask', type: 'approval', options: { rule: { of: 'all' } } })
  expect(changeOption(set, 'ask', 'rule', undefined).nodes[1]).toEqual({ key: 'ask', type: 'approval' })
})
