import { testDatabases } from '@mortise/data/testing'
import { type AppDocumentAny, type FieldDocument, type FigureKind, figureFields, figureKinds } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })

const request: AppDocumentAny = {
  ...{ kind: 'process', key: 'request', label: words('Request'), entity: 'customer' },
  start: { hand: {}, several: true },
  insight: { roles: ['boss'] },
  nodes: [
    { key: 'start', type: 'start' },
    {
      ...{ key: 'manager', type: 'approval', label: words('Manager') },
      options: { approvers: [{ by: 'manager' }], demands: { returnReasons: ['unclear'] } },
    },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'start', to: 'manager' },
    { key: 'b', from: 'manager', to: 'end' },
  ],
}

/** Every field that there is, each of the first of its types. */
const fieldsOf = (of: FigureKind): FieldDocument[] =>
  Object.entries(figureFields[of]).map(([key, { types, label }]) => ({
    ...{ key, label, type: types.find((type) => type !== 'select') ?? 'text' },
    ...(key === 'record' && { options: { entity: 'customer' } }),
  }))

const figures = (of: FigureKind, fields: FieldDocument[] = []): AppDocumentAny => ({
  ...{ kind: 'entity', key: of, label: words(of), titleField: 'title', figures: { of, process: 'request' } },
  fields: [...fieldsOf(of), ...fields],
})

