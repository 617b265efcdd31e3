import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })

/** The manager fills in the level and single fields of lines; the credit is hidden; nobody else changes the record. */
const dealCheck: AppDocumentAny = {
  kind: 'process',
  key: 'customer_check',
  label: words('Customer check'),
  entity: 'customer',
  lock: true,
  start: { hand: {} },
  nodes: [
    { key: 'begin', type: 'start', options: { access: { write: ['name'] } } },
    {
      key: 'manager',
      type: 'approval',
      label: words('Manager'),
      options: {
        approvers: [{ by: 'manager' }],
        demands: { comment: 'on_reject', reasons: ['price', 'risk'], returnReasons: ['unclear'] },
        access: { others: 'read', write: ['level', 'code'], require: ['code'], hide: ['credit'] },
      },
    },
    { key: 'told', type: 'notice', options: { approvers: [{ by: 'initiator' }], access: { hide: ['credit'] } } },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'manager' },
    { key: 'b', from: 'manager', to: 'told' },
    { key: 'c', from: 'told', to: 'end' },
  ],
} satisfies ProcessDocument

const lineCheck: AppDocumentAny = {
  kind: 'process',
  key: 'line_check',
  label: words('Line check'),
  entity: 'deal',
  start: { hand: {} },
  nodes: [
    { key: 'begin', type: 'start' },
    {
      key: 'count',
      type: 'handle',
      options: {
        approvers: [{ by: 'manager' }],
        access: { read: ['title', 'lines.product'], write: ['lines.quantity'], require: ['lines.quantity'] },
      },
    },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'count' },
    { key: 'b', from: 'count', to: 'end' },
  ],
} satisfies ProcessDocument

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('the record of a task', () => {
    let server: TestServer
    let boss: TestUser
    let manager: TestUser
    let sales: TestUser
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const key = () => `click number ${++click}`
    const records = (entity: string) => `/apps/crm/entities/${entity}/records`
    const make = async (entity: string, values: object) =>
      (await as(boss)('POST', records(entity), { values })).body.id as string
    const begin = async (process: string, recordId: string) => {
      const { body } = await as(sales)('POST', `/apps/crm/processes/${process}/start`, { recordId, key: key() })
      const view = (await as(manager)('GET', `/instances/${body.id}`)).body
      return { id: body.id as string, visit: view.can.tasks[0].visit as number }
    }
    const task = (user: TestUser, { id, visit }: { id: string; visit: number }, more = '') =>
      as(user)('GET', `/instances/${id}/tasks/${visit}/record${more}`)
    const act = (user: TestUser, { id, visit }: { id: string; visit: number }, body: object) =>
      as(user)('POST', `/instances/${id}/tasks/${visit}`, { key: key(), ...body })
    const approve = { do: 'approve' }

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, dealCheck, lineCheck] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      // Has a role, but none that reads customers of others.
      manager = await server.addUser('Manager', { roles: ['crm/sales'], language: 'en' })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: manager.id, language: 'en' })
    })
    afterAll(() => server?.close())

    it('has the rights of the node: shown, hidden, to be written, demanded', async () => {
      const customer = await make('customer', { name: 'Pumps', credit: '5000', owner: sales.id })
      const open = await begin('customer_check', customer)
      expect((await as(manager)('GET', `${records('customer')}/${customer}`)).status).toBe(404)
      const { status, body } = await task(manager, open)
      expect(status).toBe(200)
      expect(body.record).toMatchObject({ id: customer, name: 'Pumps', $can: { update: true, delete: false } })
      expect(body.access).toEqual({ write: ['level', 'code'], require: ['code'] })
      expect(JSON.stringify(body)).not.toContain('5000')
      expect((await task(manager, open, '?select=name,vault')).body.record).not.toHaveProperty('level')
      const app = await as(manager)('GET', `/instances/${open.id}/tasks/${open.visit}/app`)
      expect(app.headers.etag).toBe(`"${body.appKey}"`)
      const [table] = app.body.entities
      expect(table.fields.map(({ key: name }: { key: string }) => name)).toEqual(expect.not.arrayContaining(['credit']))
      expect(app.body.capabilities.customer).toMatchObject({ create: false, fields: { name: 'read', level: 'write' } })
      const history = await as(manager)('GET', `/instances/${open.id}/tasks/${open.visit}/history`)
      expect(history.text).toContain('Pumps')
      expect(history.text).not.toContain('5000')
      expect((await task(sales, open)).body.code).toBe('NOT_YOUR_TASK')
      expect((await task(manager, { id: open.id, visit: 99 })).status).toBe(404)
      const stranger = await server.addUser(`Stranger${click}`, { language: 'en' })
      expect((await task(stranger, open)).status).toBe(404)
    })

    it('answers what the rules of its form ask in the rights of the task, also when it is over', async () => {
      const customer = await make('customer', { name: 'Rules', owner: sales.id })
      const open = await begin('customer_check', customer)
      const ask = (user: TestUser, values: object) =>
        as(user)('POST', `/instances/${open.id}/tasks/${open.visit}/evaluate`, {
          ...{ form: 'customer_form', values, parts: ['nonsuch'] },
        })
      expect(await ask(manager, { code: 'R1' })).toMatchObject({ status: 200, body: { parts: {} } })
      expect((await ask(manager, { credit: '1' })).status).toBe(400)
      expect((await ask(sales, {})).body.code).toBe('NOT_YOUR_TASK')
      await act(manager, open, { act: { do: 'reject', comment: 'no', reason: 'risk' } })
      expect((await ask(manager, {})).status).toBe(200)
      const own = { id: customer, values: {}, parts: ['nonsuch'] }
      const byRole = await as(manager)('POST', '/apps/crm/entities/customer/forms/customer_form/evaluate', own)
      expect(byRole.status).toBe(404)
    })

    it('is saved together with the decision, or not at all', async () => {
      const customer = await make('customer', { name: 'Bolts', owner: sales.id })
      const open = await begin('customer_check', customer)
      const { version } = (await task(manager, open)).body.record
      expect((await act(manager, open, { act: approve })).body).toMatchObject({
        code: 'RECORD_INVALID',
        problems: [{ path: 'code', code: 'FIELD_REQUIRED' }],
      })
      const forbidden = await act(manager, open, { act: approve, version, values: { code: 'B1', name: 'x' } })
      expect(forbidden.body).toMatchObject({ code: 'RECORD_INVALID', problems: [{ path: 'name' }] })
      const unseen = await act(manager, open, { act: approve, version, values: { code: 'B1', credit: '1' } })
      expect(unseen.body.problems).toMatchObject([{ path: 'credit' }])
      expect((await act(manager, open, { act: approve, values: { code: 'B1' } })).body.code).toBe('VERSION_MISSING')
      expect((await act(sales, open, { act: approve, version, values: { code: 'B1' } })).status).toBe(403)
      expect((await task(manager, open)).body.record).toMatchObject({ version, code: null })
      const done = await act(manager, open, { act: approve, version, values: { code: 'B1', level: 'high' } })
      expect(done.body).toMatchObject({ status: 'done' })
      const saved = (await as(boss)('GET', `${records('customer')}/${customer}`)).body
      expect(saved).toMatchObject({ code: 'B1', level: 'high' })
      const { events } = (await as(boss)('GET', `${records('customer')}/${customer}/history`)).body
      expect(events[0]).toMatchObject({ actorId: manager.id, source: { kind: 'process', id: open.id } })
      // Over: still to be seen as it was shown, not to be changed.
      const after = (await task(manager, open)).body
      expect(after).toMatchObject({ access: { write: [] }, record: { code: 'B1', $can: { update: false } } })
      expect(JSON.stringify(after)).not.toContain('credit')
    })

    it('answers a stale version with the record as the task shows it, and keeps the task', async () => {
      const customer = await make('customer', { name: 'Nuts', credit: '777.25', owner: sales.id })
      const open = await begin('customer_check', customer)
      const { version } = (await task(manager, open)).body.record
      expect(
        (
          await as(manager)('POST', `/instances/${open.id}/tasks/${open.visit}/save`, {
            version,
            values: { code: 'N1' },
          })
        ).status,
      ).toBe(204)
      const stale = await act(manager, open, { act: approve, version, values: { level: 'low' } })
      expect(stale).toMatchObject({ status: 409, body: { code: 'RECORD_CHANGED' } })
      expect(stale.body.current).toMatchObject({ code: 'N1', version: version + 1 })
      expect(stale.text).not.toContain('777.25')
      expect((await as(manager)('GET', `/instances/${open.id}`)).body.can.tasks).toHaveLength(1)
      const again = await act(manager, open, { act: approve, version: version + 1, values: { level: 'low' } })
      expect(again.body.status).toBe('done')
    })

    it('is locked for everybody else until the process ends', async () => {
      const customer = await make('customer', { name: 'Gears', code: 'G1', owner: sales.id })
      const path = `${records('customer')}/${customer}`
      const open = await begin('customer_check', customer)
      const { version } = (await as(boss)('GET', path)).body
      const locked = await as(boss)('PATCH', path, { version, values: { name: 'no' } })
      expect(locked).toMatchObject({ status: 409, body: { code: 'RECORD_LOCKED', params: { instance: open.id } } })
      expect((await as(boss)('DELETE', path)).body.code).toBe('RECORD_LOCKED')
      expect((await as(boss)('GET', path)).body.$can.update).toBe(false)
      expect((await act(manager, open, { act: { do: 'reject', comment: 'no', reason: 'price' } })).body.status).toBe(
        'rejected',
      )
      expect((await as(boss)('PATCH', path, { version, values: { name: 'yes' } })).body.name).toBe('yes')
    })

    it('lets the initiator change what it came back for, with a reason why it came', async () => {
      const customer = await make('customer', { name: 'Cogs', code: 'C1', owner: sales.id })
      const open = await begin('customer_check', customer)
      const back = { do: 'return', to: 'begin', back: 'straight_back' }
      expect((await act(manager, open, { act: back })).body.code).toBe('COMMENT_MISSING')
      expect((await act(manager, open, { act: { ...back, comment: 'which?' } })).body.code).toBe('REASON_MISSING')
      expect((await act(manager, open, { act: { ...back, comment: 'which?', reason: 'unclear' } })).status).toBe(200)
      const [mine] = (await as(sales)('GET', `/instances/${open.id}`)).body.can.tasks
      const own = { id: open.id, visit: mine.visit }
      const { record } = (await task(sales, own)).body
      expect(
        (await act(sales, own, { act: approve, version: record.version, values: { name: 'Cogs 2' } })).status,
      ).toBe(200)
      const [theirs] = (await as(manager)('GET', `/instances/${open.id}`)).body.can.tasks
      expect((await task(manager, { id: open.id, visit: theirs.visit })).body.record.name).toBe('Cogs 2')
    })

    it('tells what others changed since one last looked, within what is shown', async () => {
      const deal = await make('deal', {
        title: 'Big',
        owner: sales.id,
        lines: [{ product: 'a' }, { product: 'b', quantity: 1 }],
      })
      const open = await begin('line_check', deal)
      const first = (await task(manager, open)).body
      expect(first.changes).toBeNull()
      expect(first.record.lines).toMatchObject([{ product: 'a', quantity: null }, { product: 'b' }])
      await as(manager)('POST', `/instances/${open.id}/look`, { at: first.readAt })
      expect((await task(manager, open)).body.changes).toMatchObject({ fields: [], lines: [] })
      const { version } = (await as(boss)('GET', `${records('deal')}/${deal}`)).body
      const [a, b] = first.record.lines
      await as(boss)('PATCH', `${records('deal')}/${deal}`, {
        version,
        values: {
          title: 'Bigger',
          customer: null,
          lines: [
            { id: b.id, quantity: 5 },
            { product: 'c', quantity: 2 },
          ],
        },
      })
      const { changes, record } = (await task(manager, open)).body
      expect(changes.fields).toMatchObject([{ field: 'title', before: 'Big', after: 'Bigger', by: boss.id }])
      expect(changes.lines.map(({ line, what }: { line: string; what: string }) => [line === a.id, what])).toEqual(
        expect.arrayContaining([
          [true, 'removed'],
          [false, 'changed'],
          [false, 'added'],
        ]),
      )
      const lines = record.lines.map(({ id }: { id: string }) => ({ id }))
      const save = (values: object) => act(manager, open, { act: approve, version: record.version, values })
      expect((await save({ lines: [] })).body.code).toBe('RECORD_INVALID')
      expect((await save({ lines: [{ ...lines[0], quantity: null }, lines[1]] })).body.problems).toMatchObject([
        { path: 'lines/0/quantity', code: 'FIELD_REQUIRED' },
      ])
      expect((await save({ lines: [{ ...lines[0], quantity: 7 }, lines[1]] })).body.status).toBe('done')
    })
  })
})
