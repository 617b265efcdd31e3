import { asSystem } from '@mortise/data'
import type { Database, JoinedWrites } from '@mortise/data/server'
import { killedDatabase, testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TaskAct } from '../step/process-event.ts'
import { countInbox, readInbox } from '../store/inbox.ts'
import type { InstanceRow } from '../store/instance-row.ts'
import { forgetOldClicks } from '../store/read-instance.ts'
import { readProgress } from '../store/read-progress.ts'
import { nextDue } from '../store/wait-store.ts'
import { graphOf, people } from '../testing/graph-of.ts'
import { type NodeAnswers, openProcessWorld, type ProcessWorld, userId } from '../testing/process-world.ts'
import { deliverEffects } from './deliver-effects.ts'
import { fireDue } from './pass-time.ts'
import { startInstance } from './start-instance.ts'
import { runTransition } from './transition.ts'

const at = '2026-11-23T02:00:00.000Z'
const later = '2026-11-25T02:00:00.000Z'

const graph = graphOf(
  {
    start: { do: 'start' },
    manager: people({ rule: { of: 'all' }, deadlines: [{ key: 'slow', action: 'remind' }] }),
    which: { do: 'choose' },
    director: people({ rule: { of: 'any' } }),
    settle: { do: 'run', where: 'here' },
    tell: { do: 'run', where: 'outside' },
    end: { do: 'end', ends: 'branch' },
  },
  [
    'start > manager',
    'manager > which',
    'which > director ?',
    'which > settle !',
    'director > settle',
    'settle > tell',
    'tell > end',
  ],
)

const ask = (...names: string[]) => ({
  people: names.map((name) => ({ user: userId(name), reason: { rule: 'test' } })),
})

/** Sets the status of the record, in the transaction of the instance. */
const setStatus: NodeAnswers[string] = async ({ instance, record, services }) => {
  const version = Number((await record())?.version)
  const { engine, scope } = services as JoinedWrites
  const target = { id: instance.recordId ?? '', version }
  await engine.update(asSystem('process approval'), scope, 'quote', target, { status: `approved ${instance.id}` })
  return { output: null }
}

const answers: NodeAnswers = {
  manager: ({ need }) => (need.need === 'when' ? { due: later } : ask('amy', 'bob')),
  which: async ({ record }) => ({
    transitions: Number((await record())?.amount) > 1000 ? ['which>director'] : [],
  }),
  director: () => ask('dan', 'eve'),
  settle: setStatus,
}