const documents = figureKinds.map((of) =>
  figures(of, [{ key: 'credit', type: 'lookup', label: words('Credit'), options: { path: 'record.credit' } }]),
)

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('figures of processes as tables', () => {
    let server: TestServer
    let boss: TestUser
    let manager: TestUser
    let sales: TestUser
    let other: TestUser
    let click = 0
    const as = (user: TestUser) => (method: string, to: string, body?: unknown) =>
      server.send(method, to, body, { cookie: user.cookie })
    const key = () => `click number ${++click}`
    const rows = async (user: TestUser, of: FigureKind, query: object = {}) => {
      const select = Object.keys(figureFields[of])
      const asked = { select, sort: [{ field: 'created_at', direction: 'asc' }], page: { size: 50 }, ...query }
      const { status, body } = await as(user)('POST', `/apps/crm/entities/${of}/query`, asked)
      expect(status, JSON.stringify(body)).toBe(200)
      return body.records
    }
    const sum = async (user: TestUser, of: FigureKind, asked: object) => {
      const { status, body } = await as(user)('POST', `/apps/crm/entities/${of}/aggregate`, asked)
      expect(status, JSON.stringify(body)).toBe(200)
      return body.rows
    }

    async function start(user: TestUser, name: string): Promise<string> {
      const values = { name, credit: '10', owner: user.id }
      const recordId = (await as(boss)('POST', '/apps/crm/entities/customer/records', { values })).body.id
      return (await as(user)('POST', '/apps/crm/processes/request/start', { recordId, key: key() })).body.id
    }
    async function act(user: TestUser, id: string, doing: object) {
      const { can } = (await as(user)('GET', `/instances/${id}`)).body
      const done = await as(user)('POST', `/instances/${id}/tasks/${can.tasks[0].visit}`, { act: doing, key: key() })
      expect(done.status).toBe(200)
    }

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, request, ...documents] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      manager = await server.addUser('Manager', { roles: ['crm/sales'], language: 'en' })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: manager.id, language: 'en' })
      other = await server.addUser('Other', { roles: ['crm/sales'], managerId: boss.id, language: 'en' })
      const first = await start(sales, 'Bolts')
      await act(manager, first, { do: 'return', to: 'start', back: 'again', comment: 'why?', reason: 'unclear' })
      await act(sales, first, { do: 'approve' })
      await act(manager, first, { do: 'approve' })
      await start(other, 'Nuts')
      const { database: db, schema } = server.services.workspace
      const run = (text: string) => db.run({ text: text.replaceAll('$s.', `"${schema}".`), values: [] })
      const at = (time: string) => `timestamptz '2026-09-0${time}:00Z'`
      await run(`update $s.process_instance set started_at = ${at('2T01:00')}, ended_at = ${at('3T02:30')}
        where id = '${first}'`)
      await run(`update $s.process_visit set entered_at = ${at('2T01:00')}, left_at = ${at('2T07:00')}
        where instance_id = '${first}' and node = 'manager'`)
      await run(`update $s.process_task set assigned_at = ${at('2T01:30')}, seen_at = ${at('2T02:30')},
        decided_at = ${at('2T07:00')} where instance_id = '${first}'`)
    })
    afterAll(() => server?.close())

    it('tell of instances, steps and people what the time analysis counts', async () => {
      const select = [...Object.keys(figureFields.instances), 'credit']
      const [bolts, nuts] = await rows(boss, 'instances', { select })
      expect(bolts).toMatchObject({
        ...{ title: 'Bolts', status: 'done', hours: '25.50', returned: 1, process_version: 1 },
        credit: '10.00',
        started_at: '2026-09-02T01:00:00.000Z',
      })
      expect(nuts).toMatchObject({ title: 'Nuts', status: 'running', hours: null, ended_at: null })
      const steps = await rows(boss, 'steps', { filter: { field: 'node', op: 'eq', value: 'manager' } })
      expect(steps).toHaveLength(3)
      expect(
        steps.find(({ title, state }: { title: string; state: string }) => title === 'Bolts' && state === 'done'),
      ).toMatchObject({
        ...{ title: 'Bolts', hours: '6.00' },
        ...{ queue_hours: '0.50', unseen_hours: '1.00', thinking_hours: '4.50' },
      })
      const asked = await rows(boss, 'people', {
        select: ['person', 'node', 'state', 'reason', 'hours', 'late', 'credit'],
        filter: { field: 'state', op: 'eq', value: 'returned' },
      })
      expect(asked).toMatchObject([
        { node: 'manager', state: 'returned', reason: 'unclear', hours: '5.50', late: false, credit: '10.00' },
      ])
      expect(JSON.stringify(asked[0].person)).toContain(manager.id)
    })

    it('are filtered, grouped and summed up as any table', async () => {
      const byNode = await sum(boss, 'steps', {
        groups: [{ field: 'node' }],
        metrics: [
          { key: 'n', function: 'count' },
          { key: 'hours', function: 'sum', field: 'hours' },
        ],
        filter: { field: 'record.name', op: 'eq', value: 'Bolts' },
      })
      expect(byNode.find(({ groups }: { groups: unknown[] }) => groups[0] === 'manager')).toMatchObject({
        metrics: { n: 2, hours: '12.00' },
      })
      const found = await rows(boss, 'instances', { filter: { field: 'hours', op: 'gt', value: '25' } })
      expect(found.map(({ title }: { title: string }) => title)).toEqual(['Bolts'])
      const [one] = await rows(boss, 'steps')
      expect((await as(boss)('GET', `/apps/crm/entities/steps/records/${one.id}`)).body.id).toBe(one.id)
    })

    it('are opened by their ids, one or several, by whoever may see them', async () => {
      for (const of of figureKinds) {
        const all = await rows(boss, of)
        expect(all.length).toBeGreaterThan(1)
        for (const { id, title } of all) {
          const path = `/apps/crm/entities/${of}/records/${id}`
          expect((await as(boss)('GET', path)).body).toMatchObject({ id, title })
          expect((await as(sales)('GET', path)).status).toBe(title === 'Bolts' ? 200 : 404)
        }
        const ids = all.map(({ id }: { id: string }) => id)
        expect(await rows(boss, of, { filter: { field: 'id', op: 'in', value: ids } })).toEqual(all)
        const own = all.filter(({ title }: { title: string }) => title === 'Bolts')
        expect(await rows(sales, of, { filter: { field: 'id', op: 'in', value: ids } })).toEqual(own)
        const [n] = await sum(boss, of, {
          metrics: [{ key: 'n', function: 'count' }],
          filter: { field: 'id', op: 'eq', value: ids[0] },
        })
        expect(n.metrics).toEqual({ n: 1 })
      }
    })

    it('are paged in the order in which they began, forth and back', async () => {
      for (const of of figureKinds) {
        const page = async (at: object) => {
          const asked = { select: ['title'], page: { size: 2, ...at } }
          return (await as(boss)('POST', `/apps/crm/entities/${of}/query`, asked)).body
        }
        const [first, all] = [await page({}), await page({ size: 50 })]
        expect(all.records.map(({ title }: { title: string }) => title)).toEqual(
          all.records
            .map(({ title }: { title: string }) => title)
            .toSorted()
            .reverse(),
        )
        if (all.records.length <= 2) continue
        const second = await page({ after: first.next })
        expect([...first.records, ...second.records]).toEqual(all.records.slice(0, 4))
        expect((await page({ before: second.previous })).records).toEqual(first.records)
      }
    })

    it('show all rows to whoever may see the time analysis, and else those one has a part in', async () => {
      const titles = async (user: TestUser, of: FigureKind) => [
        ...new Set((await rows(user, of)).map(({ title }: { title: string }) => title)),
      ]
      for (const of of figureKinds) {
        expect(await titles(boss, of)).toEqual(['Bolts', 'Nuts'])
        expect(await titles(sales, of)).toEqual(['Bolts'])
        expect(await titles(manager, of)).toEqual(['Bolts'])
        expect(await titles(other, of)).toEqual(['Nuts'])
      }
      const root = await server.addUser('Root', { administrator: true })
      expect(await titles(root, 'instances')).toEqual(['Bolts', 'Nuts'])
      const [hidden] = await rows(boss, 'instances')
      expect((await as(other)('GET', `/apps/crm/entities/instances/records/${hidden.id}`)).status).toBe(404)
    })

    it('are written by nobody', async () => {
      const root = await server.addUser('Root too', { administrator: true })
      const [row] = await rows(boss, 'steps')
      const path = '/apps/crm/entities/steps/records'
      for (const user of [boss, root]) {
        expect((await as(user)('POST', path, { values: { title: 'Made up' } })).status).toBe(403)
        const change = { version: row.version ?? 1, values: { title: 'Made up' } }
        expect((await as(user)('PATCH', `${path}/${row.id}`, change)).status).toBe(403)
        expect((await as(user)('DELETE', `${path}/${row.id}`)).status).toBeGreaterThanOrEqual(400)
      }
      const { capabilities } = (await as(root)('GET', '/apps/crm')).body
      expect(capabilities?.steps ?? { create: false, update: false }).toMatchObject({ create: false, update: false })
      expect(await rows(boss, 'steps')).toContainEqual(row)
    })

    it('are followed from the moment that something happens', async () => {
      const before = (await rows(sales, 'steps')).length
      const id = await start(sales, 'Screws')
      expect((await rows(sales, 'steps')).length).toBeGreaterThan(before)
      await act(manager, id, { do: 'approve' })
      const [last] = await rows(sales, 'instances', { filter: { field: 'title', op: 'eq', value: 'Screws' } })
      expect(last.status).toBe('done')
    })
  })
})
