import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

const base = '/apps/crm/entities/customer'

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('people with different rights', () => {
    let server: TestServer
    let head: TestUser
    let ann: TestUser
    let bob: TestUser
    let boss: TestUser
    const as = (user: TestUser, method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const names = async (user: TestUser, query: object = {}) => {
      const { body } = await as(user, 'POST', `${base}/query`, {
        select: ['name'],
        sort: [{ field: 'name', direction: 'asc' }],
        ...query,
      })
      return body.records.map((record: { name: string }) => record.name)
    }
    const department = async (name: string, parentId: string | null) => {
      const root = await server.addUser(`Root${name}`, { administrator: true })
      return (await as(root, 'POST', '/admin/departments', { name: { zh: name, en: name }, parentId })).body.id
    }

    beforeAll(async () => {
      server = await openTestServer(database)
      const sales = await department('sales', null)
      const east = await department('east', sales)
      const north = await department('north', sales)
      head = await server.addUser('Head', { roles: ['crm/manager'], departmentId: east })
      ann = await server.addUser('Ann', { roles: ['crm/sales'], departmentId: east })
      bob = await server.addUser('Bob', { roles: ['crm/sales'], departmentId: north })
      boss = await server.addUser('Boss', { roles: ['crm/boss'] })
      await as(ann, 'POST', `${base}/records`, { values: { name: 'of Ann' } })
      await as(bob, 'POST', `${base}/records`, { values: { name: 'of Bob' } })
      await as(boss, 'POST', `${base}/records`, { values: { name: 'of Boss', credit: '100', grade: 'top' } })
    })
    afterAll(() => server.close())

    it('see their own, their department’s and below, or all records', async () => {
      expect(await names(ann)).toEqual(['of Ann'])
      expect(await names(bob)).toEqual(['of Bob'])
      expect(await names(head)).toEqual(['of Ann'])
      expect(await names(boss)).toEqual(['of Ann', 'of Bob', 'of Boss'])
    })

    it('see the records of a department moved below theirs at the next request', async () => {
      const { departments } = (await as(ann, 'GET', '/directory/departments')).body
      const idOf = (name: string) => departments.find((one: { name: { en: string } }) => one.name.en === name).id
      const root = await server.addUser('Mover', { administrator: true })
      const move = (parentId: string) => as(root, 'PATCH', `/admin/departments/${idOf('north')}`, { parentId })
      expect((await move(idOf('east'))).status).toBe(200)
      expect(await names(head)).toEqual(['of Ann', 'of Bob'])
      await move(idOf('sales'))
      expect(await names(head)).toEqual(['of Ann'])
    })

    it('see a record as soon as it is given to them', async () => {
      const record = (await as(boss, 'POST', `${base}/records`, { values: { name: 'given' } })).body
      expect(await names(ann)).toEqual(['of Ann'])
      const values = { owner: ann.id }
      expect(
        (await as(boss, 'PATCH', `${base}/records/${record.id}`, { version: record.version, values })).status,
      ).toBe(200)
      expect(await names(ann)).toEqual(['given', 'of Ann'])
      await as(boss, 'DELETE', `${base}/records/${record.id}`)
      expect(await names(ann)).toEqual(['of Ann'])
    })

    it('get hidden fields in no answer: record, history, description, OpenAPI', async () => {
      const { id, version } = (await as(ann, 'POST', `${base}/records`, { values: { name: 'shared' } })).body
      await as(boss, 'PATCH', `${base}/records/${id}`, { version, values: { credit: '7654321.25', grade: 'top' } })
      const answers = [
        await as(ann, 'GET', `${base}/records/${id}`),
        await as(ann, 'GET', `${base}/records/${id}/history`),
        await as(ann, 'GET', '/apps/crm'),
        await as(ann, 'GET', '/apps/crm/openapi.json'),
      ]
      for (const answer of answers) {
        expect(answer.status).toBe(200)
        expect(answer.text).not.toMatch(/credit|grade|7654321/)
      }
      expect((await as(boss, 'GET', `${base}/records/${id}/history`)).text).toContain('7654321.25')
      await as(boss, 'DELETE', `${base}/records/${id}`)
    })

    it('count, sum and search only among what they see', async () => {
      const count = async (user: TestUser) =>
        (await as(user, 'POST', `${base}/aggregate`, { metrics: [{ key: 'n', function: 'count' }] })).body.rows[0]
          .metrics.n
      expect([await count(ann), await count(boss)]).toEqual([1, 3])
      const hits = async (user: TestUser) => (await as(user, 'GET', '/apps/crm/search?q=of%20Bo')).body.hits.length
      expect([await hits(ann), await hits(bob)]).toEqual([0, 1])
    })

    it('keep views for themselves or share them, and change only their own', async () => {
      const input = { entity: 'customer', name: 'Mine', shared: false, options: { columns: [{ field: 'name' }] } }
      const mine = (await as(ann, 'POST', '/apps/crm/views', input)).body
      const shared = (await as(ann, 'POST', '/apps/crm/views', { ...input, name: 'Ours', shared: true })).body
      const listed = async (user: TestUser) =>
        (await as(user, 'GET', '/apps/crm/views/customer')).body.views.map((view: { name: string }) => view.name)
      expect(await listed(ann)).toEqual(['Mine', 'Ours'])
      expect(await listed(bob)).toEqual(['Ours'])
      expect((await as(bob, 'PUT', `/apps/crm/views/${shared.id}`, input)).status).toBe(404)
      expect((await as(bob, 'DELETE', `/apps/crm/views/${mine.id}`)).status).toBe(404)
      expect((await as(ann, 'PUT', `/apps/crm/views/${mine.id}`, { ...input, name: 'Renamed' })).body.name).toBe(
        'Renamed',
      )
      const unknown = { ...input, options: { columns: [{ field: 'nonsuch' }] } }
      expect((await as(ann, 'POST', '/apps/crm/views', unknown)).body.code).toBe('SAVED_VIEW_FIELD_UNKNOWN')
      expect((await as(ann, 'DELETE', `/apps/crm/views/${mine.id}`)).status).toBe(204)
    })

    it('may design only with a role that says so; a published role counts at once', async () => {
      const designer = await server.addUser('Designer', { roles: ['crm/designer'] })
      expect((await as(ann, 'GET', '/apps/crm/draft')).status).toBe(403)
      const draft = (await as(designer, 'GET', '/apps/crm/draft')).body
      const role = draft.documents.find(
        (one: { kind: string; key: string }) => one.kind === 'role' && one.key === 'sales',
      )
      const wider = { ...role, entities: { ...role.entities, customer: { ...role.entities.customer, read: 'all' } } }
      const changed = await as(designer, 'PUT', '/apps/crm/draft/documents/role/sales', wider)
      expect(changed.body.changes).toHaveLength(1)
      expect((await as(designer, 'PUT', '/apps/crm/draft/documents/role/other', wider)).status).toBe(400)
      expect(await names(ann)).toEqual(['of Ann'])
      const published = await as(designer, 'POST', '/apps/crm/publish', { note: 'wider' })
      expect(published.body).toMatchObject({ revision: 2 })
      expect(await names(ann)).toEqual(['of Ann', 'of Bob', 'of Boss'])
      const { revisions } = (await as(designer, 'GET', '/apps/crm/revisions')).body
      expect(revisions[0]).toMatchObject({ revision: 2, note: 'wider', byId: designer.id })
      expect((await as(designer, 'GET', '/apps/crm/revisions/1/compare/2')).body.changes).toHaveLength(1)
      await as(designer, 'POST', '/apps/crm/revisions/1/restore')
      await as(designer, 'POST', '/apps/crm/publish', {})
      expect(await names(ann)).toEqual(['of Ann'])
    })

    it('are told what keeps an app from being published', async () => {
      const designer = await server.addUser('Breaker', { roles: ['crm/designer'] })
      const { documents } = (await as(designer, 'GET', '/apps/crm/draft')).body
      const entity = documents.find((one: { key: string }) => one.key === 'deal')
      const broken = { ...entity, titleField: 'nonsuch' }
      await as(designer, 'PUT', '/apps/crm/draft/documents/entity/deal', broken)
      const answer = await as(designer, 'POST', '/apps/crm/publish', {})
      expect([answer.status, answer.body.code]).toEqual([422, 'APP_INVALID'])
      expect(answer.body.issues.length).toBeGreaterThan(0)
      expect((await as(designer, 'POST', '/apps/crm/draft/discard')).body.changes).toEqual([])
    })
  })
})
