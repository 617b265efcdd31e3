import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

const words = (text: string) => ({ zh: text, en: text })

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('publishing', () => {
    let server: TestServer
    let root: TestUser
    const call = (method: string, path: string, body?: unknown) =>
      server.send(method, `/apps/crm${path}`, body, { cookie: root.cookie })
    const edit = async (id: string, change: (document: Record<string, unknown>) => void) => {
      const { body } = await call('GET', '/draft')
      const document = body.documents.find((one: { kind: string; key: string }) => `${one.kind}/${one.key}` === id)
      change(document)
      return await call('POST', '/draft/changes', { changes: [{ id, base: body.versions[id], document }] })
    }

    beforeAll(async () => {
      server = await openTestServer(database)
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      await server.addUser('Ann', { roles: ['crm/sales'] })
      await server.addUser('Bob', { roles: ['crm/sales', 'crm/manager'] })
      await server.addUser('Cid', { roles: ['crm/sales'], active: false })
    })
    afterAll(() => server.close())

    it('is looked at before: who gains or loses rights, how many they are, how many records are touched', async () => {
      await call('POST', '/entities/deal/records', { values: { title: 'D' } })
      await edit('role/sales', (role) => {
        role.entities = { customer: { read: 'all', create: true, update: 'own' } }
      })
      await edit('entity/deal', (deal) => {
        deal.titleField = 'customer_credit'
        deal.fields = (deal.fields as { key: string }[]).filter(({ key }) => key !== 'title')
        deal.titleField = 'customer'
      })
      const { body } = await call('GET', '/draft/review')
      const impacts = body.changes.flatMap(({ document, impact }: { document: string; impact: object | null }) =>
        impact && 'people' in impact ? [[document, impact]] : [],
      )
      expect(impacts.length).toBeGreaterThan(2)
      for (const [document, impact] of impacts) {
        expect(document).toBe('role/sales')
        expect(impact).toMatchObject({ people: 2, text: { en: expect.stringMatching(/\(2 people\)$/) } })
      }
      expect(new Set(impacts.map(([, impact]: [string, { widened: boolean }]) => impact.widened))).toEqual(
        new Set([true, false]),
      )
      expect(body.changes).toContainEqual(
        expect.objectContaining({
          document: 'entity/deal',
          impact: expect.objectContaining({
            records: 1,
            text: expect.objectContaining({ zh: expect.stringMatching(/1 条记录/) }),
          }),
        }),
      )
      await call('POST', '/draft/discard')
    })

    it('can be watched: which step of how many, and that it is done', async () => {
      const before = (await call('GET', '/publish-state')).body.publish
      expect(before).toMatchObject({ state: 'done', revision: 1, current: null, problem: null })
      expect(before.done).toBe(before.steps)
      await edit('entity/vault', (vault) => {
        ;(vault.fields as object[]).push({ key: 'code', type: 'text', label: words('code'), unique: true })
      })
      await call('POST', '/publish', {})
      const after = (await call('GET', '/publish-state')).body.publish
      expect(after).toMatchObject({ state: 'done', revision: 2, byId: root.id, finishedAt: expect.any(String) })
      expect(after.steps).toBeGreaterThan(1)
    })

    // The embedded database has one connection: nobody can hold a table there.
    if (database.name === 'pglite') return
    it('says in words what it waits for, and goes on by itself', async () => {
      await edit('entity/vault', (vault) => {
        ;(vault.fields as object[]).push({ key: 'size', type: 'integer', label: words('size') })
      })
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      const { database: own, workspace } = server.services
      const reader = own.transaction(async (trx) => {
        await trx.run({ text: `select count(*) from ${workspace.schema}.crm__vault`, values: [] })
        await held
      })
      const publishing = call('POST', '/publish', {})
      const state = async () => (await call('GET', '/publish-state')).body.publish
      await expect.poll(async () => (await state()).state).toBe('running')
      expect((await state()).current).toEqual({
        text: { zh: '「vault」：新增字段', en: 'vault: adding fields' },
        statements: [expect.stringContaining('"size"'), expect.stringContaining('comment')],
      })
      release()
      await reader
      expect((await publishing).status).toBe(200)
      expect(await state()).toMatchObject({ state: 'done', revision: 3 })
    })
  })
})
