import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
/** `RACE_ROUNDS=1000` for the long run. */
const rounds = Number(process.env.RACE_ROUNDS ?? 8)

const both = (key: string, of: 'all' | 'any'): AppDocumentAny =>
  ({
    kind: 'process',
    key,
    label: words(key),
    entity: 'customer',
    start: { hand: { roles: ['boss'] } },
    nodes: [
      { key: 'begin', type: 'start' },
      {
        key: 'both',
        type: 'approval',
        options: { approvers: [{ by: 'roles', roles: ['manager'] }], rule: { of }, access: { write: ['code'] } },
      },
      {
        key: 'mark',
        type: 'set_fields',
        options: { values: [{ field: 'name', value: { v: 1, expr: { cat: [{ var: 'name' }, '!'] } } }] },
      },
      { key: 'end', type: 'end' },
    ],
    transitions: [
      { key: 'a', from: 'begin', to: 'both' },
      { key: 'b', from: 'both', to: 'mark' },
      { key: 'c', from: 'mark', to: 'end' },
    ],
  }) satisfies ProcessDocument

describe.each(testDatabases)('two who decide at once on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let boss: TestUser
    let first: TestUser
    let second: TestUser
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const key = () => `click number ${++click}`
    const begin = async (process: string) => {
      const values = { name: 'Race' }
      const record = (await as(boss)('POST', '/apps/crm/entities/customer/records', { values })).body.id as string
      const { body } = await as(boss)('POST', `/apps/crm/processes/${process}/start`, { recordId: record, key: key() })
      const { can } = (await as(first)('GET', `/instances/${body.id}`)).body
      return { record, id: body.id as string, visit: can.tasks[0].visit as number }
    }
    const decide = (user: TestUser, { id, visit }: { id: string; visit: number }, more: object = {}) =>
      as(user)('POST', `/instances/${id}/tasks/${visit}`, { act: { do: 'approve' }, key: key(), ...more })
    const recordOf = async (id: string) => (await as(boss)('GET', `/apps/crm/entities/customer/records/${id}`)).body

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, both('all_of', 'all'), both('any_of', 'any')] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      first = await server.addUser('First', { roles: ['crm/manager'], language: 'en' })
      second = await server.addUser('Second', { roles: ['crm/manager'], language: 'en' })
    })
    afterAll(() => server?.close())

    it('leaves nothing stuck where all have to agree, and does what follows once', { timeout: 600_000 }, async () => {
      for (let round = 0; round < rounds; round += 1) {
        const open = await begin('all_of')
        const answers = await Promise.all([decide(first, open), decide(second, open)])
        expect(answers.map(({ status }) => status)).toEqual([200, 200])
        expect((await as(boss)('GET', `/instances/${open.id}`)).body).toMatchObject({ status: 'done' })
        expect((await recordOf(open.record)).name).toBe('Race!')
      }
    })

    it('lets one of them decide where one is enough, and tells the other', { timeout: 600_000 }, async () => {
      for (let round = 0; round < rounds; round += 1) {
        const open = await begin('any_of')
        const answers = await Promise.all([decide(first, open), decide(second, open)])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
        const late = answers.find(({ status }) => status === 409)
        expect(late?.body).toMatchObject({ code: 'INSTANCE_ENDED', params: { present: { status: 'done' } } })
        expect((await recordOf(open.record)).name).toBe('Race!')
      }
    })

    it('takes one click once, however often it comes', { timeout: 600_000 }, async () => {
      for (let round = 0; round < rounds; round += 1) {
        const open = await begin('any_of')
        const once = { key: key() }
        const answers = await Promise.all([
          decide(first, open, once),
          decide(first, open, once),
          decide(first, open, once),
        ])
        expect(answers.map(({ status, body }) => [status, body.status])).toEqual([
          [200, 'done'],
          [200, 'done'],
          [200, 'done'],
        ])
        expect((await recordOf(open.record)).name).toBe('Race!')
      }
    })

    it('keeps the values of one of them, and asks the other to look again', { timeout: 600_000 }, async () => {
      for (let round = 0; round < rounds; round += 1) {
        const open = await begin('all_of')
        const { version } = await recordOf(open.record)
        const typed = (user: TestUser, code: string) =>
          decide(user, open, { version, values: { code: `${code}${round}${database.name}` } })
        const answers = await Promise.all([typed(first, 'a'), typed(second, 'b')])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
        expect(answers.find(({ status }) => status === 409)?.body.code).toBe('RECORD_CHANGED')
        const { tasks } = (await as(boss)('GET', `/instances/${open.id}`)).body
        expect(tasks.map(({ state }: { state: string }) => state).sort()).toEqual(['approved', 'pending'])
      }
    })
  })
})
