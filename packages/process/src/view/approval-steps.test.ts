import { expect, it } from 'vitest'
import type { ProcessGraph } from '../graph/process-graph.ts'
import { type ApprovalStory, approvalSteps } from './approval-steps.ts'

const people = (task: string) => ({ control: { do: 'people', settings: { task } } })
const graph = {
  nodes: { begin: { control: { do: 'start' } }, ask: people('decide'), pack: people('handle'), tell: people('notice') },
} as unknown as ProcessGraph
const names = { person: (id: string) => id, node: (key: string) => ({ zh: key, en: key }) }
let minute = 0
const at = () => new Date(Date.UTC(2026, 10, 23, 8, ++minute)).toISOString()

const event = (type: string, by: string | null, visit: number | null = null, data: object | null = null) => ({
  ...{ type, by_user: by, visit_id: visit, data },
  at: at(),
})
const task = (visit: number, actor: number, user: string, state: string) => ({
  ...{ visit_id: visit, actor_id: actor, user_id: user, state },
  ...{ assigned_at: at(), decided_at: state === 'passed' ? at() : null },
})
const visits = [
  { id: 1, node: 'begin', state: 'done' },
  { id: 2, node: 'ask', state: 'done' },
  { id: 3, node: 'pack', state: 'open' },
  { id: 4, node: 'tell', state: 'done' },
]
const told = (story: Partial<ApprovalStory>) =>
  approvalSteps({ graph, status: 'running', visits, tasks: [], events: [], ...story }, names).map(
    ({ node, person, inPlaceOf, override, decision, at: when }) =>
      [node, person, inPlaceOf && `for ${inPlaceOf}`, override && 'override', decision.en, when === null && 'open']
        .filter(Boolean)
        .join(' '),
  )

it('says what people did where, in whose place, and leaves out what machines did', () => {
  const events = [
    event('start', 'amy'),
    event('approve', 'zoe', 2, { actor: 2 }),
    event('take_back', 'zoe', 2),
    event('approve', 'root', 2, { actor: 2, override: true }),
    event('incident', null, 2, { code: 'NO_WAY' }),
    event('claim', 'cid', 3),
    event('approve', 'cid', 3, { actor: 2 }),
    event('return', 'cid', 3, { actor: 2, to: 'begin' }),
    event('approve', 'amy', 1),
  ]
  const tasks = [task(2, 2, 'bob', 'approved'), task(3, 2, 'cid', 'approved')]
  expect(told({ events, tasks })).toEqual([
    ...['begin amy Started', 'ask zoe for bob Approved', 'ask zoe Taken back', 'ask root for bob override Approved'],
    ...['pack cid Done', 'pack cid Returned to begin', 'begin amy Submitted again'],
  ])
})

it('tells deadlines, handovers and jumps in words', () => {
  const events = [
    event('deadline', null, 2, { action: 'remind' }),
    event('deadline', null, 2, { action: 'transfer_up' }),
    event('hand_over', 'root', 2, { from: 'bob', to: 'dan' }),
    event('hand_over', 'root', null, { from: 'amy', to: 'dan', starts: true }),
    event('jump', 'root', null, { to: 'pack' }),
  ]
  expect(told({ events })).toEqual([
    'ask Passed to the superior: it took too long',
    'ask root Handed over from bob to dan',
    'root Handed over to dan; it was begun by amy',
    'root Jumped to pack',
  ])
})

it('has those who need not decide, those who were told, and at the end whom it waits for', () => {
  const tasks = [
    task(2, 2, 'bob', 'passed'),
    ...[task(3, 2, 'cid', 'pending'), task(3, 3, 'dan', 'waiting')],
    ...[task(4, 2, 'eve', 'notified'), task(4, 3, 'fay', 'notified'), task(4, -9, 'gus', 'notified')],
  ]
  const events = [event('copy', 'amy', 4, { users: ['gus'] })]
  expect(told({ events, tasks })).toEqual([
    'ask bob Passed by itself',
    'tell Copied to eve, fay',
    'tell amy Copied to gus',
    'pack cid To do open',
  ])
  expect(told({ tasks: [task(3, 2, 'cid', 'pending')], status: 'withdrawn' })).toEqual([])
})
