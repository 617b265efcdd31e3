import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })

/** The initiator chooses a boss; the manager chooses who checks; whoever agreed is asked again when the credit changed. */
const chosenCheck: AppDocumentAny = {
  kind: 'process',
  key: 'chosen_check',
  label: words('Chosen check'),
  entity: 'customer',
  start: { hand: { roles: ['sales'] } },
  nodes: [
    { key: 'begin', type: 'start' },
    {
      key: 'manager',
      type: 'approval',
      label: words('Manager'),
      options: { approvers: [{ by: 'manager' }], access: { others: 'read' } },
    },
    {
      key: 'checker',
      type: 'approval',
      label: words('Checker'),
      options: { approvers: [{ by: 'previous_choice', most: 2 }], demands: { signature: true } },
    },
    { key: 'large', type: 'exclusive' },
    {
      key: 'boss',
      type: 'approval',
      label: words('Boss'),
      options: { approvers: [{ by: 'initiator_choice', among: { roles: ['boss'] }, most: 1 }] },
    },
    {
      key: 'again',
      type: 'approval',
      label: words('Again'),
      options: { approvers: [{ by: 'manager' }], repeat: { of: 'all', watched: ['credit'] } },
    },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'manager' },
    { key: 'b', from: 'manager', to: 'checker' },
    { key: 'c', from: 'checker', to: 'large' },
    { key: 'd', from: 'large', to: 'boss', when: { v: 1, expr: { '>': [{ var: 'credit' }, 1000] } } },
    { key: 'e', from: 'large', to: 'again', otherwise: true },
    { key: 'f', from: 'boss', to: 'again' },
    { key: 'g', from: 'again', to: 'end' },
  ],
} satisfies ProcessDocument

const simple: AppDocumentAny = {
  kind: 'process',
  key: 'simple',
  label: words('Simple'),
  entity: 'customer',
  start: { hand: { roles: ['sales'] } },
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'manager', type: 'approval', label: words('Manager'), options: { approvers: [{ by: 'manager' }] } },
    { key: 'boss', type: 'approval', label: words('Boss'), options: { approvers: [{ by: 'roles', roles: ['boss'] }] } },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'manager' },
    { key: 'b', from: 'manager', to: 'boss' },
    { key: 'c', from: 'boss', to: 'end' },
  ],
} satisfies ProcessDocument

