import { createAppStore } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { loadFieldStorages } from '@mortise/kinds/server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPresence } from '../changes/presence.ts'
import { openStream, type Stream } from '../testing/open-stream.ts'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('drafts', () => {
    let server: TestServer
    let address: string
    let root: TestUser
    let dora: TestUser
    let ann: TestUser
    const open: Stream[] = []

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, `/apps/crm${path}`, body, { cookie: user.cookie })
    const listen = async (user: TestUser) => {
      const stream = await openStream(`${address}/api/apps/crm/changes`, user.cookie)
      open.push(stream)
      return stream
    }
    const menu = async (query = '') => {
      const { body } = await as(root)('GET', `/draft${query}`)
      const document = body.documents.find((one: { kind: string }) => one.kind === 'menu')
      return { document, base: body.versions['menu/main'] }
    }
    const named = (zh: string) => async (document: object) => ({ ...document, label: { zh, en: zh } })

    beforeAll(async () => {
      server = await openTestServer(database)
      address = await server.app.listen({ port: 0, host: '127.0.0.1' })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      dora = await server.addUser('Dora', { roles: ['crm/designer'] })
      ann = await server.addUser('Ann', { roles: ['crm/sales'] })
    })
    afterEach(async () => {
      for (const stream of open.splice(0)) stream.stop()
      await as(root)('POST', '/draft/discard')
    })
    afterAll(() => server.close())

    it('are edited by several documents at once; who is not told of a conflict lost nothing', async () => {
      const { document, base } = await menu()
      const change = async (user: TestUser, zh: string) =>
        await as(user)('POST', '/draft/changes', {
          changes: [{ id: 'menu/main', base, document: await named(zh)(document) }],
        })
      const first = await change(root, 'A')
      expect(first).toMatchObject({ status: 200, body: { merged: [], issues: [] } })
      const second = await change(dora, 'B')
      expect(second).toMatchObject({
        status: 409,
        body: {
          code: 'DRAFT_CONFLICT',
          conflicts: [
            { id: 'menu/main', pointer: '/label/en', base: 'main', mine: 'B', theirs: 'A' },
            { id: 'menu/main', pointer: '/label/zh', base: 'main', mine: 'B', theirs: 'A' },
          ],
          latest: [{ id: 'menu/main', version: first.body.versions['menu/main'], document: { label: { zh: 'A' } } }],
        },
      })
      expect((await menu()).document.label.zh).toBe('A')
    })

    it.each([
      ['a document under another id', [{ id: 'menu/other', base: null, document: { kind: 'menu', key: 'main' } }]],
      ['the same document twice', [1, 2].map(() => ({ id: 'menu/main', base: null, document: null }))],
      ['a kind that there is not', [{ id: 'macro/main', base: null, document: null }]],
      ['nothing', []],
    ])('refuse %s', async (_what, changes) => {
      expect((await as(root)('POST', '/draft/changes', { changes })).status).toBe(400)
    })

    it('have names, and are asked for by their keys', async () => {
      const { body: draft, status } = await as(dora)('POST', '/drafts', { name: '下一版' })
      expect(status).toBe(201)
      const query = `?draft=${draft.key}`
      const { document, base } = await menu(query)
      await as(dora)('POST', `/draft/changes${query}`, {
        changes: [{ id: 'menu/main', base, document: await named('N')(document) }],
      })
      expect((await as(dora)('GET', `/draft/review${query}`)).body.changes).toHaveLength(1)
      expect((await as(dora)('GET', '/draft/review')).body.changes).toEqual([])
      expect((await as(dora)('GET', '/drafts')).body.drafts).toMatchObject([{ key: 'main' }, { name: '下一版' }])
      expect((await as(dora)('PATCH', `/drafts/${draft.key}`, { name: 'N' })).body.name).toBe('N')
      expect((await as(dora)('DELETE', `/drafts/${draft.key}`)).status).toBe(204)
      expect((await as(dora)('GET', `/draft${query}`)).status).toBe(404)
    })

    it('are told to designers as they change, from whichever server, and to nobody else', async () => {
      const [doraHears, annHears] = [await listen(dora), await listen(ann)]
      const { document, base } = await menu()
      const { workspace, fieldTypes } = server.services
      const elsewhere = createAppStore({ workspace, fieldTypes, storages: await loadFieldStorages() })
      const edit = { id: 'menu/main', base, document: await named('C')(document) } as const
      const { versions } = await elsewhere.changeDraft('crm', [edit], { by: root.id })
      await doraHears.until('draft', 1)
      expect(doraHears.events.filter(({ event }) => event === 'draft')).toEqual([
        {
          event: 'draft',
          data: {
            app: 'crm',
            draft: 'main',
            documents: [{ id: 'menu/main', version: versions['menu/main'], by: root.id }],
          },
        },
      ])
      expect(annHears.events.map(({ event }) => event)).toEqual(['revision'])
    })

    it('show designers who else is there, on all servers, until they leave', async () => {
      const heard: string[] = []
      const { database: own, workspace } = server.services
      const elsewhere = await openPresence({
        ...{ database: own, workspace: workspace.key, timeout: 200 },
        onChange: (app) => heard.push(`${app}: ${elsewhere.peopleIn(app).map(({ name }) => name)}`),
      })
      const rootHears = await listen(root)
      const here = { draft: 'main', document: 'entity/customer', client: 'tab 1' }
      expect((await as(dora)('POST', '/draft/presence', here)).status).toBe(204)
      await rootHears.until('presence', 2)
      const people = rootHears.events.filter(({ event }) => event === 'presence').map(({ data }) => data.people)
      expect(people).toEqual([[], [{ user: dora.id, name: 'Dora', ...here, at: expect.any(String) }]])
      // A beat that says nothing new is not passed on.
      await as(dora)('POST', '/draft/presence', here)
      await as(dora)('POST', '/draft/presence', { ...here, document: null })
      await as(dora)('POST', '/draft/presence', { ...here, left: true })
      await rootHears.until('presence', 4)
      expect(rootHears.events.at(-1)?.data.people).toEqual([])
      await expect.poll(() => heard.at(-1)).toBe('crm: ')
      expect(heard[0]).toBe('crm: Dora')
      // Who crashes is gone after a while.
      await as(dora)('POST', '/draft/presence', { ...here, client: 'tab 2' })
      await expect.poll(() => heard.slice(-2)).toEqual(['crm: Dora', 'crm: '])
      await elsewhere.close()
      await as(dora)('POST', '/draft/presence', { ...here, client: 'tab 2', left: true })
    })

    it('are closed to who may not design', async () => {
      const here = { draft: 'main', document: null, client: 'x' }
      const calls = [
        await as(ann)('GET', '/drafts'),
        await as(ann)('GET', '/draft/review'),
        await as(ann)('POST', '/draft/presence', here),
        await as(ann)('POST', '/draft/changes', { changes: [{ id: 'menu/main', base: null, document: null }] }),
        await as(ann)('POST', '/draft/resolve', { choices: [] }),
      ]
      expect(calls.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
      await listen(ann)
      await open[0]?.until('revision', 1)
      expect(open[0]?.events.map(({ event }) => event)).toEqual(['revision'])
    })
  })
})
