import { randomUUID } from 'node:crypto'
import type { PublicFormState } from '@mortise/api'
import { asSystem } from '@mortise/data'
import { testDatabases } from '@mortise/data/testing'
import type { PublicFormDocument } from '@mortise/metadata'
import { afterEach, describe, expect, it } from 'vitest'
import { publicFormApp } from '../public-form/public-form-app.fixture.ts'
import { openTestServer, type RequestOptions, type TestServer, type TestUser } from '../testing/open-test-server.ts'

const day = 86_400_000
const at = (days: number) => new Date(Date.now() + days * day).toISOString()

describe.each(testDatabases)('public forms on $name', (database) => {
  describe.skipIf(database.skip)('from the link to the record', () => {
    let server: TestServer
    let designer: TestUser
    let token: string
    afterEach(() => server?.close())

    async function open(change: Partial<PublicFormDocument> = {}) {
      server = await openTestServer(database, { documents: publicFormApp(change) })
      designer = await server.addUser('Designer', { roles: ['crm/designer'] })
      token = (await settings({ active: true, ownerId: designer.id })).token
    }
    async function settings(change: object): Promise<PublicFormState> {
      const body = { active: true, ownerId: null, departmentId: null, ...change }
      const answer = await server.send('PUT', '/apps/crm/public-forms/lead_web', body, { cookie: designer.cookie })
      return answer.body.forms[0]
    }
    const visit = (options: RequestOptions = {}) => server.send('GET', `/public/${token}`, undefined, options)
    /** A browser with its own cookie. */
    async function browser(address = '10.0.0.1') {
      const opened = await visit({ address })
      const cookie = opened.cookies[0]?.split(';')[0] ?? ''
      return {
        opened,
        send: (values: object, more: object = {}) =>
          server.send(
            'POST',
            `/public/${token}`,
            { request: randomUUID(), ticket: opened.body.ticket, values, parameters: {}, ...more },
            { cookie, address },
          ),
      }
    }
    const leads = async (select: string[] = ['company', 'owner']) => {
      const { workspace, engine, apps } = server.services
      const model = await apps.current('crm')
      const query = { select, sort: [{ field: 'created_at', direction: 'asc' as const }] }
      return (await engine.query(asSystem('test'), { workspace, model }, 'lead', query)).records
    }

    it('gives what is to be filled in, takes an answer and makes a record of it', async () => {
      await open()
      const { opened, send } = await browser()
      expect(opened.status).toBe(200)
      expect(opened.body.title).toEqual({ zh: 'Ask us', en: 'Ask us' })
      const answer = await send({ company: 'Acme', need: 'Much', wishes: [{ what: 'a pony' }] })
      expect([answer.status, answer.body]).toEqual([
        201,
        { text: { zh: 'Thank you', en: 'Thank you' }, link: null, again: true },
      ])
      const [lead] = await leads(['company', 'owner', 'source', 'rank', 'wishes', 'created_by'])
      expect(lead).toMatchObject({ company: 'Acme', owner: designer.id, source: 'web', rank: 3 })
      expect(lead?.wishes).toMatchObject([{ what: 'a pony' }])
      const { body } = await server.send('GET', '/directory/users', undefined, { cookie: designer.cookie })
      const person = body.users.find(({ id }: { id: string }) => id === lead?.created_by)
      expect(person).toMatchObject({ name: '公开填写 Public form', active: false })
      expect((await settings({ ownerId: designer.id })).answers).toBe(1)
    })

    it('sets what the link says: by a code of another table, by a text, and nothing for what means nothing', async () => {
      await open()
      const { workspace, engine, apps } = server.services
      const scope = { workspace, model: await apps.current('crm') }
      const fair = await engine.create(asSystem('test'), scope, 'channel', { name: 'Fair', code: 'QD1' })
      const { send } = await browser()
      await send({ company: 'A', need: 'x' }, { parameters: { channel: 'QD1', score: '40' } })
      await send({ company: 'B', need: 'x' }, { parameters: { channel: 'nope', score: '4000', other: 'x' } })
      expect(await leads(['company', 'channel', 'score'])).toMatchObject([
        { company: 'A', channel: fair.id, score: 40 },
        { company: 'B', channel: null, score: null },
      ])
    })

    it('decides by the rules of the form once more', async () => {
      await open()
      const { send } = await browser()
      const spam = await send({ company: 'Spam', need: 'x' })
      expect([spam.status, spam.body.problems[0]]).toMatchObject([400, { path: 'company', message: 'No spam' }])
      const missing = await send({ company: 'Acme' })
      expect(missing.body.problems).toMatchObject([{ path: 'reason', code: 'FIELD_REQUIRED' }])
      expect(await leads()).toEqual([])
      // What was refused counts for nothing.
      expect((await settings({})).answers).toBe(0)
    })

    it('takes an answer once, however often it is sent', async () => {
      await open()
      const { send } = await browser()
      const request = randomUUID()
      const values = { company: 'Acme', need: 'x' }
      const answers = await Promise.all([1, 2, 3].map(() => send(values, { request })))
      expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0)
      expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
      expect((await send(values, { request })).status).toBe(201)
      expect(await leads()).toHaveLength(1)
    })

    it('finds an answer whose server died over it, and makes no second record', async () => {
      await open()
      const { send } = await browser()
      const request = randomUUID()
      await send({ company: 'Acme', need: 'x' }, { request })
      await server.services.database.run({
        text: `update mortise.public_answer set state = 'taking', at = at - interval '5 minutes' where request = $1`,
        values: [request],
      })
      expect((await send({ company: 'Acme 2', need: 'x' }, { request })).status).toBe(201)
      expect(await leads()).toHaveLength(1)
    })

    it.each([
      ['PUBLIC_FORM_NOT_OPEN', { opens: at(1) }],
      ['PUBLIC_FORM_CLOSED', { closes: at(-1) }],
    ])('says when it is not open: %s', async (code, change) => {
      await open(change)
      const answer = await visit()
      expect([answer.status, answer.body.code]).toEqual([404, code])
      expect(answer.body.message).toContain('Ask us')
    })

    it('keeps to its limits: in all, per browser, per address and per value', async () => {
      await open({ limits: { total: 3, perDevice: 2, perValue: { field: 'phone', count: 1 } } })
      const [one, two] = [await browser(), await browser('10.0.0.2')]
      expect((await one.send({ company: 'A', need: 'x', phone: '13812345678' })).status).toBe(201)
      const same = await two.send({ company: 'B', need: 'x', phone: '+86 138-1234-5678' })
      expect([same.status, same.body.code]).toEqual([404, 'PUBLIC_FORM_ANSWERED'])
      expect((await one.send({ company: 'C', need: 'x' })).status).toBe(201)
      expect((await one.send({ company: 'D', need: 'x' })).body.code).toBe('PUBLIC_FORM_ANSWERED')
      const many = await Promise.all(['E', 'F', 'G'].map((company) => two.send({ company, need: 'x' })))
      expect(many.map(({ status }) => status).sort()).toEqual([201, 404, 404])
      expect((await visit({ address: '10.0.0.9' })).body.code).toBe('PUBLIC_FORM_FULL')
      expect(await leads()).toHaveLength(3)
    })

    it('counts a browser that keeps no cookies by its address', async () => {
      await open({ limits: { perDevice: 1 } })
      const { opened, send } = await browser()
      await send({ company: 'A', need: 'x' })
      const body = {
        request: randomUUID(),
        ticket: opened.body.ticket,
        parameters: {},
        values: { company: 'B', need: 'x' },
      }
      const without = () =>
        server.send('POST', `/public/${token}`, { ...body, request: randomUUID() }, { address: '10.9.9.9' })
      expect((await without()).status).toBe(201)
      expect((await without()).body.code).toBe('PUBLIC_FORM_ANSWERED')
    })

    it('takes what is known already as answered, or says so where its author wants that', async () => {
      await open()
      const values = { company: 'Acme', phone: '13812345678', need: 'x' }
      const { send } = await browser()
      expect((await send(values)).status).toBe(201)
      expect((await send(values)).status).toBe(201)
      expect(await leads()).toHaveLength(1)
      await server.close()
      await open({ duplicates: 'tell' })
      const other = await browser()
      await other.send(values)
      expect((await other.send(values)).body).toMatchObject({ code: 'PUBLIC_FORM_DUPLICATE', params: { title: {} } })
    })

    it('opens under a new link once it was renewed, and not at all once it was switched off', async () => {
      await open()
      const before = token
      const renewed = await server.send('POST', '/apps/crm/public-forms/lead_web/renew', undefined, {
        cookie: designer.cookie,
      })
      token = renewed.body.forms[0].token
      expect(token).not.toBe(before)
      expect((await visit()).status).toBe(200)
      expect((await server.send('GET', `/public/${before}`)).body.code).toBe('PUBLIC_FORM_UNKNOWN')
      for (const broken of [token.slice(0, -3), `${token}%E3%80%82`])
        expect((await server.send('GET', `/public/${broken}`)).body.code).toBe('PUBLIC_FORM_UNKNOWN')
      await settings({ active: false })
      expect((await visit()).body.code).toBe('PUBLIC_FORM_UNKNOWN')
    })

    it('takes files where they are allowed, and gives them to who may read the record', async () => {
      await open()
      const { send } = await browser()
      const upload = (name: string, bytes: string) =>
        server.send('POST', `/public/${token}/files?name=${name}`, bytes, {
          headers: { 'content-type': 'application/octet-stream' },
        })
      const file = await upload('a.txt', 'the bytes')
      expect([file.status, file.body]).toMatchObject([201, { name: 'a.txt', size: 9 }])
      expect((await upload('big.bin', 'x'.repeat(1_100_000))).body.code).toBe('FILE_TOO_LARGE')
      expect((await send({ company: 'A', need: 'x', papers: [{ id: file.body.id }] })).status).toBe(201)
      const sales = await server.addUser('Sales', { roles: ['crm/sales'] })
      const read = await server.send('GET', `/apps/crm/files/${file.body.id}`, undefined, { cookie: sales.cookie })
      expect([read.status, read.text]).toEqual([200, 'the bytes'])
    })

    it('is switched on by designers only, and only once it is published', async () => {
      await open()
      const sales = await server.addUser('Seller', { roles: ['crm/sales'] })
      const body = { active: true, ownerId: null, departmentId: null }
      const put = (form: string, cookie: string) =>
        server.send('PUT', `/apps/crm/public-forms/${form}`, body, { cookie })
      expect((await put('lead_web', sales.cookie)).status).toBe(403)
      expect((await put('other', designer.cookie)).body.code).toBe('PUBLIC_FORM_UNPUBLISHED')
    })
  })
})
