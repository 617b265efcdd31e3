import { resolve } from 'node:path'
import { createAppStore } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { loadFieldStorages } from '@mortise/kinds/server'
import { archiveSource, loadPack, writePackArchive } from '@mortise/packs/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('the home of apps', () => {
    let server: TestServer
    let root: TestUser
    let dora: TestUser
    let ann: TestUser
    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const appsOf = async (user: TestUser) =>
      (await as(user)('GET', '/session')).body.apps.map(({ key }: { key: string }) => key)
    const documentsOf = async (app: string) =>
      (await as(root)('GET', `/apps/${app}/revisions/1`)).body.documents as { kind: string; key: string }[]
    /** The body is sent as it is. */
    const upload = async (bytes: Uint8Array, query = '', user = root) => {
      const answer = await server.app.inject({
        method: 'POST',
        url: `/api/apps/import${query}`,
        payload: Buffer.from(bytes),
        headers: {
          ...{ host: 'localhost:3000', origin: 'http://localhost:3000', cookie: user.cookie },
          'content-type': 'application/zip',
        },
      })
      return { status: answer.statusCode, body: answer.json() }
    }
    const download = async (app: string, user = root) => {
      const answer = await server.app.inject({ url: `/api/apps/${app}/export`, headers: { cookie: user.cookie } })
      return { status: answer.statusCode, headers: answer.headers, bytes: new Uint8Array(answer.rawPayload) }
    }

    beforeAll(async () => {
      const packs = resolve(import.meta.dirname, '../../../../templates/crm')
      server = await openTestServer(database, { env: { PACKS: `${packs},no-such-folder` } })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      dora = await server.addUser('Dora', { roles: ['crm/designer'] })
      ann = await server.addUser('Ann', { roles: ['crm/sales'] })
    })
    afterAll(() => server.close())

    it('makes an app from nothing, which can be designed at once', async () => {
      const face = { key: 'assets', label: { zh: '资产', en: 'Assets' }, icon: 'box', colour: 'teal' }
      const { status, body } = await as(root)('POST', '/apps', face)
      expect([status, body]).toEqual([201, { ...face, revision: 1, canDesign: true }])
      expect(await appsOf(root)).toContain('assets')
      expect(await appsOf(ann)).toEqual(['crm'])
      const { body: draft } = await as(root)('GET', '/apps/assets/draft')
      expect(draft).toMatchObject({ baseRevision: 1, issues: [], changes: [] })
      expect(await as(root)('POST', '/apps', face)).toMatchObject({ status: 409, body: { code: 'APP_EXISTS' } })
    })

    it.each([
      ['a key that is none', { key: 'No', label: words('x') }, 400],
      ['no label', { key: 'nolabel' }, 400],
      ['a pack that is not there', { key: 'nopack', label: words('x'), pack: 'erp' }, 404],
    ])('makes none of %s', async (_what, body, status) => {
      expect((await as(root)('POST', '/apps', body)).status).toBe(status)
    })

    it('duplicates the documents of an app, and none of its records', async () => {
      const record = { values: { name: 'A' } }
      await as(root)('POST', '/apps/crm/entities/customer/records', record)
      const { status, body } = await as(root)('POST', '/apps/crm/duplicate', { key: 'crm_two', label: words('Two') })
      expect([status, body.key, body.label]).toEqual([201, 'crm_two', words('Two')])
      const found = await as(root)('POST', '/apps/crm_two/entities/customer/query', {})
      expect([found.status, found.body.records]).toEqual([200, []])
      expect((await as(root)('POST', '/apps/crm_two/entities/customer/records', record)).status).toBe(201)
      expect(await appsOf(ann)).toEqual(['crm'])
    })

    it('puts an app away: only administrators see it, and everything is there when it comes back', async () => {
      const elsewhere = createAppStore({
        ...{ workspace: server.services.workspace, fieldTypes: server.services.fieldTypes },
        storages: await loadFieldStorages(),
      })
      await elsewhere.start()
      const { body: away } = await as(root)('POST', '/apps/crm/archive')
      expect(away).toMatchObject({ key: 'crm', archivedAt: expect.any(String) })
      expect([await appsOf(ann), await appsOf(dora)]).toEqual([[], []])
      expect(await appsOf(root)).not.toContain('crm')
      expect((await as(ann)('GET', '/apps/crm')).status).toBe(404)
      const { body: list } = await as(root)('GET', '/apps')
      expect(list.apps.at(-1)).toMatchObject({ key: 'crm', archivedAt: away.archivedAt })
      expect((await as(root)('POST', '/apps/crm/entities/customer/query', {})).body.records).toHaveLength(1)
      await expect.poll(() => elsewhere.isArchived('crm')).toBe(true)
      // Once more changes nothing.
      expect((await as(root)('POST', '/apps/crm/archive')).body.archivedAt).toBe(away.archivedAt)
      expect((await as(root)('POST', '/apps/crm/restore')).body).toMatchObject({ key: 'crm', archivedAt: null })
      expect(await appsOf(ann)).toEqual(['crm'])
      await expect.poll(() => elsewhere.isArchived('crm')).toBe(false)
      await elsewhere.stop()
    })

    it('exports a pack folder with the same bytes every time, and takes it back as another app', async () => {
      const first = await download('crm', dora)
      expect(first.status).toBe(200)
      expect(first.headers).toMatchObject({
        'content-type': 'application/zip',
        'content-disposition': expect.stringContaining('filename="crm-1.zip"'),
      })
      expect((await download('crm')).bytes).toEqual(first.bytes)
      const { fieldTypes } = server.services
      const { documents, issues } = await loadPack(archiveSource(first.bytes), { fieldTypes })
      expect(issues).toEqual([])
      expect(documents).toHaveLength(testApp.length)
      expect(await upload(first.bytes)).toMatchObject({ status: 409, body: { code: 'APP_EXISTS' } })
      expect(await upload(first.bytes, '?key=crm_back')).toMatchObject({ status: 201, body: { key: 'crm_back' } })
      const others = async (app: string) => (await documentsOf(app)).filter(({ kind }) => kind !== 'app')
      expect(await others('crm_back')).toEqual(await others('crm'))
    })

    it('refuses a folder with faults: which file, where, how to mend it; nothing is made of it', async () => {
      const faulty = testApp.map((document) =>
        document.kind === 'entity' && document.key === 'deal' ? { ...document, titleField: 'nothing' } : document,
      )
      const { status, body } = await upload(writePackArchive(faulty), '?key=faulty')
      expect([status, body.code]).toEqual([422, 'APP_INVALID'])
      expect(body.issues).toMatchObject([
        { file: 'entities/deal.json', pointer: '/titleField', fix: { zh: expect.any(String), en: expect.any(String) } },
      ])
      expect(await upload(new TextEncoder().encode('no zip'))).toMatchObject({
        status: 422,
        body: { code: 'PACK_ARCHIVE_INVALID' },
      })
      expect(await appsOf(root)).not.toContain('faulty')
      expect((await as(root)('GET', '/apps/crm')).body.revision).toBe(1)
    })

    it('makes an app from an installed pack', { timeout: 60_000 }, async () => {
      const { body } = await as(root)('GET', '/packs')
      expect(body.packs).toMatchObject([{ key: 'crm', version: expect.any(String) }])
      expect(JSON.stringify(body)).not.toContain('templates')
      const made = await as(root)('POST', '/apps', { key: 'sales', label: words('Sales'), pack: 'crm' })
      expect(made).toMatchObject({ status: 201, body: { key: 'sales', label: words('Sales'), revision: 1 } })
      expect((await as(root)('GET', '/apps/sales')).body.entities.length).toBeGreaterThan(20)
    })

    it('is closed to everybody else', async () => {
      const body = { key: 'mine', label: words('x') }
      const calls = [
        await as(dora)('GET', '/apps'),
        await as(dora)('POST', '/apps', body),
        await as(dora)('POST', '/apps/crm/duplicate', { key: 'mine' }),
        await as(dora)('POST', '/apps/crm/archive'),
        await as(dora)('POST', '/apps/crm/restore'),
        await as(dora)('GET', '/packs'),
        await upload(writePackArchive(testApp), '?key=mine', dora),
        await download('crm', ann),
      ]
      expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 403))
    })
  })
})
