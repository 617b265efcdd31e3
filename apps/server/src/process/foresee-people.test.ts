import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, EntityDocument, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })

/** One step, asked by these options. */
const asking = (
  options: object,
  start: ProcessDocument['start'] = { hand: { roles: ['sales'] } },
): ProcessDocument => ({
  kind: 'process',
  key: 'check',
  label: words('Check'),
  entity: 'customer',
  start,
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'look', type: 'approval', label: words('Look'), options: options as { [name: string]: unknown } },
    { key: 'done', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'look' },
    { key: 'b', from: 'look', to: 'done' },
  ],
})
const withBuyer = (more: object): AppDocumentAny => {
  const customer = testApp.find(({ kind, key }) => kind === 'entity' && key === 'customer') as EntityDocument
  return { ...customer, fields: [...customer.fields, { key: 'buyer', type: 'person', label: words('Buyer'), ...more }] }
}
const byRole = (role: string) => ({ approvers: [{ by: 'roles', roles: [role] }] })

describe.each(testDatabases)('steps of a draft that would ask nobody, on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let root: TestUser
    let sales: TestUser

    const send = (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: root.cookie })
    const save = (document: AppDocumentAny) =>
      send('PUT', `/apps/crm/draft/documents/${document.kind}/${document.key}`, document)
    const found = async () => (await send('GET', '/apps/crm/processes/check/try/people')).body.issues
    const publish = () => send('POST', '/apps/crm/publish', {})

    beforeAll(async () => {
      server = await openTestServer(database, { documents: testApp })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      const boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: boss.id, language: 'en' })
      await server.addUser('Alone', { roles: ['crm/sales'], language: 'en' })
    }, 120_000)
    afterAll(() => server.close())

    it('are refused where nobody is found whoever starts it, in words and where it is mended', async () => {
      await save({ kind: 'role', key: 'legal', label: words('Legal'), entities: {} } as AppDocumentAny)
      await save(asking(byRole('legal')))
      // Nobody can have a role that is not in force yet.
      expect(await found()).toEqual([])
      expect((await publish()).status).toBe(200)
      await save(asking({ ...byRole('legal'), rule: { of: 'all' } }))
      expect(await found()).toMatchObject([
        {
          severity: 'error',
          document: 'process/check',
          pointer: '/nodes/1/options/approvers',
          message: {
            en: 'Nobody is found for "Look", whoever starts it.',
            zh: '无论谁发起，「Look。」都找不到处理人。',
          },
        },
      ])
      const refused = await publish()
      expect(refused).toMatchObject({ status: 422, body: { code: 'APP_INVALID' } })
      expect(refused.body.issues).toMatchObject([{ params: { code: 'APPROVERS_NEVER_FOUND' } }])
      // What happens can still be looked at.
      const walk = { source: 'draft', initiator: sales.id, values: { name: 'Tried' } }
      expect(await send('POST', '/apps/crm/processes/check/try/walk', walk)).toMatchObject({ status: 200 })
    })

    it('are told with those for whom nobody is found, and can be confirmed', async () => {
      await save(asking({ approvers: [{ by: 'manager' }] }))
      expect(await found()).toMatchObject([
        {
          severity: 'warning',
          message: { en: 'Nobody may be found for "Look" (when it is started by Alone).' },
        },
      ])
      await save(asking({ approvers: [{ by: 'manager' }] }, { hand: { roles: ['sales'] }, schedule: { every: 'day' } }))
      expect((await found())[0].message).toEqual({
        zh: '「Look。」可能找不到处理人（由 Alone 发起时，按计划发起时）。',
        en: 'Nobody may be found for "Look" (when it is started by Alone; when its schedule starts it).',
      })
      await save(asking({ approvers: [{ by: 'manager' }], whenEmpty: { do: 'administrator' } }))
      expect(await found()).toEqual([])
      expect((await publish()).status).toBe(200)
    })

    it('are those whose people are in a field that may be empty', async () => {
      const byBuyer = { approvers: [{ by: 'field', field: 'buyer' }] }
      await save(withBuyer({}))
      expect((await publish()).status).toBe(200)
      await save(asking(byBuyer))
      expect(await found()).toMatchObject([
        { severity: 'warning', message: { en: 'Nobody may be found for "Look" (while "Buyer" is empty).' } },
      ])
      await save(asking({ ...byBuyer, whenEmpty: { do: 'reject' } }))
      expect(await found()).toEqual([])
      await save(withBuyer({ required: true }))
      expect((await publish()).status).toBe(200)
      await save(asking(byBuyer))
      expect(await found()).toEqual([])
    })

    it('are not looked at where the draft changes nothing, so that other things can be published when people leave', async () => {
      await save(asking(byRole('boss')))
      expect((await publish()).status).toBe(200)
      expect(await found()).toEqual([])
    })
  })
})
