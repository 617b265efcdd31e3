import type { InstanceView } from '@mortise/api'
import { expect, it } from 'vitest'
import { progressMarks } from './progress-marks.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 6, 15, 8, minute)).toISOString()
const view = {
  drawing: { nodes: [], transitions: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] },
  visits: [
    { id: 1, node: 'begin', round: 1, via: null, state: 'done', enteredAt: at(0), leftAt: at(0), incident: null },
    { id: 2, node: 'manager', round: 1, via: 'a', state: 'done', enteredAt: at(0), leftAt: at(5), incident: null },
    { id: 3, node: 'manager', round: 2, via: 'a', state: 'open', enteredAt: at(10), leftAt: null, incident: null },
    { id: 4, node: 'boss', round: 1, via: 'b', state: 'cancelled', enteredAt: at(5), leftAt: at(6), incident: null },
    { id: 5, node: 'tell', round: 1, via: 'c', state: 'open', enteredAt: at(5), leftAt: null, incident: { code: 'X' } },
  ],
  tasks: [
    { visit: 2, user: 'bob', state: 'approved', decidedBy: 'agent' },
    { visit: 3, user: 'bob', state: 'pending', decidedBy: null },
    { visit: 3, user: 'cid', state: 'approved', decidedBy: 'cid' },
  ],
} as unknown as InstanceView
const words = {
  people: (ids: readonly string[]) => ids.join('+'),
  duration: (milliseconds: number) => `${milliseconds / 60_000} min`,
  state: ({ state }: { state: string }) => state,
}

it('marks the last visit of each node: who is still asked, how long, how often', () => {
  const { nodes } = progressMarks(view, words, Date.parse(at(30)))
  expect(nodes.get('manager')).toEqual({
    tone: 'active',
    extra: 'bob · 20 min',
    badge: '×2',
    said: 'open, bob · 20 min',
  })
  expect(nodes.get('begin')).toEqual({ tone: 'done', said: 'done' })
  expect(nodes.get('boss')?.tone).toBe('muted')
  expect(nodes.get('tell')?.tone).toBe('error')
  expect(nodes.has('elsewhere')).toBe(false)
})

it('marks the lines that were taken and count', () => {
  const { lines } = progressMarks(view, words, 0)
  expect([...lines.keys()]).toEqual(['a', 'c'])
})
