import { setTimeout as sleep } from 'node:timers/promises'
import { qualified, tableName } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const link = { key: 'link', value: { v: 1 as const, expr: { var: 'link_ask' } } }
const name = { key: 'name', value: { v: 1 as const, expr: { var: 'name' } } }
const motto = { key: 'motto', value: { v: 1 as const, expr: { var: 'motto' } } }

/** Tells the initiator the link, asks whoever has it, and marks the record as they answer. */
const complaintThatTells = (fields: string[], told: string, placeholders: object[]): AppDocumentAny =>
  ({
    ...{ kind: 'process', key: 'complaint', label: words('Complaint'), entity: 'customer' },
    start: { hand: {}, several: true },
    nodes: [
      { key: 'begin', type: 'start' },
      {
        ...{ key: 'tell', type: 'notify' },
        options: { approvers: [{ by: 'initiator' }], text: { zh: '{link}', en: '{link}' }, placeholders: [link] },
      },
      {
        ...{ key: 'ask', type: 'ask_public', label: words('Ask') },
        options: {
          ...{ approvers: [{ by: 'initiator' }], text: { zh: `您好${told}`, en: `Hello ${told}` }, placeholders },
          ...{ approve: words('Settled'), reject: words('Not settled'), comment: 'on_reject' },
          ...{ fields, rating: 'credit', days: 3 },
        },
      },
      { key: 'which', type: 'exclusive' },
      { key: 'no', type: 'end', options: { outcome: 'reopened' } },
      { key: 'yes', type: 'end', options: { outcome: 'closed' } },
    ],
    transitions: [
      { key: 'a', from: 'begin', to: 'tell' },
      { key: 'b', from: 'tell', to: 'ask' },
      { key: 'c', from: 'ask', to: 'which' },
      { key: 'd', from: 'which', to: 'no', outcome: { of: 'ask', is: 'rejected' } },
      { key: 'e', from: 'which', to: 'yes', otherwise: true },
    ],
  }) satisfies ProcessDocument
const complaint = complaintThatTells(['name', 'level', 'colour'], '{name}{motto}', [name, motto])

