import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })

const nodes: ProcessDocument['nodes'] = [
  { key: 'start', type: 'start' },
  {
    key: 'manager',
    type: 'approval',
    label: words('Manager'),
    options: {
      approvers: [{ by: 'manager' }],
      whenEmpty: { do: 'incident' },
      deadlines: [{ key: 'slow', after: { amount: 4, unit: 'hour' }, action: 'remind' }],
    },
  },
  { key: 'large', type: 'exclusive' },
  {
    key: 'boss',
    type: 'approval',
    label: words('Boss'),
    options: { approvers: [{ by: 'roles', roles: ['boss'] }], rule: { of: 'any' } },
  },
  { key: 'grant', type: 'set_fields', options: { values: [{ field: 'level', value: is('high') }] } },
  { key: 'end', type: 'end' },
]

const above = (limit: number): ProcessDocument => ({
  kind: 'process',
  key: 'credit_check',
  label: words('Credit check'),
  entity: 'customer',
  start: { hand: { roles: ['sales'] }, several: true },
  nodes,
  transitions: [
    { key: 'a', from: 'start', to: 'manager' },
    { key: 'b', from: 'manager', to: 'large' },
    { key: 'c', from: 'large', to: 'boss', when: is({ '>': [{ var: 'credit' }, limit] }) },
    { key: 'd', from: 'large', to: 'grant', otherwise: true },
    { key: 'e', from: 'boss', to: 'grant' },
    { key: 'f', from: 'grant', to: 'end' },
  ],
})

