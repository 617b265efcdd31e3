import type { InstanceComment, InstanceEvent, InstanceView } from '@mortise/api'
import { expect, it } from 'vitest'
import { instanceStory, lateBefore } from './instance-story.ts'

let number = 0
const event = (type: string, more: Partial<InstanceEvent> = {}): InstanceEvent => ({
  ...{
    number: ++number,
    type,
    by: 'ann',
    at: new Date(Date.UTC(2026, 6, 15, 8, number)).toISOString(),
    visit: null,
    data: null,
  },
  ...more,
})

const told = (events: InstanceEvent[]) =>
  ({
    events,
    drawing: {
      nodes: [
        { key: 'begin', type: 'start' },
        { key: 'manager', type: 'approval' },
        { key: 'pack', type: 'handle' },
      ],
      transitions: [],
    },
    visits: [
      { id: 1, node: 'begin' },
      { id: 2, node: 'manager' },
      { id: 3, node: 'pack' },
    ],
    tasks: [
      { visit: 2, actor: 1, user: 'bob', override: false },
      { visit: 3, actor: 1, user: 'cid' },
    ],
  }) as unknown as InstanceView

const said = (events: InstanceEvent[], comments: InstanceComment[] = []) =>
  instanceStory(told(events), comments).map(({ verb, people, from, toNode }) =>
    [verb, ...(from ? [`from ${from}`] : []), ...people, ...(toNode ? [`to ${toNode}`] : [])].join(' '),
  )

it('says of an approval what it was: submitting again, finishing, or agreeing', () => {
  const approve = (visit: number) => event('approve', { visit, data: { actor: 1 } })
  expect(said([approve(1), approve(2), approve(3)])).toEqual(['submit', 'approve', 'finish'])
})

it('names whom and where things went', () => {
  expect(
    said([
      event('transfer', { visit: 2, data: { to: 'dan' } }),
      event('add_signer', { visit: 2, data: { users: ['eve', 'fay'] } }),
      event('return', { visit: 2, data: { to: 'begin', actor: 1 } }),
      event('remove_signer', { visit: 2, data: { actor: 1 } }),
      event('hand_over', { visit: 2, data: { from: 'bob', to: 'dan' } }),
    ]),
  ).toEqual([
    ...['transfer dan', 'add_signer eve fay', 'return to begin', 'remove_signer bob'],
    'hand_over from bob dan',
  ])
})

it('says how deadlines and the end came about, and leaves out what has no words', () => {
  const ended = (data: object) => event('ended', { by: null, data: data as InstanceEvent['data'] })
  expect(
    said([
      event('deadline', { by: null, visit: 2, data: { action: 'remind' } }),
      event('something_new'),
      ended({ status: 'done', outcome: 'rejected' }),
      ended({ status: 'withdrawn', outcome: null }),
    ]),
  ).toEqual(['deadline_remind', 'ended_rejected', 'ended_withdrawn'])
})

it('names the superior whom a deadline handed the task to, and whose time was over', () => {
  const late = event('deadline', { by: null, visit: 2, data: { action: 'transfer_up' } })
  const view = told([late])
  const [bob] = view.tasks
  if (!bob) throw new Error('unreachable: bob was asked')
  Object.assign(bob, { group: 1, state: 'transferred', decidedAt: late.at, origin: 'resolved' })
  const boss = { ...bob, actor: 2, user: 'boss', state: 'pending', origin: 'escalated', assignedAt: late.at }
  const tasks = [bob, boss]
  expect(instanceStory({ ...view, tasks }, []).map(({ verb, people }) => [verb, ...people])).toEqual([
    ['deadline_transfer_up', 'boss'],
  ])
  expect(tasks.map((task) => lateBefore({ tasks }, task))).toEqual([null, 'bob'])
})

it('tells comments among events by their time, and no deleted ones', () => {
  const comment = (id: string, at: string, deleted = false) => ({ id, at, by: 'bob', deleted }) as InstanceComment
  const first = event('start', { at: '2026-07-15T08:00:00.000Z' })
  const last = event('recall', { at: '2026-07-15T10:00:00.000Z' })
  const comments = [comment('a', '2026-07-15T09:00:00.000Z'), comment('b', '2026-07-15T09:30:00.000Z', true)]
  expect(said([first, last], comments)).toEqual(['start', 'comment', 'recall'])
})
