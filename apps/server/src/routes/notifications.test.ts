import { asSystem } from '@mortise/data'
import { qualified } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { deliverEffects, fireDue } from '@mortise/process/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { openSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })

const check: AppDocumentAny = {
  kind: 'process',
  key: 'check',
  label: words('Check'),
  entity: 'customer',
  start: { hand: {} },
  nodes: [
    { key: 'start', type: 'start' },
    {
      key: 'manager',
      type: 'approval',
      label: words('Manager'),
      options: {
        approvers: [{ by: 'manager' }],
        deadlines: [
          { key: 'soon', after: { amount: 1, unit: 'hour' }, action: 'remind' },
          { key: 'late', after: { amount: 2, unit: 'hour' }, action: 'copy' },
        ],
      },
    },
    { key: 'told', type: 'notice', label: words('Told'), options: { approvers: [{ by: 'roles', roles: ['boss'] }] } },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'start', to: 'manager' },
    { key: 'b', from: 'manager', to: 'told' },
    { key: 'c', from: 'told', to: 'end' },
  ],
} satisfies ProcessDocument

describe.each(testDatabases)('notifications on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let sink: SmtpSink
    let boss: TestUser
    let manager: TestUser
    let sales: TestUser
    let orphan: TestUser
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const key = () => `click number ${++click}`
    const list = async (user: TestUser, query = '') => (await as(user)('GET', `/notifications${query}`)).body
    const kinds = async (user: TestUser) =>
      (await list(user)).notifications.map(({ kind, title }: { kind: string; title: string }) => `${kind} ${title}`)
    const start = async (name: string, user = sales) => {
      const { engine, apps, workspace } = server.services
      const model = apps.get('crm')
      if (!model) throw new Error('unreachable: it is installed')
      const record = await engine.create(asSystem('test'), { workspace, model }, 'customer', { name, owner: user.id })
      const { body } = await as(user)('POST', '/apps/crm/processes/check/start', { recordId: record.id, key: key() })
      return body.id as string
    }
    const approve = async (id: string, user = manager) => {
      const { can } = (await as(user)('GET', `/instances/${id}`)).body
      return await as(user)('POST', `/instances/${id}/tasks/${can.tasks[0].visit}`, {
        act: { do: 'approve' },
        key: key(),
      })
    }
    const mailIsOut = async () => {
      const { rows } = await server.services.database.run<{ due: number }>({
        text: `select count(*)::int as due from ${qualified(server.services.workspace.schema, 'notification')}
          where mail = 'due'`,
        values: [],
      })
      return rows[0]?.due === 0
    }
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const pass = async (now: string) => {
      const { processEngine, workspace } = server.services
      await fireDue(processEngine.services, workspace, now)
      await deliverEffects(processEngine.services, workspace, now)
    }

    beforeAll(async () => {
      sink = await openSmtpSink()
      const env = {
        SMTP_URL: sink.url,
        MAIL_FROM: 'Mortise <no-reply@example.com>',
        BASE_URL: 'http://localhost:3000',
      }
      server = await openTestServer(database, { documents: [...testApp, check], env })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'zh', administrator: true })
      manager = await server.addUser('Manager', { roles: ['crm/sales'], language: 'en', managerId: boss.id })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: manager.id, language: 'en' })
      orphan = await server.addUser('Orphan', { roles: ['crm/sales'], language: 'en' })
    })
    afterAll(async () => {
      await server?.close()
      await sink?.close()
    })
    beforeEach(async () => {
      for (const user of [boss, manager, sales, orphan]) await as(user)('POST', '/notifications/read', {})
      await expect.poll(mailIsOut, { timeout: 5000 }).toBe(true)
      sink.letters.length = 0
    })

    it('tells whoever has a task, once, in the app and by mail, and takes it off when the task is done', async () => {
      const id = await start('Pumps')
      const { notifications, unread } = await list(manager)
      expect(unread).toBe(1)
      expect(notifications[0]).toMatchObject({
        ...{ kind: 'task', title: 'Pumps', by: sales.id, instance: id, app: 'crm', entity: 'customer', readAt: null },
        text: { en: 'Manager: Sales waits for you', zh: 'Sales提交的「Manager。」等你处理' },
      })
      await expect.poll(() => sink.letters.length, { timeout: 5000 }).toBe(1)
      const [letter] = sink.letters
      expect(letter?.to).toEqual(['manager@example.com'])
      expect(letter?.data).toContain('Subject: =?UTF-8?')
      expect(letter?.data).toContain('From: Mortise <no-reply@example.com>')
      expect(letter?.data).toMatch(/Message-ID: <[0-9a-f]{40}@example\.com>/i)
      expect(letter?.data.replaceAll('=\n', '')).toContain(`http://localhost:3000/notifications/${notifications[0].id}`)
      expect((await approve(id)).status).toBe(200)
      expect((await list(manager)).unread).toBe(0)
      expect(await kinds(boss)).toContain('copy Pumps')
      expect((await list(sales)).notifications[0]).toMatchObject({
        ...{ kind: 'ended', title: 'Pumps', comment: null },
        text: { en: 'Your Check has ended: done' },
      })
    })

    it('reminds whoever is late, then tells their manager and the initiator, each once', async () => {
      const id = await start('Valves')
      await pass(inHours(1.5))
      await pass(inHours(1.6))
      expect((await kinds(manager)).filter((one: string) => one === 'reminder Valves')).toHaveLength(1)
      await pass(inHours(2.5))
      expect((await kinds(boss))[0]).toBe('reminder Valves')
      expect((await list(sales)).notifications[0].text.en).toBe('Manager: is overdue with Manager')
      await approve(id)
      await pass(inHours(4))
      expect((await list(manager)).unread).toBe(0)
    })

    it('says that a task is off when the initiator recalls it, and not to the initiator', async () => {
      const id = await start('Bolts')
      expect((await as(sales)('POST', `/instances/${id}/recall`, { key: key() })).status).toBe(200)
      expect((await list(manager)).notifications[0]).toMatchObject({
        kind: 'withdrawn',
        text: { en: 'Manager: withdrawn by Sales' },
      })
      expect(await kinds(sales)).not.toContain('ended Bolts')
    })

    it('tells administrators of an incident', async () => {
      await start('Nuts', orphan)
      expect((await list(boss)).notifications[0]).toMatchObject({ kind: 'incident', title: 'Nuts', comment: null })
    })

    it('is as each person wants it, per kind', async () => {
      const wanted = [{ kind: 'task', app: false, mail: false }]
      const { body } = await as(manager)('PUT', '/notifications/settings', { settings: wanted })
      expect(body).toMatchObject({ mail: true })
      expect(body.settings.find(({ kind }: { kind: string }) => kind === 'copy')).toMatchObject({
        app: true,
        mail: false,
      })
      await start('Springs')
      expect((await list(manager)).unread).toBe(0)
      await as(manager)('PUT', '/notifications/settings', { settings: [{ kind: 'task', app: false, mail: true }] })
      await start('Screws')
      expect(await kinds(manager)).not.toContain('task Screws')
      await expect.poll(() => sink.letters.length, { timeout: 5000 }).toBe(1)
      await as(manager)('PUT', '/notifications/settings', { settings: [{ kind: 'task', app: true, mail: true }] })
    })

    it('tries again when the mail server is busy, and gives up what it refuses', async () => {
      sink.refuse = '451 later'
      await start('Rings')
      const state = async () => {
        const { rows } = await server.services.database.run<{ mail: string; problem: string; attempts: number }>({
          text: `select mail, mail_problem as problem, mail_attempts as attempts
            from ${qualified(server.services.workspace.schema, 'notification')} where title = 'Rings'`,
          values: [],
        })
        return rows[0]
      }
      await expect.poll(async () => (await state())?.problem ?? '', { timeout: 5000 }).toContain('later')
      expect(await state()).toMatchObject({ mail: 'due', attempts: 1 })
      sink.refuse = '550 no such person'
      await server.services.mailer?.sendDue(inHours(1))
      expect(await state()).toMatchObject({ mail: 'failed', problem: expect.stringContaining('no such person') })
      sink.refuse = null
    })

    it('sends what a server that died had taken, once its time is over, under the same Message-ID', async () => {
      await start('Gears')
      await expect.poll(() => sink.letters.length, { timeout: 5000 }).toBe(1)
      const { schema } = server.services.workspace
      // The server died between the letter and the mark.
      await server.services.database.run({
        text: `update ${qualified(schema, 'notification')} set mail = 'due', mail_due_at = $1 where title = 'Gears'`,
        values: [inHours(0.1)],
      })
      await server.services.mailer?.sendDue(inHours(0))
      expect(sink.letters).toHaveLength(1)
      await Promise.all([server.services.mailer?.sendDue(inHours(0.2)), server.services.mailer?.sendDue(inHours(0.2))])
      expect(sink.letters).toHaveLength(2)
      const ids = sink.letters.map(({ data }) => /Message-ID: (\S+)/i.exec(data)?.[1])
      expect(new Set(ids).size).toBe(1)
    })

    it('shows nothing of others', async () => {
      await start('Chains')
      const [{ id }] = (await list(manager)).notifications
      expect((await as(orphan)('GET', `/notifications/${id}`)).status).toBe(404)
      await as(orphan)('POST', '/notifications/read', { ids: [id] })
      expect((await list(manager)).unread).toBe(1)
      expect((await as(manager)('GET', `/notifications/${id}`)).body.title).toBe('Chains')
    })

    it('comes in pages', async () => {
      const first = await list(manager, '?size=2')
      const second = await list(manager, `?size=2&before=${encodeURIComponent(first.next)}`)
      const ids = [...first.notifications, ...second.notifications].map(({ id }: { id: string }) => id)
      expect(new Set(ids).size).toBe(4)
      expect((await as(manager)('GET', '/notifications?before=x~y')).status).toBe(400)
    })
  })
})
