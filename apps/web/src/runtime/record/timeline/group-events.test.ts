import type { ChangeEvent } from '@mortise/data'
import { expect, it } from 'vitest'
import { groupStory } from './group-events.ts'
import { relativeTime } from './relative-time.ts'
import { wallOf } from './story.ts'

const groupEvents = (events: readonly ChangeEvent[], timeZone: string) =>
  groupStory(events.map((one) => ({ id: one.id, wall: wallOf(one.at, timeZone), event: one })))

const event = (id: string, at: string, more: Partial<ChangeEvent> = {}): ChangeEvent => ({
  id,
  at,
  kind: 'update',
  entity: 'order',
  recordId: 'r',
  actorId: 'u',
  changes: {},
  source: { kind: 'request', id: 'q' },
  ...more,
})

it('groups by the day of the workspace, not of London', () => {
  const days = groupEvents(
    [event('2', '2026-03-01T16:30:00.000Z'), event('1', '2026-03-01T15:30:00.000Z')],
    'Asia/Shanghai',
  )
  expect(days.map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-01'])
})

it('joins what was saved at once, the record before its lines; comments and other people stand alone', () => {
  const at = '2026-03-01T00:00:00.000Z'
  const [day] = groupEvents(
    [
      event('5', at, { kind: 'comment', comment: { text: 'x', mentions: [] } }),
      event('4', at, { field: 'lines', entity: 'line' }),
      event('3', at),
      event('2', at, { actorId: 'other' }),
      event('1', '2026-02-28T23:59:59.000Z'),
    ],
    'UTC',
  )
  expect(day?.entries.map((entry) => 'events' in entry && entry.events.map(({ id }) => id))).toEqual([
    ['5'],
    ['3', '4'],
    ['2'],
  ])
})

it.each([
  ['2026-03-01T11:59:30Z', null, null],
  ['2026-03-01T11:55:00Z', '5分钟前', '5 minutes ago'],
  ['2026-03-01T09:30:00Z', '2小时前', '2 hours ago'],
  ['2026-02-28T12:00:00Z', '昨天', 'yesterday'],
  ['2026-03-01T12:00:09Z', null, null],
])('%s was %s', (at, zh, en) => {
  const now = new Date('2026-03-01T12:00:00Z')
  expect(relativeTime(at, now, 'zh')).toBe(zh)
  expect(relativeTime(at, now, 'en')).toBe(en)
})
