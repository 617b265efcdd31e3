import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepUp } from '../start/upkeep.ts'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('files', () => {
    let server: TestServer
    let ann: TestUser
    let bob: TestUser
    const upload = (user: TestUser, name: string, bytes: Buffer | string, type = 'application/octet-stream') =>
      server.send('POST', `/apps/crm/files?name=${encodeURIComponent(name)}`, bytes, {
        cookie: user.cookie,
        headers: { 'content-type': type },
      })
    const open = (user: TestUser, id: string, query = '') =>
      server.send('GET', `/apps/crm/files/${id}${query}`, undefined, { cookie: user.cookie })
    const create = (user: TestUser, values: object) =>
      server.send('POST', '/apps/crm/entities/customer/records', { values }, { cookie: user.cookie })

    beforeAll(async () => {
      server = await openTestServer(database, { env: { UPLOAD_LIMIT_MB: '1' } })
      ann = await server.addUser('Ann', { roles: ['crm/sales'] })
      bob = await server.addUser('Bob', { roles: ['crm/sales'] })
    })
    afterAll(() => server.close())

    it('belong to their uploader until a record takes them, then to who reads the record', async () => {
      const boss = await server.addUser('Boss', { roles: ['crm/boss'] })
      const stored = (await upload(ann, '合同.png', png)).body
      expect(stored).toEqual({ id: expect.any(String), name: '合同.png', size: png.length, type: 'image/png' })
      expect((await open(ann, stored.id)).status).toBe(200)
      expect((await open(boss, stored.id)).status).toBe(404)
      const record = await create(ann, { name: 'A', papers: [{ id: stored.id }] })
      expect(record.body.papers).toEqual([stored])
      expect((await open(boss, stored.id)).status).toBe(200)
      expect((await open(bob, stored.id)).status).toBe(404)
    })

    it('cannot be taken by somebody else, nor twice', async () => {
      const { id } = (await upload(ann, 'a.txt', 'hello')).body
      expect((await create(bob, { name: 'B', papers: [{ id }] })).body.problems[0].code).toBe('FILE_UNKNOWN')
      expect((await create(ann, { name: 'A', papers: [{ id }] })).status).toBe(201)
      expect((await create(ann, { name: 'B', papers: [{ id }] })).body.problems[0].code).toBe('FILE_UNKNOWN')
    })

    it('are no longer handed out when the record lost them', async () => {
      const { id } = (await upload(ann, 'a.txt', 'hello')).body
      const record = (await create(ann, { name: 'A', papers: [{ id }] })).body
      const path = `/apps/crm/entities/customer/records/${record.id}`
      await server.send('PATCH', path, { version: record.version, values: { papers: [] } }, { cookie: ann.cookie })
      expect((await open(ann, id)).status).toBe(404)
    })

    it.each([
      ['page.html', '<script>alert(1)</script>', 'text/html', 'text/plain'],
      ['image.svg', svg, 'image/svg+xml', 'application/xml'],
      ['fake.png', '<html>', 'image/png', 'text/plain'],
      ['odd.bin', Buffer.from([0, 1, 2, 3, 255]), 'text/html; charset=utf-7', 'application/octet-stream'],
    ])('of any kind are only downloaded, never run: %s', async (name, bytes, claimed, sniffed) => {
      const stored = (await upload(ann, name, bytes, claimed)).body
      expect(stored.type === 'text/plain' || stored.type === sniffed, stored.type).toBe(true)
      for (const query of ['', '?thumbnail=1']) {
        const { headers } = await open(ann, stored.id, query)
        expect(headers['content-disposition']).toMatch(/^attachment;/)
        expect(headers['content-security-policy']).toMatch(/sandbox/)
        expect(headers['x-content-type-options']).toBe('nosniff')
        expect(headers['content-type']).not.toMatch(/html|svg/)
      }
    })

    it('that are plain pictures may be shown in the page', async () => {
      const { id } = (await upload(ann, 'p.png', png)).body
      const { headers, status } = await open(ann, id, '?thumbnail=1')
      expect([status, headers['content-type']]).toEqual([200, 'image/png'])
      expect(headers['content-disposition']).toMatch(/^inline;/)
    })

    it('keep a harmless name and are stored under one of ours', async () => {
      const stored = (await upload(ann, '../../../etc/passwd', 'root:x')).body
      expect(stored.name).toBe('passwd')
      const folder = join(server.services.config.dataDir, 'files')
      const names = (await readdir(folder, { recursive: true })).filter((name) => name.includes('/'))
      for (const name of names) expect(name).toMatch(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/)
    })

    it('that are too large or empty are refused and leave nothing behind', async () => {
      const list = async () => {
        const entries = await readdir(server.services.config.dataDir, { recursive: true, withFileTypes: true })
        return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
      }
      const before = await list()
      const large = await upload(ann, 'large.bin', Buffer.alloc(1_048_577))
      expect(large.status).toBe(413)
      expect((await upload(ann, 'empty.txt', '')).body.code).toBe('FILE_EMPTY')
      expect(await list()).toEqual(before)
    })

    it('of another app or of nobody are not found', async () => {
      expect((await open(ann, '01900000-0000-7000-8000-000000000000')).status).toBe(404)
      const stranger = await server.addUser('Stranger')
      const { id } = (await upload(ann, 'a.txt', 'hello')).body
      expect((await open(stranger, id)).status).toBe(404)
    })

    it('that no record ever took are removed after a week, the others stay', async () => {
      const kept = (await upload(ann, 'kept.txt', 'kept')).body
      await create(ann, { name: 'A', papers: [{ id: kept.id }] })
      const forgotten = (await upload(ann, 'forgotten.txt', 'forgotten')).body
      const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000)
      const left = async () => {
        const { rows } = await server.services.database.run<{ id: string }>({
          text: 'select id from ws_main.file where id = any($1::uuid[]) order by id',
          values: [[kept.id, forgotten.id]],
        })
        return rows.map((row) => row.id)
      }
      await keepUp(server.services, inDays(6))
      expect(await left()).toEqual([kept.id, forgotten.id])
      await keepUp(server.services, inDays(8))
      expect(await left()).toEqual([kept.id])
    })
  })
})