/** Of the five stars that can be given the record takes four. */
const customerWith = (...more: string[]): AppDocumentAny[] =>
  testApp.map((document) =>
    document.kind === 'entity' && document.key === 'customer'
      ? {
          ...document,
          fields: [
            ...document.fields.map((one) => (one.key === 'credit' ? { ...one, options: { max: 4 } } : one)),
            ...more.map((key) => ({ key, type: 'text', label: words(key) })),
          ],
        }
      : document,
  )

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('a link to answer a task', () => {
    let server: TestServer
    let boss: TestUser
    let stranger: TestUser
    let click = 0
    /** Guesses of one test do not hold up another. */
    let address = 0
    const asBoss = (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: boss.cookie })
    const visit = (method: string, token: string, body?: unknown) =>
      server.send(method, `/answers/${token}`, body, { address: `10.0.1.${address}` })
    const tokenIn = (text: string) => /\/p\/([A-Za-z0-9_-]{32})$/.exec(text)?.[1] ?? ''
    const instance = async (id: string) => (await asBoss('GET', `/instances/${id}`)).body
    const creditOf = async (id: string) =>
      (await asBoss('GET', `/apps/crm/entities/customer/records/${id}?select=credit`)).body.credit

    async function asked() {
      address += 1
      const values = { name: 'Acme', code: `secret ${++click}` }
      const record = (await asBoss('POST', '/apps/crm/entities/customer/records', { values })).body.id as string
      const key = `answer link ${click}`
      const id = (await asBoss('POST', '/apps/crm/processes/complaint/start', { recordId: record, key })).body.id
      await expect.poll(async () => (await instance(id)).can.links, { timeout: 8000 }).toHaveLength(1)
      const [step] = (await instance(id)).can.links
      const task = `/instances/${id}/tasks/${step}`
      const { url } = (await asBoss('POST', `${task}/link`, {})).body
      return { id, record, task, url: url as string, token: tokenIn(url) }
    }

    beforeAll(async () => {
      const limits = { publicAnswersPerMinute: { address: 20, form: 600 } }
      server = await openTestServer(database, { documents: [...customerWith('colour', 'motto'), complaint], limits })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en', administrator: true })
      stranger = await server.addUser('Stranger')
    })
    afterAll(() => server?.close())

    it('is told in texts, the same one that colleagues copy, and kept only as a hash', async () => {
      const { token, url } = await asked()
      const { notifications } = (await asBoss('GET', '/notifications')).body
      expect(notifications.map(({ comment }: { comment: string }) => comment)).toContain(url)
      const { rows } = await server.services.database.run({
        text: `select * from ${qualified(server.services.workspace.schema, 'process_link')}`,
        values: [],
      })
      expect(JSON.stringify(rows)).not.toContain(token)
    })

    it('shows what was chosen and nothing else, takes one answer, and goes on by it', async () => {
      const { id, record, token } = await asked()
      const { status, body, text } = await visit('GET', token)
      expect(status).toBe(200)
      expect(body).toMatchObject({ text: { en: 'Hello Acme' }, approve: { en: 'Settled' }, comment: 'on_reject' })
      expect(body.fields.map((field: { text: object }) => field.text)).toEqual([
        { zh: 'Acme', en: 'Acme' },
        { zh: '', en: '' },
        { zh: '', en: '' },
      ])
      for (const hidden of [id, record, 'secret', boss.id, 'customer"']) expect(text).not.toContain(hidden)
      expect((await visit('POST', token, { answer: 'approve', rating: 4, comment: ' thanks ' })).status).toBe(200)
      await expect.poll(async () => (await instance(id)).outcome, { timeout: 8000 }).toBe('closed')
      const { events, tasks } = await instance(id)
      const { type, by, data } = events.find((event: { type: string }) => event.type === 'link_answer')
      expect([type, by, data]).toEqual([
        'link_answer',
        null,
        { outcome: 'approved', label: words('Settled'), comment: 'thanks' },
      ])
      expect(tasks.map(({ state }: { state: string }) => state)).toEqual(['dropped'])
      const kept = (await asBoss('GET', `/apps/crm/entities/customer/records/${record}`)).body
      expect(kept.credit).toBe('4.00')
    })

    it('is used up by one of many that come together', async () => {
      const { token } = await asked()
      const answers = await Promise.all([1, 2, 3, 4].map(() => visit('POST', token, { answer: 'approve' })))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const late = answers.filter(({ status }) => status !== 200)
      for (const { status, body } of late) {
        expect([status, body.params]).toEqual([410, {}])
        expect(body.code).toMatch(/^ANSWER_LINK_(USED|OVER)$/)
      }
      expect((await visit('GET', token)).body.code).toBe('ANSWER_LINK_USED')
      expect((await visit('POST', token, { answer: 'reject', comment: 'again' })).body.code).toBe('ANSWER_LINK_USED')
    })

    it('is taken while others save the record, and tells nothing of it', async () => {
      const { token, id, record } = await asked()
      const { database, workspace } = server.services
      const table = qualified(workspace.schema, tableName('crm', 'customer'))
      const begun = Promise.withResolvers<void>()
      // Somebody saves from before the record is read until after the stars are about to be written.
      const saving = database.transaction(async (trx) => {
        await trx.run({ text: `update ${table} set version = version + 1 where id = $1`, values: [record] })
        begun.resolve()
        await sleep(300)
      })
      await begun.promise
      const [sent] = await Promise.all([visit('POST', token, { answer: 'approve', rating: 3 }), saving])
      expect(sent.status, sent.text).toBe(200)
      await expect.poll(async () => (await instance(id)).outcome, { timeout: 8000 }).toBe('closed')
      expect(await creditOf(record)).toBe('3.00')

      const refused = await asked()
      const { status, body, text } = await visit('POST', refused.token, { answer: 'approve', rating: 5 })
      expect([status, body.code]).toEqual([409, 'ANSWER_NOT_TAKEN'])
      for (const hidden of ['credit', 'Acme', refused.record, refused.id, 'problems', 'current'])
        expect(text).not.toContain(hidden)
      // It was not used up.
      expect((await visit('POST', refused.token, { answer: 'approve', rating: 2 })).status).toBe(200)
      expect(await creditOf(refused.record)).toBe('2.00')
    })

    it('counts without its stars when the record is gone', async () => {
      const { token, id, record } = await asked()
      const gone = await asBoss('DELETE', `/apps/crm/entities/customer/records/${record}`)
      expect(gone.status, gone.text).toBe(204)
      const { status, text } = await visit('POST', token, { answer: 'approve', rating: 3 })
      expect(status, text).toBe(200)
      await expect.poll(async () => (await instance(id)).outcome, { timeout: 8000 }).toBe('closed')
    })

    it('wants to know what is wrong', async () => {
      const { token, id } = await asked()
      expect((await visit('POST', token, { answer: 'reject', comment: '  ' })).body.code).toBe('ANSWER_COMMENT_MISSING')
      expect((await visit('POST', token, { answer: 'reject', comment: 'It still leaks' })).status).toBe(200)
      await expect.poll(async () => (await instance(id)).outcome, { timeout: 8000 }).toBe('reopened')
    })

    it('is nothing after it was withdrawn, was let run out, or is not needed any more', async () => {
      const { token, task } = await asked()
      expect((await asBoss('POST', `${task}/link/withdraw`, {})).status).toBe(200)
      expect((await visit('GET', token)).body.code).toBe('ANSWER_LINK_WITHDRAWN')
      expect((await visit('POST', token, { answer: 'approve' })).body.code).toBe('ANSWER_LINK_WITHDRAWN')
      const other = tokenIn((await asBoss('POST', `${task}/link`, {})).body.url)
      expect(other).not.toBe(token)
      expect((await visit('GET', other)).status).toBe(200)
      expect((await asBoss('POST', task, { key: 'decided by staff', act: { do: 'approve' } })).status).toBe(200)
      expect((await visit('POST', other, { answer: 'approve' })).body.code).toBe('ANSWER_LINK_OVER')
      expect((await asBoss('POST', `${task}/link`, {})).body.code).toMatch(/TASK_OVER|VISIT_UNKNOWN/)
      const late = await asked()
      await server.services.database.run({
        text: `update ${qualified(server.services.workspace.schema, 'process_link')} set expires_at = now() - interval '1 second'`,
        values: [],
      })
      expect((await visit('GET', late.token)).body.code).toBe('ANSWER_LINK_EXPIRED')
    })

    it('is handed out to nobody outside of the process, and for no other task', async () => {
      const { task, id } = await asked()
      const foreign = await server.send('POST', `${task}/link`, {}, { cookie: stranger.cookie })
      expect(foreign.status).toBe(404)
      expect((await server.send('POST', `${task}/link`, {})).status).toBe(401)
      expect((await asBoss('POST', `/instances/${id}/tasks/1/link`, {})).body.code).toBe('VISIT_UNKNOWN')
    })

    it('is not found by guessing: others are told alike, and whoever tries on is held up', async () => {
      const { token } = await asked()
      for (const broken of [token.slice(0, -3), `${token}%E3%80%82`])
        expect((await visit('GET', broken)).body.code).toBe('ANSWER_LINK_UNKNOWN')
      const guesses = Array.from({ length: 30 }, (_, at) => token.slice(0, 30) + String(10 + at))
      const codes = []
      for (const guess of guesses) codes.push((await visit('GET', guess)).body.code)
      expect(codes[0]).toBe('ANSWER_LINK_UNKNOWN')
      expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS')
      for (const wrong of [token.slice(1), `${token}a`, '..%2f..%2fsession'])
        expect((await visit('GET', wrong)).status, wrong).not.toBe(200)
    })

    it('leaves out fields that the app has no more, and tells of no formula that lost its field', async () => {
      const { token } = await asked()
      const publish = async (...documents: AppDocumentAny[]) => {
        for (const document of documents)
          await asBoss('PUT', `/apps/crm/draft/documents/${document.kind}/${document.key}`, document)
        const answer = await asBoss('POST', '/apps/crm/publish', {})
        expect(answer.status, answer.text).toBeLessThan(300)
      }
      const customerOf = (documents: AppDocumentAny[]) => documents.filter(({ key }) => key === 'customer')
      await publish(...customerOf(customerWith('motto')), complaintThatTells(['name'], '{name}{motto}', [name, motto]))
      const { status, body } = await visit('GET', token)
      expect([status, body.fields.length]).toEqual([200, 2])
      await publish(...customerOf(customerWith()), complaintThatTells(['name'], '{name}', [name]))
      const broken = await visit('GET', token)
      expect([broken.status, broken.body.code]).toEqual([409, 'ANSWER_NOT_TAKEN'])
      expect(broken.text).not.toContain('motto')
    })

    it('takes nothing but its answer', async () => {
      const { token } = await asked()
      for (const body of [
        {},
        { answer: 'maybe' },
        { answer: 'approve', values: { level: 'high' } },
        { answer: 'approve', rating: 6 },
      ])
        expect((await visit('POST', token, body)).status, JSON.stringify(body)).toBe(400)
      const foreign = await server.send(
        'POST',
        `/answers/${token}`,
        { answer: 'approve' },
        {
          headers: { origin: 'https://evil.example' },
        },
      )
      expect([foreign.status, foreign.body.code]).toEqual([403, 'ORIGIN_FOREIGN'])
    })
  })
})
