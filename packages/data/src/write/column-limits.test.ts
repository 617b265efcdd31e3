import type { AppError } from '@mortise/core'
import type { Filter } from '@mortise/metadata'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser } from '../contract/access.ts'
import type { FieldProblem } from '../contract/write.ts'
import { field, fixtureModel, words } from '../testing/fixture-app.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'

const board = (key: string, entity: string, most: number, options: object = {}) => ({
  ...{ kind: 'view' as const, key, label: words(key), entity, type: 'kanban' },
  options: { group: 'state', limits: [{ value: 'high', most }], limitRefuses: true, ...options },
})
const task = (key: string) => ({
  ...{ kind: 'entity' as const, key, label: words(key), titleField: 'subject' },
  fields: [
    field('subject', 'text', { required: true }),
    field('state', 'select', { options: { optionSet: 'level' }, default: 'low' }),
    field('area', 'text'),
  ],
})
const north: Filter = { field: 'area', op: 'eq', value: 'north' }
const mine: Filter = { field: 'owner', op: 'eq', value: { ctx: 'user' } }
const grant = { read: 'all', create: true, update: 'all', delete: 'all' } as const
const model = fixtureModel(
  { seller: { task: grant, local: grant, personal: grant, warned: grant, narrow: { ...grant, read: 'own' } } },
  (documents) => {
    documents.push(...['task', 'local', 'personal', 'warned', 'narrow'].map(task))
    documents.push(board('tasks', 'task', 3), board('locals', 'local', 1, { filter: north }))
    documents.push(board('personals', 'personal', 1, { filter: mine }), board('narrows', 'narrow', 1))
    documents.push(board('warned_board', 'warned', 1, { limitRefuses: false }))
  },
)

describe.each(testDatabases)('on $name', (test) => {
  describe.skipIf(test.skip)('the limit of a column', () => {
    let fixture: EngineFixture
    let asLi: Access
    let asWang: Access
    const system = asSystem('test')

    beforeAll(async () => {
      fixture = await openEngine(test, model)
    })
    afterAll(() => fixture.close())
    beforeEach(async () => {
      const [li, wang] = [person(['seller']), person(['seller'])]
      for (const { id } of [li, wang]) fixture.people.set(id, { departmentId: null })
      asLi = asUser(li, { kind: 'request', id: 'r1' })
      asWang = asUser(wang, { kind: 'request', id: 'r2' })
      for (const entity of ['task', 'local', 'personal', 'narrow', 'warned'])
        await fixture.engine.archiveMany(system, fixture.scope, entity, { filter: { field: 'id', op: 'not_blank' } })
      fixture.forget()
    })

    const make = (entity: string, values: object, access: Access = asLi) =>
      fixture.engine.create(access, fixture.scope, entity, { subject: 'A', ...values })
    const put = (entity: string, { id, version }: { id: string; version?: unknown }, values: object) =>
      fixture.engine.update(asLi, fixture.scope, entity, { id, version: Number(version) }, { ...values })
    const refusal = async (work: Promise<unknown>): Promise<FieldProblem[]> => {
      const error = (await work.then(
        () => new Error('it was let through'),
        (caught: unknown) => caught,
      )) as AppError
      expect(error.code).toBe('RECORD_INVALID')
      return error.params.problems as FieldProblem[]
    }
    const high = (entity: string) =>
      fixture.engine.aggregate(system, fixture.scope, entity, {
        filter: { field: 'state', op: 'eq', value: 'high' },
        metrics: [{ key: 'n', function: 'count' }],
      })

    it('holds for new records, moves and what comes back; what is there stays and can be changed', async () => {
      const three = [await make('task', { state: 'high' }), await make('task', { state: 'high' })]
      const moved = await put('task', await make('task', {}), { state: 'high' })
      const problems = await refusal(make('task', { state: 'high' }))
      expect(problems).toMatchObject([{ path: 'state', code: 'COLUMN_FULL', params: { most: 3, view: 'tasks' } }])
      expect(problems[0]?.message).toContain('tasks')
      const other = await make('task', {})
      await refusal(put('task', other, { state: 'high', area: 'x' }))
      expect(await fixture.engine.get(asLi, fixture.scope, 'task', other.id)).toMatchObject({
        area: null,
        state: 'low',
      })
      await put('task', moved, { state: 'high', subject: 'B' })
      const [gone] = three
      await fixture.engine.archive(asLi, fixture.scope, 'task', { id: gone?.id ?? '' })
      await put('task', other, { state: 'high' })
      await refusal(fixture.engine.restore(asLi, fixture.scope, 'task', gone?.id ?? ''))
    })

    it('lets no more in when many come at the same moment', async () => {
      const waiting = await Promise.all(Array.from({ length: 10 }, () => make('task', {})))
      const outcomes = await Promise.allSettled(waiting.map((record) => put('task', record, { state: 'high' })))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
      expect(await high('task')).toMatchObject([{ metrics: { n: 3 } }])
    })

    it('takes from many new records those that there is room for, and changes of many all or none', async () => {
      const inputs = Array.from({ length: 5 }, (_, index) => ({ subject: `N${index}`, state: 'high' }))
      const { ids, problems } = await fixture.engine.createMany(asLi, fixture.scope, 'task', inputs, { partial: true })
      expect(ids.map((id) => id !== null)).toEqual([true, true, true, false, false])
      expect(problems.map(({ index }) => index)).toEqual([3, 4])
      const low = await make('task', {})
      const target = { ids: [low.id] }
      await refusal(fixture.engine.updateMany(asLi, fixture.scope, 'task', target, { state: 'high' }))
    })

    it('counts what the board shows, over all records, and for each person on a board of their own', async () => {
      await make('local', { state: 'high', area: 'north' })
      await make('local', { state: 'high', area: 'south' })
      await refusal(make('local', { state: 'high', area: 'north' }))
      await make('personal', { state: 'high' })
      await make('personal', { state: 'high' }, asWang)
      await refusal(make('personal', { state: 'high' }))
      await make('narrow', { state: 'high' }, asWang)
      await refusal(make('narrow', { state: 'high' }))
    })

    it('does not hold up the platform, nor where the board only warns', async () => {
      for (let count = 0; count < 4; count++) await make('task', { state: 'high' }, system)
      expect(await high('task')).toMatchObject([{ metrics: { n: 4 } }])
      await make('warned', { state: 'high' })
      await make('warned', { state: 'high' })
    })

    it('holds among writes that belong together', async () => {
      for (let count = 0; count < 2; count++) await make('task', { state: 'high' })
      const both = fixture.engine.together(fixture.scope, async ({ engine, scope }) => {
        for (let count = 0; count < 2; count++)
          await engine.create(asLi, scope, 'task', { subject: 'T', state: 'high' })
      })
      await refusal(both)
      expect(await high('task')).toMatchObject([{ metrics: { n: 2 } }])
    })
  })
})