describe.each(testDatabases)('on $name', ({ open, skip, name }) => {
  describe.skipIf(skip)('a process', () => {
    let database: Database
    let world: ProcessWorld

    beforeAll(async () => {
      database = await open()
      world = await openProcessWorld(database, { graph, answers })
    })
    afterAll(async () => await database?.close())

    const start = async (recordId: string, click?: string) =>
      await startInstance(world.services, world.scope, {
        ...{ app: 'shop', process: 'approval', by: userId('ann'), recordId, at },
        ...(click ? { click } : {}),
      })

    const act = async (row: InstanceRow, user: string, node: string, verb: TaskAct | TaskAct['do'], click?: string) => {
      const task = (verb as TaskAct).do ? (verb as TaskAct) : ({ do: verb } as TaskAct)
      const { visits } = await readProgress(world.workspace, row.id)
      const visit = visits.findLast((candidate) => candidate.node === node)?.id ?? -1
      const event = { event: 'task', at, visit, by: userId(user), act: task } as const
      return await runTransition(world.services, world.scope, {
        instance: row.id,
        process: 'approval',
        event,
        ...(click ? { click } : {}),
      })
    }

    const box = async (user: string, which: 'todo' | 'done' | 'started' | 'copied' = 'todo') =>
      (await readInbox(world.workspace, { user: userId(user), box: which, size: 50 })).map(({ title }) => title)

    const statusOf = async (id: string) =>
      (await world.rows<{ status: string | null }>('select status from $schema.shop__quote where id = $1', [id]))[0]
        ?.status

    it('puts tasks into inboxes, decides, writes the record and ends, each in one transaction', async () => {
      const quote = await world.quote('Pumps', '5000')
      const row = await start(quote)
      expect(row).toMatchObject({ title: 'Pumps', status: 'running', rev: 1, record_id: quote })
      expect(await box('amy')).toContain('Pumps')
      expect(await box('ann', 'started')).toContain('Pumps')
      expect(await countInbox(world.workspace, userId('bob'))).toEqual({
        todo: 1,
        unseen: 1,
        overdue: expect.any(Number),
        copies: 0,
      })
      await act(row, 'amy', 'manager', 'approve')
      expect(await box('amy')).toEqual([])
      expect(await box('amy', 'done')).toEqual(['Pumps'])
      await act(row, 'bob', 'manager', { do: 'approve', comment: 'fine' })
      expect(await box('dan')).toEqual(['Pumps'])
      const settled = await act(row, 'eve', 'director', 'approve')
      expect(await box('dan')).toEqual([])
      expect(await statusOf(quote)).toBe(`approved ${row.id}`)
      expect(settled.status).toBe('running')
      await deliverEffects(world.services, world.workspace, at)
      expect(world.told.at(-1)).toMatch(/^run tell \d+:1$/)
      const progress = await readProgress(world.workspace, row.id)
      expect(progress.instance).toMatchObject({ status: 'done', outcome: 'done', ended_at: expect.any(String) })
      expect(progress.visits.map(({ node, state }) => `${node} ${state}`)).toEqual(
        ['start', 'manager', 'which', 'director', 'settle', 'tell', 'end'].map((node) => `${node} done`),
      )
      expect(progress.tasks.map(({ user_id: user, state }) => [user, state])).toEqual([
        [userId('amy'), 'approved'],
        [userId('bob'), 'approved'],
        [userId('dan'), 'dropped'],
        [userId('eve'), 'approved'],
      ])
      expect(progress.tasks[1]).toMatchObject({ comment: 'fine', reason: { rule: 'test' }, decided_by: userId('bob') })
      expect(progress.events.map(({ type }) => type)).toEqual(['start', 'approve', 'approve', 'approve', 'ended'])
      expect(progress.version).toBe(1)
      expect(progress.instance.path).toBe(progress.visits.map(({ node }) => node).join(' '))
    })

    it('takes the same click once, and says so where another one comes too late', async () => {
      const row = await start(await world.quote('Valves'), 'start-1')
      expect((await start(await world.quote('Valves again'), 'start-1')).id).toBe(row.id)
      const first = await act(row, 'amy', 'manager', 'approve', 'click-1')
      const second = await act(row, 'amy', 'manager', 'approve', 'click-1')
      expect(second.rev).toBe(first.rev)
      const clicks = () =>
        world.rows<{ key: string }>(`select key from $schema.process_click where key like '%-1' order by 1`)
      await forgetOldClicks(world.workspace, new Date(Date.parse(at) - 1))
      expect(await clicks()).toEqual([{ key: 'click-1' }, { key: 'start-1' }])
      await forgetOldClicks(world.workspace, new Date(later))
      expect(await clicks()).toEqual([])
      await expect(act(row, 'amy', 'manager', 'approve', 'click-2')).rejects.toMatchObject({
        code: 'NOT_YOUR_TURN',
        status: 409,
      })
      await expect(act(row, 'zoe', 'manager', 'approve')).rejects.toMatchObject({ code: 'NOT_YOUR_TASK', status: 403 })
      await expect(
        runTransition(world.services, world.scope, {
          instance: userId('nobody'),
          process: 'approval',
          event: { event: 'continue', at },
        }),
      ).rejects.toMatchObject({ code: 'INSTANCE_UNKNOWN', status: 404 })
    })

    it('keeps the decision when what follows fails, with a way out', async () => {
      const taken = await world.quote('Taken')
      const row = await start(taken)
      // The status is unique: somebody else has it, so that the node fails in the database.
      await world.rows('update $schema.shop__quote set status = $1 where id = $2', [
        `approved ${row.id}`,
        await world.quote('Other'),
      ])
      await act(row, 'amy', 'manager', 'approve')
      const failed = await act(row, 'bob', 'manager', 'approve')
      expect(failed).toMatchObject({ status: 'running', incidents: 1 })
      const progress = await readProgress(world.workspace, row.id)
      expect(progress.tasks.map(({ state }) => state)).toEqual(['approved', 'approved'])
      const broken = progress.visits.find(({ incident }) => incident)
      expect(broken).toMatchObject({ node: 'settle', needs: 'incident', incident: { code: 'RECORD_INVALID' } })
      await world.rows(`update $schema.shop__quote set status = null where name = 'Other'`)
      const event = { event: 'incident', at, by: userId('root'), of: broken?.id ?? -1, go: 'retry' } as const
      const solved = await runTransition(world.services, world.scope, { instance: row.id, process: 'approval', event })
      expect(solved.incidents).toBe(0)
      expect(await statusOf(taken)).toBe(`approved ${row.id}`)
    })

    it('fires what is due, once', async () => {
      const row = await start(await world.quote('Slow'))
      const slow = async (overdue: boolean) =>
        (await readInbox(world.workspace, { user: userId('amy'), box: 'todo', size: 50, overdue })).find(
          ({ instance }) => instance === row.id,
        )
      expect((await slow(false))?.standing).toEqual([
        { node: 'manager', users: [userId('amy'), userId('bob')], incident: false },
      ])
      expect(await nextDue(world.workspace)).toBe(later)
      const before = world.told.length
      expect(await fireDue(world.services, world.workspace, at)).toBe(0)
      const [one, two] = await Promise.all([
        fireDue(world.services, world.workspace, later),
        fireDue(world.services, world.workspace, later),
      ])
      const waiting = await world.rows('select 1 from $schema.process_wait where instance_id = $1', [row.id])
      expect(waiting).toEqual([])
      await deliverEffects(world.services, world.workspace, later)
      expect(world.told.slice(before).filter((told) => told === 'remind slow')).toHaveLength((one ?? 0) + (two ?? 0))
      // The deadline is gone, and the task is overdue for as long as it waits.
      expect((await slow(true))?.task).toMatchObject({ overdue: true, dueAt: null })
      const { overdue, todo } = await countInbox(world.workspace, userId('amy'))
      expect(overdue).toBeGreaterThan(0)
      await act(row, 'amy', 'manager', 'approve')
      expect(await slow(true)).toBeUndefined()
      expect(await countInbox(world.workspace, userId('amy'))).toMatchObject({ todo: todo - 1, overdue: overdue - 1 })
    })

    it('makes an incident of work outside that fails again and again, and goes on when it is tried once more', async () => {
      const row = await start(await world.quote('Unreachable', '1'))
      await act(row, 'amy', 'manager', 'approve')
      await act(row, 'bob', 'manager', 'approve')
      const { outside } = world.services
      world.services.outside = {
        ...outside,
        async run() {
          throw new Error('no answer')
        },
      }
      for (let attempt = 0; attempt < 8; attempt += 1) {
        const hour = new Date(Date.parse(later) + attempt * 3_600_000).toISOString()
        await deliverEffects(world.services, world.workspace, hour)
      }
      world.services.outside = outside
      const broken = (await readProgress(world.workspace, row.id)).visits.find(({ incident }) => incident)
      expect(broken).toMatchObject({ node: 'tell', incident: { code: 'NODE_FAILED', params: { reason: 'no answer' } } })
      const event = { event: 'incident', at: later, by: userId('root'), of: broken?.id ?? -1, go: 'retry' } as const
      await runTransition(world.services, world.scope, { instance: row.id, process: 'approval', event })
      await deliverEffects(world.services, world.workspace, later)
      expect((await readProgress(world.workspace, row.id)).instance.status).toBe('done')
    })

    it('fires what can be fired when something else cannot', async () => {
      const lost = await start(await world.quote('Lost'))
      await world.rows('update $schema.process_instance set version_id = $2 where id = $1', [lost.id, userId('gone')])
      const row = await start(await world.quote('Behind'))
      await fireDue(world.services, world.workspace, later)
      const waiting = await world.rows('select due_at from $schema.process_wait where instance_id = $1', [lost.id])
      expect(waiting).toEqual([{ due_at: new Date(Date.parse(later) + 60_000).toISOString() }])
      expect(await world.rows('select 1 from $schema.process_wait where instance_id = $1', [row.id])).toEqual([])
      await world.rows('delete from $schema.process_wait where instance_id = $1', [lost.id])
    })

    it('dies anywhere without half of anything', async () => {
      const quote = await world.quote('Killed', '1')
      const row = await start(quote)
      await act(row, 'amy', 'manager', 'approve')
      const { visits } = await readProgress(world.workspace, row.id)
      const visit = visits.find(({ node }) => node === 'manager')?.id ?? -1
      const event = { event: 'task', at, visit, by: userId('bob'), act: { do: 'approve' } } as const
      const state = () => world.rows('select rev, status, state from $schema.process_instance where id = $1', [row.id])
      const before = await state()
      let died = 0
      for (let dieAt = 1; ; dieAt += 1) {
        const killed = killedDatabase(world.database, dieAt)
        const scope = { ...world.scope, workspace: { ...world.workspace, database: killed } }
        const done = await runTransition(world.services, scope, { instance: row.id, process: 'approval', event }).catch(
          (error: Error) => error,
        )
        if (!(done instanceof Error)) break
        died += 1
        expect(await state()).toEqual(before)
        expect(await statusOf(quote)).toBeNull()
      }
      expect(died).toBeGreaterThan(5)
      expect(await statusOf(quote)).toBe(`approved ${row.id}`)
      const events = await world.rows('select type from $schema.process_event where instance_id = $1', [row.id])
      expect(events.filter(({ type }) => type === 'approve')).toHaveLength(2)
    })

    it('lets two who click together both decide, and nothing is stuck or doubled', async () => {
      const rounds = name === 'postgres' ? 60 : 20
      for (let round = 0; round < rounds; round += 1) {
        const quote = await world.quote(`Race ${round}`, '1')
        const row = await start(quote)
        const results = await Promise.allSettled([
          act(row, 'amy', 'manager', 'approve'),
          act(row, 'bob', 'manager', 'approve'),
          act(row, 'bob', 'manager', 'approve'),
        ])
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
        expect(await statusOf(quote)).toBe(`approved ${row.id}`)
        const runs = await world.rows(`select 1 from $schema.process_effect where instance_id = $1`, [row.id])
        expect(runs).toHaveLength(1)
      }
    })
  })
})
