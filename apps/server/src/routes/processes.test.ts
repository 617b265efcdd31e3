import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })

/** The manager of whoever asks; above 1,000 the boss as well; then the level is set. */
const creditCheck: AppDocumentAny = {
  kind: 'process',
  key: 'credit_check',
  label: words('Credit check'),
  entity: 'customer',
  start: { hand: { roles: ['sales'], when: is({ '!=': [{ var: 'level' }, 'high'] }) } },
  nodes: [
    { key: 'start', type: 'start' },
    {
      key: 'manager',
      type: 'approval',
      label: words('Manager'),
      options: {
        approvers: [{ by: 'manager' }],
        whenEmpty: { do: 'incident' },
        demands: { comment: 'on_reject' },
        deadlines: [{ key: 'slow', after: { amount: 4, unit: 'hour', working: true }, action: 'remind' }],
      },
    },
    { key: 'large', type: 'exclusive' },
    {
      key: 'boss',
      type: 'approval',
      label: words('Boss'),
      options: { approvers: [{ by: 'roles', roles: ['boss'] }], rule: { of: 'any' } },
    },
    { key: 'grant', type: 'set_fields', options: { values: [{ field: 'level', value: is('high') }] } },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'start', to: 'manager' },
    { key: 'b', from: 'manager', to: 'large' },
    { key: 'c', from: 'large', to: 'boss', when: is({ '>': [{ var: 'credit' }, 1000] }) },
    { key: 'd', from: 'large', to: 'grant', otherwise: true },
    { key: 'e', from: 'boss', to: 'grant' },
    { key: 'f', from: 'grant', to: 'end' },
  ],
} satisfies ProcessDocument

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('processes over HTTP', () => {
    let server: TestServer
    let boss: TestUser
    let manager: TestUser
    let sales: TestUser
    let stranger: TestUser
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const key = () => `click number ${++click}`
    const customers = '/apps/crm/entities/customer/records'
    const make = async (values: object) => (await as(boss)('POST', customers, { values })).body.id as string
    const start = (user: TestUser, recordId: string) =>
      as(user)('POST', '/apps/crm/processes/credit_check/start', { recordId, key: key() })
    const view = async (user: TestUser, id: string) => (await as(user)('GET', `/instances/${id}`)).body
    const inbox = async (user: TestUser, box = 'todo') => (await as(user)('GET', `/tasks?box=${box}`)).body.entries
    /** Acts on the first task that waits for the user. */
    const act = async (user: TestUser, id: string, doing: object) => {
      const { can } = await view(user, id)
      const visit = can?.tasks[0]?.visit ?? 1
      return await as(user)('POST', `/instances/${id}/tasks/${visit}`, { act: doing, key: key() })
    }

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, creditCheck] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      manager = await server.addUser('Manager', { roles: ['crm/sales'], language: 'en' })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: manager.id, language: 'en' })
      stranger = await server.addUser('Stranger', { language: 'en' })
      await as(boss)('GET', '/session')
    })
    afterAll(() => server?.close())

    it('goes from the record to the manager, to the boss, and back to the record', async () => {
      const id = await make({ name: 'Pumps', credit: '5000', owner: sales.id })
      const offered = (await as(sales)('GET', `${customers}/${id}/processes`)).body
      expect(offered.startable).toEqual([{ key: 'credit_check', label: words('Credit check') }])
      const started = await start(sales, id)
      expect(started.status).toBe(201)
      const instance = started.body.id
      expect(await inbox(manager)).toMatchObject([
        {
          title: 'Pumps',
          instance,
          processLabel: words('Credit check'),
          task: { node: 'manager', nodeLabel: words('Manager') },
        },
      ])
      expect((await as(manager)('GET', '/tasks/count')).body).toEqual({ todo: 1, unseen: 1, overdue: 0, copies: 0 })
      expect(await inbox(sales, 'started')).toMatchObject([
        { standing: [{ node: 'manager', nodeLabel: words('Manager'), users: [manager.id], incident: false }] },
      ])
      const far = '2090-01-01T00:00:00.000Z'
      expect(await inbox(manager, `todo&since=${far}`)).toEqual([])
      expect(await inbox(manager, `todo&until=${far}&overdue=true`)).toEqual([])
      expect(await inbox(manager, `todo&until=${far}`)).toMatchObject([{ task: { dueAt: expect.any(String) } }])
      expect((await as(manager)('GET', '/tasks?box=todo&since=yesterday')).status).toBe(400)
      const seen = await view(manager, instance)
      expect(seen.can.tasks[0]).toMatchObject({ node: 'manager', demands: { comment: 'on_reject' } })
      expect(seen.can.tasks[0].acts).toContain('return')
      expect(seen.can.tasks[0].returnTo).toEqual([{ node: 'start', label: { zh: '开始', en: 'Start' } }])
      expect(seen.tasks[0].reason.en).toBe('manager of Sales')
      expect(seen.drawing.nodes[1]).toEqual({ key: 'manager', type: 'approval', label: words('Manager') })
      expect(JSON.stringify(seen)).not.toContain('credit"')
      expect((await act(manager, instance, { do: 'approve', comment: 'good' })).body).toMatchObject({
        status: 'running',
      })
      expect(await inbox(manager, 'done')).toMatchObject([{ title: 'Pumps' }])
      expect((await act(boss, instance, { do: 'approve' })).body).toMatchObject({ status: 'done', incidents: 0 })
      expect((await as(boss)('GET', `${customers}/${id}`)).body.level).toBe('high')
      const after = (await as(sales)('GET', `${customers}/${id}/processes`)).body
      expect(after).toMatchObject({ startable: [], instances: [{ id: instance, status: 'done' }] })
      expect(await inbox(sales, 'started')).toMatchObject([{ title: 'Pumps', status: 'done', task: null }])
    })

    it('goes past the boss below the limit', async () => {
      const id = await make({ name: 'Bolts', credit: '10', owner: sales.id })
      const { body } = await start(sales, id)
      expect((await act(manager, body.id, { do: 'approve' })).body.status).toBe('done')
      const { visits } = await view(sales, body.id)
      expect(visits.map(({ node }: { node: string }) => node)).toEqual(['start', 'manager', 'large', 'grant', 'end'])
    })

    it('is for those only whom it is for', async () => {
      const id = await make({ name: 'Nuts', credit: '10', owner: sales.id })
      expect((await start(boss, id)).body.code).toBe('START_NOT_ALLOWED')
      expect((await start(stranger, id)).status).toBe(404)
      const { body } = await start(sales, id)
      expect((await as(stranger)('GET', `/instances/${body.id}`)).body.code).toBe('INSTANCE_UNKNOWN')
      const { can } = await view(manager, body.id)
      const visit = can.tasks[0].visit
      const foreign = await as(sales)('POST', `/instances/${body.id}/tasks/${visit}`, {
        act: { do: 'approve' },
        key: key(),
      })
      expect(foreign).toMatchObject({ status: 403, body: { code: 'NOT_YOUR_TASK' } })
      // Whoever may not open it learns nothing, whatever they ask for: not of the task, nor of people.
      for (const input of [
        { act: { do: 'approve' } },
        { act: { do: 'approve' }, override: true },
        { act: { do: 'transfer', to: body.id } },
      ]) {
        const unseen = await as(stranger)('POST', `/instances/${body.id}/tasks/${visit}`, { ...input, key: key() })
        expect(unseen).toMatchObject({ status: 404, body: { code: 'INSTANCE_UNKNOWN' } })
      }
      const forged = await as(manager)('POST', `/instances/${body.id}/tasks/${visit}`, {
        ...{ act: { do: 'approve' }, actor: 2, override: true, key: key() },
      })
      expect(forged.status).toBe(403)
      expect((await act(manager, body.id, { do: 'reject' })).body.code).toBe('COMMENT_MISSING')
      expect((await act(manager, body.id, { do: 'reject', comment: 'no' })).body).toMatchObject({ status: 'rejected' })
      const late = await as(manager)('POST', `/instances/${body.id}/tasks/${visit}`, {
        act: { do: 'approve' },
        key: key(),
      })
      expect(late).toMatchObject({ status: 409, body: { code: 'INSTANCE_ENDED' } })
    })

    it('comes back to the initiator, who submits again or gives it up', async () => {
      const id = await make({ name: 'Gears', credit: '10', owner: sales.id })
      const { body } = await start(sales, id)
      await act(manager, body.id, { do: 'return', to: 'start', back: 'straight_back', comment: 'why?' })
      expect(await inbox(sales)).toMatchObject([{ instance: body.id, task: { node: 'start', round: 2 } }])
      await act(sales, body.id, { do: 'approve', comment: 'because' })
      expect((await inbox(manager)).map(({ instance }: { instance: string }) => instance)).toContain(body.id)
      expect((await as(sales)('POST', `/instances/${body.id}/recall`, { key: key() })).status).toBe(409)
      const second = (await start(sales, await make({ name: 'Cogs', owner: sales.id }))).body
      expect((await as(sales)('POST', `/instances/${second.id}/recall`, { key: key() })).body.status).toBe('running')
      expect((await as(sales)('POST', `/instances/${second.id}/stop`, { key: key() })).body.status).toBe('withdrawn')
    })

    it('is an incident where nobody is found, with a way out for whoever designs the app', async () => {
      const id = await make({ name: 'Alone', credit: '10', owner: manager.id })
      const { body } = await start(manager, id)
      expect(body).toMatchObject({ status: 'running', incidents: 1 })
      const admin = await server.addUser('Root', { administrator: true, language: 'en' })
      const { visits, can } = await view(admin, body.id)
      const broken = visits.find(({ incident }: { incident: object | null }) => incident)
      expect(broken).toMatchObject({ node: 'manager', incident: { code: 'NO_APPROVER' } })
      expect(can.administer).toBe(true)
      const path = `/instances/${body.id}/incidents/${broken.id}`
      expect((await as(manager)('POST', path, { go: 'skip', key: key() })).status).toBe(403)
      expect((await as(admin)('POST', path, { go: 'skip', key: key() })).body).toMatchObject({
        status: 'done',
        incidents: 0,
      })
    })

    it('lets somebody else act while a person is away, and says who did', async () => {
      const agent = await server.addUser('Agent', { roles: ['crm/sales'], language: 'en' })
      const period = { agentId: agent.id, startsAt: '2020-01-01T00:00:00.000Z', endsAt: '2090-01-01T00:00:00.000Z' }
      expect((await as(manager)('POST', '/away', { ...period, agentId: manager.id })).body.code).toBe('AWAY_SELF')
      const away = await as(manager)('POST', '/away', period)
      expect(away.status).toBe(201)
      expect((await as(agent)('GET', '/away')).body.periods).toMatchObject([{ personId: manager.id }])
      const { body } = await start(sales, await make({ name: 'Holiday', credit: '10', owner: sales.id }))
      expect(await inbox(agent)).toMatchObject([{ instance: body.id, task: { user: manager.id } }])
      expect((await inbox(manager)).map(({ instance }: { instance: string }) => instance)).toContain(body.id)
      expect((await act(agent, body.id, { do: 'approve' })).body.status).toBe('done')
      expect((await view(sales, body.id)).tasks[0]).toMatchObject({ user: manager.id, decidedBy: agent.id })
      expect((await as(agent)('DELETE', `/away/${away.body.id}`)).status).toBe(404)
      expect((await as(manager)('DELETE', `/away/${away.body.id}`)).status).toBe(204)
    })
  })
})
