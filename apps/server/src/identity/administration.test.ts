import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('administration', () => {
    let server: TestServer
    let root: TestUser
    const asRoot = (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: root.cookie })

    beforeAll(async () => {
      server = await openTestServer(database)
      root = await server.addUser('Root', { administrator: true, language: 'en' })
    })
    afterAll(() => server.close())

    it('makes, changes and lists users; the e-mail stands once, in lower case', async () => {
      const made = await asRoot('POST', '/admin/users', {
        name: '李娜',
        email: 'Li.Na@Example.com',
        password: 'password 1',
        roles: ['crm/sales'],
      })
      expect(made.status).toBe(201)
      expect(made.body).toMatchObject({
        email: 'li.na@example.com',
        roles: ['crm/sales'],
        active: true,
        lastSeenAt: null,
      })
      const again = await asRoot('POST', '/admin/users', { name: 'X', email: 'LI.NA@example.com' })
      expect(again.body).toMatchObject({ code: 'USER_EMAIL_TAKEN', path: 'email' })
      const changed = await asRoot('PATCH', `/admin/users/${made.body.id}`, { roles: [], managerId: root.id })
      expect(changed.body).toMatchObject({ roles: [], managerId: root.id, name: '李娜' })
      const { users } = (await asRoot('GET', '/admin/users')).body
      expect(users.map((user: TestUser) => user.name)).toContain('李娜')
    })

    it('refuses roles, managers and departments that do not exist', async () => {
      const nobody = '01900000-0000-7000-8000-000000000000'
      const input = { name: 'X', email: 'x@example.com' }
      const make = async (more: object) => (await asRoot('POST', '/admin/users', { ...input, ...more })).body
      expect(await make({ roles: ['crm/king'] })).toMatchObject({ code: 'ROLE_NOT_FOUND', path: 'roles/0' })
      expect(await make({ managerId: nobody })).toMatchObject({ code: 'USER_NOT_FOUND', path: 'managerId' })
      expect(await make({ departmentId: nobody })).toMatchObject({ code: 'DEPARTMENT_NOT_FOUND', path: 'departmentId' })
      expect((await asRoot('PATCH', `/admin/users/${nobody}`, { name: 'Y' })).status).toBe(404)
    })

    it('keeps an administrator, and managers out of circles', async () => {
      const refused = await asRoot('PATCH', `/admin/users/${root.id}`, { administrator: false })
      expect(refused.body.code).toBe('USER_LAST_ADMINISTRATOR')
      expect((await asRoot('PATCH', `/admin/users/${root.id}`, { active: false })).status).toBe(409)
      const below = await server.addUser('Below', { managerId: root.id })
      const circle = await asRoot('PATCH', `/admin/users/${root.id}`, { managerId: below.id })
      expect(circle.body.code).toBe('USER_MANAGER_CYCLE')
      expect((await asRoot('GET', '/session')).status).toBe(200)
    })

    it('tells what it runs on, and the size of every table', async () => {
      const { status, body } = await asRoot('GET', '/admin/system')
      expect(status).toBe(200)
      expect(body.database).toMatchObject({ engine: database.name, version: expect.stringMatching(/^\d+/) })
      expect(body.database.bytes).toBeGreaterThan(1_000_000)
      expect(body.files).toEqual({ count: 0, bytes: 0 })
      const tables = body.tables.map(({ entity }: { entity: string }) => entity).sort()
      expect(tables).toEqual(['customer', 'deal', 'deal_line', 'vault'])
      expect(body.tables.every(({ bytes }: { bytes: number }) => bytes > 0)).toBe(true)
    })

    it('moves departments in a tree that never bites its tail, and keeps those in use', async () => {
      const make = async (name: string, parentId: string | null = null) =>
        (await asRoot('POST', '/admin/departments', { name: { zh: name, en: name }, parentId })).body
      const top = await make('top')
      const middle = await make('middle', top.id)
      const low = await make('low', middle.id)
      const move = await asRoot('PATCH', `/admin/departments/${top.id}`, { parentId: low.id })
      expect(move.body).toMatchObject({ code: 'DEPARTMENT_CYCLE', path: 'parentId' })
      expect((await asRoot('DELETE', `/admin/departments/${middle.id}`)).body.code).toBe('DEPARTMENT_IN_USE')
      await server.addUser('Member', { departmentId: low.id })
      expect((await asRoot('DELETE', `/admin/departments/${low.id}`)).body.code).toBe('DEPARTMENT_IN_USE')
      const renamed = await asRoot('PATCH', `/admin/departments/${low.id}`, {
        name: { zh: '低', en: 'Low' },
        position: 7,
      })
      expect(renamed.body).toMatchObject({
        name: { zh: '低', en: 'Low' },
        position: 7,
        userCount: 1,
        parentId: middle.id,
      })
      const spare = await make('spare')
      expect((await asRoot('DELETE', `/admin/departments/${spare.id}`)).status).toBe(204)
    })

    it('shows names to everyone signed in, and nothing more of people than the directory holds', async () => {
      const user = await server.addUser('Reader')
      const { body } = await server.send('GET', '/directory/users', undefined, { cookie: user.cookie })
      expect(Object.keys(body.users[0]).sort()).toEqual(['active', 'departmentId', 'email', 'id', 'name', 'title'])
    })

    it('is closed to everybody else', async () => {
      const user = await server.addUser('Plain', { roles: ['crm/boss'], language: 'zh' })
      const answer = await server.send('GET', '/admin/users', undefined, { cookie: user.cookie })
      expect(answer.status).toBe(403)
      expect(answer.body.message).toBe('您没有权限执行此操作。')
    })

    it('lets a role take effect at the next request', async () => {
      const user = await server.addUser('Newcomer')
      const open = () => server.send('GET', '/apps/crm', undefined, { cookie: user.cookie })
      expect((await open()).status).toBe(404)
      await asRoot('PATCH', `/admin/users/${user.id}`, { roles: ['crm/sales'] })
      expect((await open()).status).toBe(200)
      await asRoot('PATCH', `/admin/users/${user.id}`, { roles: [] })
      expect((await open()).status).toBe(404)
    })

    it('counts who has which role', async () => {
      await server.addUser('Counted', { roles: ['crm/manager'] })
      const { roles } = (await asRoot('GET', '/admin/roles')).body
      const manager = roles.find((role: { key: string }) => role.key === 'manager')
      expect(manager).toMatchObject({ app: 'crm', userCount: 1, document: { kind: 'role' } })
    })
  })

  describe.skipIf(database.skip)('API tokens', () => {
    let server: TestServer
    let user: TestUser
    const make = async (scopes: string[], more = {}) =>
      (await server.send('POST', '/tokens', { name: 'ERP', scopes, ...more }, { cookie: user.cookie })).body

    beforeAll(async () => {
      server = await openTestServer(database)
      user = await server.addUser('Ann', { roles: ['crm/sales'], administrator: false })
    })
    afterAll(() => server.close())

    const query = (token: string, entity: string, body: object = {}) =>
      server.send('POST', `/apps/crm/entities/${entity}/query`, body, { token })

    it('are shown once and kept as a hash', async () => {
      const made = await make(['crm:read'])
      expect(made.token).toMatch(/^mrt_[\w-]{43}$/)
      const list = await server.send('GET', '/tokens', undefined, { cookie: user.cookie })
      expect(list.text).not.toContain(made.token)
      const { rows } = await server.services.database.run({ text: 'select * from mortise.api_token', values: [] })
      expect(JSON.stringify(rows)).not.toContain(made.token)
    })

    it('may do what their scopes say, as far as the user may', async () => {
      const { token } = await make(['crm:read', 'admin', 'crm:design'])
      expect((await query(token, 'customer')).status).toBe(200)
      expect((await query(token, 'vault')).status).toBe(404)
      const write = await server.send(
        'POST',
        '/apps/crm/entities/customer/records',
        { values: { name: 'A' } },
        { token },
      )
      expect(write.body).toMatchObject({ code: 'TOKEN_SCOPE', params: { scope: 'crm:write' } })
      expect((await server.send('GET', '/admin/users', undefined, { token })).status).toBe(403)
      expect((await server.send('GET', '/apps/crm/draft', undefined, { token })).body.code).toBe('NOT_ALLOWED')
    })

    it('for one table do not reach another, not even over a relation', async () => {
      const { token } = await make(['crm.deal:read'])
      expect((await query(token, 'deal')).status).toBe(200)
      expect((await query(token, 'customer')).body.code).toBe('TOKEN_SCOPE')
      expect((await query(token, 'deal', { select: ['customer.name'] })).body.code).toBe('TOKEN_SCOPE')
      expect((await server.send('GET', '/apps/crm/search?q=ab', undefined, { token })).status).toBe(403)
    })

    it('cannot make tokens, sign out or change the password', async () => {
      const { token } = await make(['crm:write'])
      const calls = [
        server.send('POST', '/tokens', { name: 'x', scopes: ['admin'] }, { token }),
        server.send('GET', '/tokens', undefined, { token }),
        server.send('POST', '/auth/revoke-sessions', undefined, { token }),
        server.send('PATCH', '/session', { name: 'x' }, { token }),
      ]
      expect((await Promise.all(calls)).map((answer) => answer.status)).toEqual([403, 403, 403, 403])
    })

    it('end when they are removed, past, or unknown', async () => {
      const { token, id } = await make(['crm:read'])
      expect((await query(token, 'customer')).status).toBe(200)
      expect((await server.send('DELETE', `/tokens/${id}`, undefined, { cookie: user.cookie })).status).toBe(204)
      expect((await query(token, 'customer')).status).toBe(401)
      expect((await query('mrt_unknown', 'customer')).status).toBe(401)
      expect((await make(['crm:read'], { expiresAt: '2020-01-01T00:00:00Z' })).code).toBe('TOKEN_EXPIRY_PAST')
      expect((await make(['crm:read'], { expiresAt: 'soon' })).code).toBe('REQUEST_INVALID')
    })

    it('of others are not found', async () => {
      const { id } = await make(['crm:read'])
      const other = await server.addUser('Bob')
      expect((await server.send('DELETE', `/tokens/${id}`, undefined, { cookie: other.cookie })).status).toBe(404)
    })
  })
})