describe.each(testDatabases)('trying processes on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let root: TestUser
    let boss: TestUser
    let manager: TestUser
    let sales: TestUser
    const ids: { [name: string]: string } = {}
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const customers = '/apps/crm/entities/customer/records'
    const make = async (values: object) => (await as(boss)('POST', customers, { values })).body.id as string
    const attempt = (name: string, body: object, user = root) =>
      as(user)('POST', `/apps/crm/processes/credit_check/try/${name}`, body)
    const walk = (body: object) => attempt('walk', { source: 'published', initiator: sales.id, ...body })
    const route = (steps: { node: string }[]) => steps.map(({ node }) => node)

    /** Through to its end, by whoever is asked. */
    async function run(recordId: string): Promise<string> {
      const started = await as(sales)('POST', '/apps/crm/processes/credit_check/start', {
        ...{ recordId, key: `click number ${++click}` },
      })
      const { id } = started.body
      for (const user of [manager, boss]) {
        const { can } = (await as(user)('GET', `/instances/${id}`)).body
        const visit = can?.tasks[0]?.visit
        if (visit !== undefined)
          await as(user)('POST', `/instances/${id}/tasks/${visit}`, {
            ...{ act: { do: 'approve' }, key: `click number ${++click}` },
          })
      }
      return id
    }

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, above(1000) as AppDocumentAny] })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      manager = await server.addUser('Manager', { roles: ['crm/sales'], language: 'en' })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: manager.id, language: 'en' })
      ids.small = await make({ name: 'Bolts', credit: '10', owner: sales.id })
      ids.large = await make({ name: 'Pumps', credit: '5000', owner: sales.id })
    })
    afterAll(() => server?.close())

    it('shows the way, who is asked and why, and keeps nothing', async () => {
      const { status, body } = await walk({ recordId: ids.large })
      expect(status).toBe(200)
      expect(route(body.steps)).toEqual(['start', 'manager', 'large', 'boss', 'grant', 'end'])
      expect(body).toMatchObject({ end: 'ended', status: 'done' })
      expect(body.transitions).toContain('c')
      expect(body.steps[1].people).toEqual([
        {
          user: manager.id,
          reason: expect.objectContaining({ en: 'manager of Sales' }),
          passed: false,
          self: false,
          outcome: 'approved',
        },
      ])
      expect(body.steps[1].deadlines).toMatchObject([{ key: 'slow', action: 'remind' }])
      expect((await as(boss)('GET', `${customers}/${ids.large}`)).body).toMatchObject({ version: 1, level: null })
      expect((await as(manager)('GET', '/tasks/count')).body.todo).toBe(0)
    })

    it('takes typed values over the record, or a record that is made up', async () => {
      const changed = await walk({ recordId: ids.large, values: { credit: '5' } })
      expect(route(changed.body.steps)).not.toContain('boss')
      const made = await walk({ values: { name: 'Nobody', credit: '2000' } })
      expect(route(made.body.steps)).toContain('boss')
      const { body } = await as(boss)('POST', '/apps/crm/entities/customer/query', { select: ['name'] })
      expect(body.records.map(({ name }: { name: string }) => name).sort()).toEqual(['Bolts', 'Pumps'])
      expect((await walk({})).body.code).toBe('TRY_RECORD_MISSING')
      expect((await walk({ values: { credit: 'abc' } })).status).toBe(400)
    })

    it('lets people decide otherwise, and take their time', async () => {
      const rejected = await walk({ recordId: ids.small, decisions: { manager: { do: 'reject', minutes: 90 } } })
      expect(rejected.body).toMatchObject({ status: 'rejected', end: 'ended' })
      const manager = rejected.body.steps[1]
      expect(Date.parse(manager.to) - Date.parse(manager.from)).toBe(90 * 60_000)
      const returned = await walk({ recordId: ids.large, decisions: { boss: { do: 'return', to: 'manager' } } })
      expect(returned.body.status).toBe('done')
      expect(route(returned.body.steps).filter((node: string) => node === 'boss')).toHaveLength(2)
    })

    it('stops where nobody is found, in words', async () => {
      const { body } = await attempt('walk', { source: 'published', initiator: manager.id, recordId: ids.small })
      expect(body).toMatchObject({ end: 'incident', status: 'running' })
      expect(body.steps.at(-1)).toMatchObject({
        node: 'manager',
        people: [],
        problem: { en: 'Nobody was found to decide' },
      })
      const unknown = await attempt('walk', { source: 'published', initiator: ids.small, recordId: ids.small })
      expect(unknown.body.code).toBe('NOBODY_THERE')
    })

    it('is for designers only, about records that they may read', async () => {
      for (const name of ['walk', 'coverage', 'replay', 'forecast']) {
        const body = { source: 'published', ...(name === 'walk' && { initiator: sales.id, recordId: ids.small }) }
        expect((await attempt(name, body, sales)).status).toBe(403)
        expect((await attempt(name, body)).status).toBe(200)
      }
      expect((await walk({ recordId: sales.id })).body.code).toBe('RECORD_NOT_FOUND')
    })

    it('lists every way with the records that take it, and the lines that none takes', async () => {
      const { body } = await attempt('coverage', { source: 'published' })
      expect(body).toMatchObject({
        complete: true,
        tried: 2,
        unreachable: { nodes: [], transitions: [] },
        overlaps: [],
      })
      expect(body.ways).toHaveLength(2)
      for (const way of body.ways) expect(way.taken).toBe(1)
      expect(body.unsampled).toEqual({ nodes: [], transitions: [] })
      const none = await attempt('coverage', { source: 'published', records: 1 })
      expect(none.body.unsampled).toEqual({ nodes: [], transitions: ['d'] })
    })

    it('tries the draft as it is, and refuses one with errors', async () => {
      await as(root)('PUT', '/apps/crm/draft/documents/process/credit_check', above(5))
      const drafted = await attempt('walk', { source: 'draft', initiator: sales.id, recordId: ids.small })
      expect(route(drafted.body.steps)).toContain('boss')
      expect(route((await walk({ recordId: ids.small })).body.steps)).not.toContain('boss')
      const broken = above(5)
      broken.transitions = broken.transitions.filter(({ key }) => key !== 'f')
      await as(root)('PUT', '/apps/crm/draft/documents/process/credit_check', broken)
      const refused = await attempt('walk', { source: 'draft', initiator: sales.id, recordId: ids.small })
      expect(refused).toMatchObject({ status: 422, body: { code: 'PROCESS_BROKEN' } })
      await as(root)('PUT', '/apps/crm/draft/documents/process/credit_check', above(5))
    })

    it('says what would be different for instances that have ended', async () => {
      const [small, large] = [await run(ids.small ?? ''), await run(ids.large ?? '')]
      const same = (await attempt('replay', { source: 'published' })).body
      expect(same.instances.map(({ id, differs }: { id: string; differs: boolean }) => [id, differs])).toEqual([
        [large, false],
        [small, false],
      ])
      expect(same.instances[0]).toMatchObject({ asked: [], title: 'Pumps', version: 1 })
      const { instances } = (await attempt('replay', { source: 'draft' })).body
      expect(instances[0]).toMatchObject({ id: large, differs: false, asked: ['large'] })
      expect(instances[1]).toMatchObject({ id: small, differs: true, added: ['boss'], removed: [] })
      expect(instances[1].after.transitions).toContain('c')
      expect((await as(boss)('GET', `${customers}/${ids.small}`)).body.level).toBe('high')
    })

    it('pages through them', async () => {
      const first = (await attempt('replay', { source: 'published', size: 1 })).body
      const second = (await attempt('replay', { source: 'published', size: 1, before: first.next })).body
      expect([first, second].map(({ instances }) => instances[0].title)).toEqual(['Pumps', 'Bolts'])
      expect((await attempt('replay', { source: 'published', before: 'nonsense' })).status).toBe(400)
    })

    it('forecasts who would have how much to do', async () => {
      const { body } = await attempt('forecast', { source: 'draft', runs: 50, perWeek: 10 })
      expect(body).toMatchObject({ from: 2, runs: 50, ended: 50, perWeek: 10, unmeasured: [] })
      const tasks = Object.fromEntries(
        body.people.map(({ user, tasks: count }: { user: string; tasks: number }) => [user, count]),
      )
      // As drafted, everybody's request goes to the boss as well.
      expect(tasks).toEqual({ [manager.id]: 10, [boss.id]: 10 })
      expect(body.spread.reduce((sum: number, { runs }: { runs: number }) => sum + runs, 0)).toBe(50)
      const before = (await attempt('forecast', { source: 'published', runs: 50, perWeek: 10 })).body
      expect(before.nodes.find(({ node }: { node: string }) => node === 'boss').tasks).toBe(5)
    })
  })
})