const byLot: AppDocumentAny = {
  kind: 'process',
  key: 'by_lot',
  label: words('By lot'),
  entity: 'customer',
  start: { hand: {} },
  nodes: [
    { key: 'begin', type: 'start' },
    {
      key: 'one',
      type: 'approval',
      options: {
        approvers: [{ by: 'roles', roles: ['sales'] }],
        lot: true,
        demands: { approveReasons: [{ key: 'usual', label: words('As usual') }], reasonsOptional: true },
      },
    },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'one' },
    { key: 'b', from: 'one', to: 'end' },
  ],
} satisfies ProcessDocument

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('what people do with tasks', () => {
    let server: TestServer
    let root: TestUser
    let boss: TestUser
    let manager: TestUser
    let sales: TestUser
    let checker: TestUser
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const key = () => `click number ${++click}`
    const make = async (values: object) =>
      (await as(boss)('POST', '/apps/crm/entities/customer/records', { values: { owner: sales.id, ...values } })).body
        .id as string
    const start = (process: string, recordId: string, more: object = {}) =>
      as(sales)('POST', `/apps/crm/processes/${process}/start`, { recordId, key: key(), ...more })
    const view = async (user: TestUser, id: string) => (await as(user)('GET', `/instances/${id}`)).body
    const visitOf = async (user: TestUser, id: string) => (await view(user, id)).can.tasks[0]?.visit as number
    const act = async (user: TestUser, id: string, doing: object, more: object = {}) =>
      as(user)('POST', `/instances/${id}/tasks/${await visitOf(user, id)}`, { act: doing, key: key(), ...more })
    const upload = async (user: TestUser, name = 'mark.png') =>
      (
        await server.send('POST', `/apps/crm/files?name=${name}`, png, {
          cookie: user.cookie,
          headers: { 'content-type': 'application/octet-stream' },
        })
      ).body.id as string
    const inbox = async (user: TestUser, box: string) =>
      (await as(user)('GET', `/tasks?box=${box}`)).body.entries.map(({ instance }: { instance: string }) => instance)

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, chosenCheck, simple, byLot] })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      manager = await server.addUser('Manager', { roles: ['crm/sales'], language: 'en' })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: manager.id, language: 'en' })
      checker = await server.addUser('Checker', { language: 'en' })
      await as(root)('GET', '/session')
    })
    afterAll(() => server?.close())

    it('shows the way before it is submitted, for values that nobody has saved, and keeps nothing of it', async () => {
      const id = await make({ name: 'Pumps', credit: '10' })
      const preview = (body: object) => as(sales)('POST', '/apps/crm/processes/chosen_check/preview', body)
      const small = (await preview({ recordId: id })).body
      expect(small.steps.map(({ node }: { node: string }) => node)).toEqual([
        'begin',
        'manager',
        'checker',
        'large',
        'again',
        'end',
      ])
      expect(small).toMatchObject({ end: 'ended', choices: [], problem: null })
      expect(small.steps[1].people).toEqual([
        expect.objectContaining({ user: manager.id, reason: expect.objectContaining({ en: 'manager of Sales' }) }),
      ])
      expect(small.steps[4].people).toMatchObject([{ user: manager.id, passed: true }])
      const typed = (await preview({ values: { name: 'New one' } })).body
      expect(typed.end).toBe('ended')
      expect((await preview({ values: { name: '' } })).body).toMatchObject({
        end: 'unsaved',
        problem: { code: 'RECORD_INVALID' },
      })
      // A field that is hidden from them is not theirs to try out.
      expect((await preview({ recordId: id, values: { credit: '5000' } })).body.end).toBe('unsaved')
      await as(boss)('PATCH', `/apps/crm/entities/customer/records/${id}`, { version: 1, values: { credit: '5000' } })
      const large = (await preview({ recordId: id })).body
      expect(large.choices).toEqual([{ node: 'boss', label: words('Boss'), among: [boss.id], most: 1, chosen: [] }])
      expect((await as(checker)('POST', '/apps/crm/processes/chosen_check/preview', { recordId: id })).status).toBe(404)
      expect((await as(boss)('GET', `/apps/crm/entities/customer/records/${id}/processes`)).body.instances).toEqual([])
      const all = (await as(boss)('POST', '/apps/crm/entities/customer/query', {})).body.records
      expect(all.map(({ name }: { name: string }) => name)).not.toContain('New one')
    })

    it('asks for people who have to be chosen, and takes nobody else', async () => {
      const id = await make({ name: 'Chosen', credit: '5000' })
      expect((await start('chosen_check', id)).body).toMatchObject({ code: 'CHOICE_MISSING', params: { key: 'boss' } })
      const wrong = await start('chosen_check', id, { chosen: { boss: [manager.id] } })
      expect(wrong).toMatchObject({ status: 400, body: { code: 'CHOICE_NOT_ALLOWED' } })
      expect((await start('chosen_check', id, { chosen: { manager: [boss.id] } })).body.code).toBe('CHOICE_NOT_ALLOWED')
      const { body } = await start('chosen_check', id, { chosen: { boss: [boss.id] } })
      const [task] = (await view(manager, body.id)).can.tasks
      expect(task.choices).toEqual([{ node: 'checker', label: words('Checker'), among: null, most: 2, chosen: [] }])
      const missing = await act(manager, body.id, { do: 'approve' })
      expect(missing).toMatchObject({ status: 400, body: { code: 'CHOICE_MISSING', params: { key: 'checker' } } })
      expect((await view(manager, body.id)).tasks).toMatchObject([{ state: 'pending' }])
      const many = { checker: [boss.id, sales.id, checker.id] }
      expect((await act(manager, body.id, { do: 'approve', chosen: many })).body.code).toBe('CHOICE_NOT_ALLOWED')
      expect((await act(manager, body.id, { do: 'approve', chosen: { checker: [checker.id] } })).status).toBe(200)
      // Who is asked has no role in the app, and yet may open what they are asked about.
      expect((await view(checker, body.id)).can.tasks).toHaveLength(1)
    })

    it('is signed with a picture of one’s own, sealed with what was decided', async () => {
      const id = await make({ name: 'Signed', credit: '10' })
      const { body } = await start('chosen_check', id)
      await act(manager, body.id, { do: 'approve', chosen: { checker: [checker.id] } })
      expect((await act(checker, body.id, { do: 'approve' })).body.code).toBe('SIGNATURE_MISSING')
      const foreign = await upload(boss)
      const sign = (signature: string) => act(checker, body.id, { do: 'approve', comment: 'fine', signature })
      expect((await sign(foreign)).body.code).toBe('SIGNATURE_UNFIT')
      expect((await sign('account')).body.code).toBe('SIGNATURE_UNFIT')
      const picture = await upload(manager)
      expect((await as(manager)('PUT', '/signature', { app: 'crm', file: picture })).status).toBe(204)
      expect((await as(manager)('GET', '/signature')).body.signature).toMatchObject({ size: png.length })
      expect((await as(checker)('GET', '/signature/picture')).status).toBe(404)
      // Somebody without a role in the app cannot upload to it; whoever takes over can.
      await act(checker, body.id, { do: 'transfer', to: manager.id })
      expect((await act(manager, body.id, { do: 'approve', comment: 'fine', signature: 'account' })).status).toBe(200)
      const signed = (await view(sales, body.id)).tasks.find(({ signature }: { signature: object }) => signature)
      expect(signed.signature).toMatchObject({ intact: true, recordSame: true })
      const shown = await as(sales)('GET', `/instances/${body.id}/signatures/${signed.signature.file}`)
      expect(shown.headers['content-type']).toBe('image/png')
      expect((await as(sales)('GET', `/apps/crm/files/${signed.signature.file}`)).status).toBe(404)
      await server.services.database.run({
        text: `update ${server.services.workspace.schema}.process_task set comment = 'never' where instance_id = $1
          and actor_id = $2 and visit_id = $3`,
        values: [body.id, signed.actor, signed.visit],
      })
      const forged = (await view(sales, body.id)).tasks.find(({ signature }: { signature: object }) => signature)
      expect(forged.signature.intact).toBe(false)
    })

    it('asks again who agreed before, when what they looked at has changed since', async () => {
      const same = (await start('chosen_check', await make({ name: 'Same', credit: '10' }))).body
      const chosen = { checker: [manager.id] }
      await act(manager, same.id, { do: 'approve', chosen })
      expect((await act(manager, same.id, { do: 'approve', signature: 'account' })).body.status).toBe('done')
      const record = await make({ name: 'Changed', credit: '10' })
      const other = (await start('chosen_check', record)).body
      await act(manager, other.id, { do: 'approve', chosen })
      const path = `/apps/crm/entities/customer/records/${record}`
      expect((await act(manager, other.id, { do: 'return', to: 'manager' })).status).toBe(200)
      await act(manager, other.id, { do: 'approve' })
      await act(manager, other.id, { do: 'approve', signature: 'account' })
      const third = (await start('chosen_check', record)).body
      await act(manager, third.id, { do: 'approve', chosen: { checker: [boss.id] } })
      await as(boss)('PATCH', path, { version: 1, values: { credit: '20' } })
      const mark = await upload(boss)
      expect((await act(boss, third.id, { do: 'approve', signature: mark })).body.status).toBe('running')
      expect((await view(manager, third.id)).can.tasks).toMatchObject([{ node: 'again' }])
    })

    it('is asked of one who is drawn by lot: before, all of whom one will be; then one, who is told why', async () => {
      const id = await make({ name: 'Lot' })
      const { steps } = (await as(sales)('POST', '/apps/crm/processes/by_lot/preview', { recordId: id })).body
      const step = steps.find(({ node }: { node: string }) => node === 'one')
      expect(step.lotOf).toBe(2)
      const all = step.people.map(({ user }: { user: string }) => user)
      expect(all.toSorted()).toEqual([manager.id, sales.id].toSorted())
      expect(step.people[0].reason.en).not.toContain('lot')
      const { body } = await start('by_lot', id)
      const { tasks } = await view(sales, body.id)
      expect(tasks).toHaveLength(1)
      expect(tasks[0].reason.en).toContain('drawn by lot from 2')
      const drawn = tasks[0].user === manager.id ? manager : sales
      const entry = (await as(drawn)('GET', '/tasks?box=todo')).body.entries.find(
        ({ instance }: { instance: string }) => instance === body.id,
      )
      const offered = [{ key: 'usual', label: words('As usual') }]
      expect(entry.task.reasons).toEqual({ approve: offered, reject: [], optional: true })
      expect((await view(drawn, body.id)).can.tasks[0].demands).toEqual({
        ...{ approveReasons: offered, reasonsOptional: true },
      })
      expect((await act(drawn, body.id, { do: 'approve', reason: 'made up' })).body.code).toBe('REASON_MISSING')
      expect((await act(drawn, body.id, { do: 'approve', reason: 'usual' })).body.status).toBe('done')
      expect((await view(sales, body.id)).tasks[0].reasonGiven).toEqual(words('As usual'))
    })

    it('is talked about: mentioned people are told and let in, files go with it, one’s own words can be taken back', async () => {
      const { body } = await start('simple', await make({ name: 'Talk' }))
      const path = `/instances/${body.id}/comments`
      expect((await as(checker)('GET', path)).status).toBe(404)
      expect((await as(sales)('POST', path, { text: ' ', key: key() })).body.code).toBe('COMMENT_BLANK')
      const file = await upload(manager, 'note.png')
      expect((await as(sales)('POST', path, { text: 'x', files: [file], key: key() })).body.code).toBe(
        'COMMENT_FILE_UNFIT',
      )
      const again = { text: 'what do you think?', mentions: [checker.id], files: [await upload(sales)], key: key() }
      const said = (await as(sales)('POST', path, again)).body
      expect((await as(sales)('POST', path, again)).body.id).toBe(said.id)
      expect((await as(checker)('GET', path)).body.comments).toMatchObject([
        { text: again.text, mayChange: false, files: [{ name: 'mark.png' }] },
      ])
      expect((await as(checker)('GET', `/instances/${body.id}/files/${said.files[0].id}`)).status).toBe(200)
      expect((await as(checker)('GET', `/instances/${body.id}/signatures/${said.files[0].id}`)).status).toBe(404)
      expect((await as(checker)('GET', '/notifications')).text).toContain('mention')
      // They may look at it; to decide it is not theirs.
      const foreign = { act: { do: 'approve' }, key: key() }
      const task = `/instances/${body.id}/tasks/${await visitOf(manager, body.id)}`
      expect((await as(checker)('POST', task, foreign)).body.code).toBe('NOT_YOUR_TASK')
      expect((await as(checker)('POST', path, { text: 'good', replyTo: said.id, key: key() })).status).toBe(201)
      expect((await as(checker)('PATCH', `${path}/${said.id}`, { text: 'forged' })).status).toBe(404)
      expect(
        (await as(sales)('PATCH', `${path}/${said.id}`, { text: 'and now?', mentions: [checker.id] })).status,
      ).toBe(204)
      expect((await as(sales)('DELETE', `${path}/${said.id}`)).status).toBe(204)
      expect((await as(sales)('GET', path)).body.comments[0]).toMatchObject({ deleted: true, text: '', files: [] })
      expect((await as(sales)('GET', `/instances/${body.id}/files/${said.files[0].id}`)).status).toBe(404)
      // Taken back, it lets nobody in.
      expect((await as(checker)('GET', path)).status).toBe(404)
    })

    it('is urged now and then, and shown to others', async () => {
      const { body } = await start('simple', await make({ name: 'Hurry' }))
      const { can } = await view(sales, body.id)
      expect(can.urge).toEqual([{ visit: expect.any(Number), again: null }])
      const urge = (user: TestUser) =>
        as(user)('POST', `/instances/${body.id}/urge`, { visit: can.urge[0].visit, text: 'please', key: key() })
      expect((await urge(checker)).status).toBe(404)
      expect((await urge(manager)).status).toBe(403)
      expect((await urge(sales)).status).toBe(200)
      expect((await as(manager)('GET', '/notifications')).text).toContain('urge')
      expect(await urge(sales)).toMatchObject({ status: 429, body: { code: 'URGED_ALREADY' } })
      const [first] = (await view(sales, body.id)).can.urge
      expect(Date.parse(first.again)).toBeGreaterThan(Date.now())
      const copies = (user: TestUser) =>
        as(user)('POST', `/instances/${body.id}/copies`, { users: [checker.id], text: 'see', key: key() })
      expect((await copies(checker)).status).toBe(404)
      expect((await copies(sales)).status).toBe(200)
      expect(await inbox(checker, 'copied')).toContain(body.id)
      expect((await view(checker, body.id)).can).toMatchObject({ tasks: [], urge: [] })
      const unread = async () => (await as(checker)('GET', '/tasks/count')).body.copies
      const before = await unread()
      expect(before).toBeGreaterThan(0)
      // Only one's own, and only what is named.
      await as(sales)('POST', '/tasks/copies/read', {})
      await as(checker)('POST', '/tasks/copies/read', { instances: [checker.id] })
      expect(await unread()).toBe(before)
      expect((await as(checker)('POST', '/tasks/copies/read', { instances: [body.id] })).status).toBe(204)
      expect(await unread()).toBe(before - 1)
      const told = (await view(sales, body.id)).tasks.find(({ user }: { user: string }) => user === checker.id)
      expect(told).toMatchObject({ state: 'notified', seenAt: expect.any(String) })
      await as(checker)('POST', '/tasks/copies/read', {})
      expect(await unread()).toBe(0)
      expect((await act(manager, body.id, { do: 'approve' })).status).toBe(200)
    })

    it('is decided many at a time, each for itself', async () => {
      const started: string[] = []
      for (const name of ['One', 'Two', 'Three']) started.push((await start('simple', await make({ name }))).body.id)
      const items: { instance: string; visit: number }[] = []
      for (const instance of started) items.push({ instance, visit: await visitOf(manager, instance) })
      await as(sales)('POST', `/instances/${started[1]}/recall`, { key: key() })
      const body = { items: [...items, { instance: root.id, visit: 1 }], act: { do: 'approve' }, key: key() }
      const expected = [
        { ok: true, result: { status: 'running' } },
        { ok: false, code: 'TASK_OVER' },
        { ok: true },
        { ok: false, code: 'INSTANCE_UNKNOWN' },
      ]
      expect((await as(manager)('POST', '/tasks/batch', body)).body.results).toMatchObject(expected)
      expect((await as(manager)('POST', '/tasks/batch', body)).body.results[0]).toMatchObject({ ok: true })
      const tooMany = Array.from({ length: 101 }, () => items[0])
      expect((await as(manager)('POST', '/tasks/batch', { ...body, items: tooMany })).status).toBe(400)
    })

    it('is handed over when somebody leaves: what waits, what will, and where processes name them', async () => {
      const leaver = await server.addUser('Leaver', { roles: ['crm/boss'], language: 'en' })
      await server.services.organisation.forget()
      const heir = await server.addUser('Heir', { language: 'en' })
      const { body } = await start('simple', await make({ name: 'Left' }))
      await act(manager, body.id, { do: 'approve' })
      expect(await inbox(leaver, 'todo')).toContain(body.id)
      const before = (await as(root)('GET', `/admin/people/${leaver.id}/work`)).body
      expect(before).toMatchObject({ agentFor: 0, named: [], successor: null })
      expect(before.tasks).toBeGreaterThan(0)
      expect((await as(boss)('GET', `/admin/people/${leaver.id}/work`)).status).toBe(403)
      const over = await as(root)('POST', `/admin/people/${leaver.id}/handover`, {
        to: heir.id,
        future: true,
        key: key(),
      })
      expect(over.body).toMatchObject({ tasks: before.tasks, problems: [] })
      expect(await inbox(leaver, 'todo')).toEqual([])
      expect(await inbox(heir, 'todo')).toContain(body.id)
      await as(root)('PATCH', `/admin/users/${leaver.id}`, { active: false })
      await server.services.organisation.forget()
      const next = (await start('simple', await make({ name: 'Later' }))).body
      await act(manager, next.id, { do: 'approve' })
      const asked = (await view(sales, next.id)).tasks.find(({ user }: { user: string }) => user === heir.id)
      expect(asked.reason.en).toContain('as successor of Leaver')
    })

    it('goes to different people by process, with what the leaver began, now and later', async () => {
      const leaver = await server.addUser('Mover', {
        roles: ['crm/sales', 'crm/boss'],
        managerId: manager.id,
        language: 'en',
      })
      const heir = await server.addUser('General', { language: 'en' })
      const special = await server.addUser('Special', { managerId: manager.id, language: 'en' })
      await server.services.organisation.forget()
      const own = await make({ name: 'Begun', owner: leaver.id })
      const begun = (await as(leaver)('POST', '/apps/crm/processes/simple/start', { recordId: own, key: key() })).body
      await act(manager, begun.id, { do: 'return', to: 'begin' })
      const other = (await start('simple', await make({ name: 'Asked' }))).body
      await act(manager, other.id, { do: 'approve' })
      const path = `/admin/people/${leaver.id}`
      const work = (await as(root)('GET', `${path}/work`)).body
      expect(work.started).toBe(1)
      const simpleWork = { app: 'crm', process: 'simple', tasks: 2, started: 1 }
      expect(work.processes).toContainEqual(expect.objectContaining(simpleWork))
      const give = (body: object) => as(root)('POST', `${path}/handover`, { key: key(), ...body })
      expect((await give({ to: heir.id, processes: { 'crm/simple': leaver.id } })).body.code).toBe('HEIR_SELF')
      expect((await give({ to: heir.id, processes: { simple: special.id } })).status).toBe(400)
      const processes = { 'crm/simple': special.id }
      const { body } = await give({ to: heir.id, processes, starts: true, future: true })
      expect(body).toMatchObject({ tasks: work.tasks, started: 1, problems: [] })
      expect((await as(root)('GET', `${path}/work`)).body).toMatchObject({ tasks: 0, started: 0, successor: heir.id })
      // It is theirs to submit again, and comes back to them.
      expect(await inbox(special, 'started')).toContain(begun.id)
      expect((await act(special, begun.id, { do: 'approve' })).status).toBe(200)
      await act(manager, begun.id, { do: 'return', to: 'begin' })
      expect(await inbox(special, 'todo')).toContain(begun.id)
      expect(await inbox(leaver, 'todo')).toEqual([])
      const { events } = await view(root, begun.id)
      const handed = events.filter(({ type }: { type: string }) => type === 'hand_over')
      expect(handed[0]).toMatchObject({ by: root.id, data: { from: leaver.id, to: special.id, starts: true } })
      await as(root)('PATCH', `/admin/users/${leaver.id}`, { active: false })
      await server.services.organisation.forget()
      const next = (await start('simple', await make({ name: 'Next' }))).body
      await act(manager, next.id, { do: 'approve' })
      const users = (await view(sales, next.id)).tasks.map(({ user }: { user: string }) => user)
      expect(users).toContain(special.id)
      expect(users).not.toContain(heir.id)
    })

    it('can be sent anywhere by an administrator, who says why; nobody else can', async () => {
      const { body } = await start('simple', await make({ name: 'Jump' }))
      expect((await view(sales, body.id)).can.jumpTo).toEqual([])
      const jump = (user: TestUser, to: string) =>
        as(user)('POST', `/instances/${body.id}/jump`, { to, comment: 'manager is gone', key: key() })
      expect((await jump(sales, 'end')).status).toBe(403)
      expect((await jump(root, 'begin')).body.code).toBe('JUMP_NOT_POSSIBLE')
      expect((await view(root, body.id)).can.jumpTo.map(({ node }: { node: string }) => node)).toContain('boss')
      expect((await jump(root, 'boss')).body.status).toBe('running')
      expect(await inbox(manager, 'todo')).not.toContain(body.id)
      const late = await as(manager)('POST', `/instances/${body.id}/tasks/3`, { act: { do: 'approve' }, key: key() })
      expect(late).toMatchObject({
        ...{ status: 409, body: { code: 'TASK_OVER', params: { present: { status: 'running', outcome: null } } } },
      })
      const { events } = await view(root, body.id)
      expect(events.find(({ type }: { type: string }) => type === 'jump')).toMatchObject({
        by: root.id,
        data: { to: 'boss', comment: 'manager is gone' },
      })
      expect((await jump(root, 'end')).body.status).toBe('done')
      expect((await jump(root, 'boss')).body.code).toBe('INSTANCE_ENDED')
    })
  })
})
