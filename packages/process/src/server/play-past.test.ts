import type { Database } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphOf, people } from '../testing/graph-of.ts'
import { openProcessWorld, type ProcessWorld, userId } from '../testing/process-world.ts'
import { playPast } from './play-past.ts'

const graph = graphOf(
  {
    start: { do: 'start' },
    manager: people({ deadlines: [{ key: 'slow', action: 'remind' }] }),
    settle: { do: 'run', where: 'here' },
    end: { do: 'end', ends: 'branch' },
  },
  ['start > manager', 'manager > settle', 'settle > end'],
)
const day = (number: number) => `2026-11-0${number}T02:00:00.000Z`

describe.each(testDatabases)('on $name', ({ open, skip }) => {
  describe.skipIf(skip)('instances of the past', () => {
    let database: Database
    let world: ProcessWorld

    beforeAll(async () => {
      database = await open()
      const amy = { people: [{ user: userId('amy') }] }
      world = await openProcessWorld(database, {
        graph,
        answers: {
          manager: ({ need }) => (need.need === 'when' ? { due: day(3) } : amy),
          async settle({ instance, services }) {
            const { engine, scope } = services as never as {
              engine: { update(...args: unknown[]): Promise<unknown> }
              scope: unknown
            }
            const target = { id: instance.recordId, version: 1 }
            await engine.update({ system: 'test' }, scope, 'quote', target, { status: 'settled' })
            return { output: null }
          },
        },
      })
    }, 120_000)
    afterAll(() => database?.close())

    it('stand as if people had worked on them then, and leave the records alone', async () => {
      const [done, open] = [await world.quote('A'), await world.quote('B')]
      const by = userId('ann')
      const instances = [
        { recordId: done, by, at: day(1), acts: [{ at: day(4), do: 'approve' as const, comment: 'fine' }] },
        { recordId: open, by, at: day(2), acts: [] },
      ]
      await playPast(world.services, world.scope, { app: 'shop', process: 'approval', instances })

      const rows = await world.rows(
        `select i.title, i.status, i.started_at, i.ended_at, t.state, t.comment, t.decided_at from $schema.process_instance i
         join $schema.process_task t on t.instance_id = i.id order by i.title`,
      )
      expect(rows).toEqual([
        {
          ...{ title: 'A', status: 'done', started_at: day(1), ended_at: day(4) },
          ...{ state: 'approved', comment: 'fine', decided_at: day(4) },
        },
        {
          ...{ title: 'B', status: 'running', started_at: day(2), ended_at: null },
          ...{ state: 'pending', comment: null, decided_at: null },
        },
      ])
      // What was due in between came in between.
      const events = await world.rows<{ type: string; at: string }>(
        `select e.type, e.at from $schema.process_event e join $schema.process_instance i on i.id = e.instance_id
         where i.title = 'A' order by e.number`,
      )
      expect(events.find(({ type }) => type === 'deadline')?.at).toBe(day(3))
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted())
      expect(await world.rows('select name, status, version from $schema.shop__quote order by name')).toEqual([
        { name: 'A', status: null, version: 1 },
        { name: 'B', status: null, version: 1 },
      ])
      expect(await world.rows('select 1 from $schema.process_effect')).toEqual([])
    })
  })
})
