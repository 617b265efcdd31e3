import { randomUUID } from 'node:crypto'
import { asSystem } from '@mortise/data'
import { testDatabases } from '@mortise/data/testing'
import type { PublicFormDocument } from '@mortise/metadata'
import { afterEach, describe, expect, it } from 'vitest'
import { publicFormApp } from '../public-form/public-form-app.fixture.ts'
import { openTestServer, type TestServer } from '../testing/open-test-server.ts'

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('a public form', () => {
    let server: TestServer
    let token: string
    let ticket: string
    let campaigns: { open: string; closed: string; channel: string }
    afterEach(() => server?.close())

    async function open(
      change: Partial<PublicFormDocument> = {},
      limits: NonNullable<Parameters<typeof openTestServer>[1]>['limits'] = {},
    ) {
      server = await openTestServer(database, { documents: publicFormApp(change), limits })
      const root = await server.addUser('Root', { administrator: true })
      const settings = { active: true, ownerId: null, departmentId: null }
      const { body } = await server.send('PUT', '/apps/crm/public-forms/lead_web', settings, { cookie: root.cookie })
      token = body.forms[0].token
      const scope = await scopeOf()
      const make = async (entity: string, values: object) =>
        (await server.services.engine.create(asSystem('test'), scope, entity, { ...values })).id
      campaigns = {
        open: await make('campaign', { name: 'Spring fair', open: true, budget: 777_777 }),
        closed: await make('campaign', { name: 'Secret merger', open: false }),
        channel: await make('channel', { name: 'Inside channel', code: 'QD1' }),
      }
      await make('lead', { company: 'Known Ltd', phone: '13812345678', code: 'C1', secret_note: 'inside note' })
      ticket = (await server.send('GET', `/public/${token}`)).body.ticket
    }
    const scopeOf = async () => ({
      workspace: server.services.workspace,
      model: await server.services.apps.current('crm'),
    })
    const post = (values: object, more: object = {}) =>
      server.send('POST', `/public/${token}`, { request: randomUUID(), ticket, values, parameters: {}, ...more })
    const leads = async () =>
      (await server.services.engine.query(asSystem('test'), await scopeOf(), 'lead', { select: ['company'] })).records
    const right = { company: 'Acme', need: 'x' }

    it('shows nothing of the app but what is filled in', async () => {
      await open()
      const { body } = await server.send('GET', `/public/${token}`)
      const inside = [
        ...['secret_note', 'score', 'rank', 'budget', 'boss', 'inside name', 'code', 'price', 'channel', 'source'],
        ...['duplicateChecks', 'Inside channel', 'Known Ltd', 'Spring fair', 'sales', 'Secret merger'],
      ]
      const documents = JSON.stringify(body.app)
      expect(inside.filter((word) => documents.includes(word))).toEqual([])
      expect(body.parameters.hidden).toEqual(['channel', 'score'])
    })

    it('takes no value for anything else, and does not tell whether it is there', async () => {
      await open()
      const foreign = [
        ...['secret_note', 'rank', 'code', 'score', 'channel', 'source', 'owner', 'department', 'created_by', 'id'],
        ...['version', 'boss', 'no_such_field', 'constructor', 'archived_at'],
      ]
      for (const key of foreign) {
        const answer = await post({ company: 'Acme', need: 'x', [key]: '1' })
        expect([answer.status, answer.body.problems], key).toMatchObject([400, [{ path: key, code: 'FIELD_UNKNOWN' }]])
      }
      expect((await post(JSON.parse('{"company":"A","need":"x","__proto__":"1"}'))).status).toBe(400)
      expect(await leads()).toHaveLength(1)
    })

    it('takes no value for what lines do not show', async () => {
      await open()
      const answer = await post({ ...right, wishes: [{ what: 'x', price: 1 }] })
      expect(answer.body.problems).toMatchObject([{ path: 'wishes/0/price', code: 'FIELD_UNKNOWN' }])
    })

    it('leads to no other table, record or route', async () => {
      await open()
      const chosen = (field: string, query = '') => server.send('GET', `/public/${token}/choices/${field}${query}`)
      for (const field of ['channel', 'boss', 'company', 'lead', 'no_such'])
        expect((await chosen(field)).body.code, field).toBe('PUBLIC_FORM_UNKNOWN')
      expect((await chosen('campaign')).body).toEqual({ records: [{ id: campaigns.open, title: 'Spring fair' }] })
      expect((await chosen('campaign', '?search=Secret')).body).toEqual({ records: [] })
      expect((await chosen('campaign', `?id=${campaigns.closed}`)).body).toEqual({ records: [] })
      for (const path of ['/apps/crm', '/apps/crm/entities/lead/query', `/apps/crm/files/${campaigns.open}`]) {
        const method = path.endsWith('query') ? 'POST' : 'GET'
        const answer = await server.send(method, path, method === 'POST' ? {} : undefined, { token })
        expect(answer.status, path).toBe(401)
      }
    })

    it('refers to no record that cannot be chosen', async () => {
      await open()
      const hidden = await post({ ...right, campaign: campaigns.closed })
      const other = await post({ ...right, campaign: randomUUID() })
      expect([hidden.status, hidden.body.problems]).toEqual([other.status, other.body.problems])
      expect(hidden.body.problems).toMatchObject([{ path: 'campaign', code: 'RELATED_UNKNOWN' }])
    })

    it('answers a parameter that matches and one that does not alike', async () => {
      await open()
      const [match, none] = [
        await post({ ...right, company: 'A' }, { parameters: { channel: 'QD1' } }),
        await post({ ...right, company: 'B' }, { parameters: { channel: "' or 1=1 --" } }),
      ]
      expect([match.status, match.text]).toEqual([none.status, none.text])
      expect(match.text).not.toContain(campaigns.channel)
    })

    it('does not tell whether somebody is known', async () => {
      await open()
      const known = await post({ company: 'Known Ltd', phone: '13812345678', need: 'x' })
      const unknown = await post({ company: 'Unknown Ltd', phone: '13812345679', need: 'x' })
      expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
      expect(await leads()).toHaveLength(2)
    })

    it('keeps script as text, and formulas too', async () => {
      await open()
      const hostile = '<img src=x onerror=alert(1)>{{7*7}}=HYPERLINK("http://x")'
      expect((await post({ company: hostile, need: hostile })).status).toBe(201)
      expect((await leads()).map(({ company }) => company)).toContain(hostile)
    })

    it('refuses programs: a filled trap, a forged or foreign ticket, an answer within a moment', async () => {
      await open({}, { publicFillMs: 60_000 })
      expect((await post(right)).body.code).toBe('PUBLIC_FORM_SUSPECT')
      await server.close()
      await open()
      for (const more of [{ website: 'http://spam' }, { ticket: 'x.y' }, { ticket: `${ticket.split('.')[0]}.` }])
        expect((await post(right, more)).body.code, JSON.stringify(more)).toBe('PUBLIC_FORM_SUSPECT')
      expect(await leads()).toHaveLength(1)
    })

    it('bears mass posting: refused after so many a minute, per address and per form', async () => {
      await open({}, { publicAnswersPerMinute: { address: 3, form: 5 } })
      const from = async (address: string, company: string) =>
        (
          await server.send(
            'POST',
            `/public/${token}`,
            { request: randomUUID(), ticket, values: { company, need: 'x' }, parameters: {} },
            { address },
          )
        ).status
      const one = []
      for (const company of ['A', 'B', 'C', 'D']) one.push(await from('10.0.0.1', company))
      expect(one).toEqual([201, 201, 201, 429])
      const two = []
      for (const company of ['E', 'F', 'G']) two.push(await from('10.0.0.2', company))
      expect(two).toEqual([201, 201, 429])
    })

    it('refuses bodies that are too large, and shapes that are not its own', async () => {
      await open()
      expect((await post({ ...right, need: 'x'.repeat(600_000) })).status).toBe(413)
      const body = { request: randomUUID(), ticket, values: right, parameters: {} }
      for (const wrong of [
        { ...body, role: 'sales' },
        { ...body, values: [right] },
        { ...body, parameters: { channel: { $ne: null } } },
        { ...body, parameters: { 'a b': 'x' } },
        { ...body, request: 'x' },
      ])
        expect((await server.send('POST', `/public/${token}`, wrong)).status, JSON.stringify(wrong)).toBe(400)
    })

    it('is sent from pages of ours only', async () => {
      await open()
      const answer = await server.send(
        'POST',
        `/public/${token}`,
        { request: randomUUID(), ticket, values: right, parameters: {} },
        { headers: { origin: 'https://evil.example' } },
      )
      expect([answer.status, answer.body.code]).toEqual([403, 'ORIGIN_FOREIGN'])
    })

    it('takes no files where none are allowed, nor those of others', async () => {
      const { files: _files, ...rest } = publicFormApp().find((one) => one.kind === 'public_form') as PublicFormDocument
      const without = { ...rest, fields: rest.fields.filter((key) => key !== 'papers') }
      server = await openTestServer(database, {
        documents: publicFormApp().map((one) => (one.kind === 'public_form' ? without : one)),
      })
      const root = await server.addUser('Root', { administrator: true })
      const settings = { active: true, ownerId: null, departmentId: null }
      const { body } = await server.send('PUT', '/apps/crm/public-forms/lead_web', settings, { cookie: root.cookie })
      const upload = await server.send('POST', `/public/${body.forms[0].token}/files?name=a.txt`, 'bytes', {
        headers: { 'content-type': 'text/plain' },
      })
      expect(upload.body.code).toBe('PUBLIC_FORM_NO_FILES')
      await server.close()
      await open()
      const inside = await server.addUser('Inside', { roles: ['crm/sales'] })
      const file = await server.send('POST', '/apps/crm/files?name=a.txt', 'bytes', {
        cookie: inside.cookie,
        headers: { 'content-type': 'text/plain' },
      })
      const stolen = await post({ ...right, papers: [{ id: file.body.id }] })
      expect(stolen.body.problems).toMatchObject([{ path: 'papers', code: 'FILE_UNKNOWN' }])
    })

    it('is not found by guessing, and gives no roles to anybody', async () => {
      await open()
      const near = `${token.slice(0, 31)}${token.endsWith('A') ? 'B' : 'A'}`
      for (const guess of ['a'.repeat(32), near, token.slice(1), `${token}a`, '..%2f..%2fsession'])
        expect((await server.send('GET', `/public/${guess}`)).status, guess).not.toBe(200)
      const root = await server.addUser('Second', { administrator: true })
      const person = { name: 'X', email: 'x@example.com', language: 'en', roles: ['crm/public_form:lead_web'] }
      const made = await server.send(
        'POST',
        '/admin/users',
        { ...person, administrator: false, active: true },
        {
          cookie: root.cookie,
        },
      )
      expect(made.status).toBe(400)
    })
  })
})
