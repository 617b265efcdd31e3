import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument, ProcessNode } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })

const approval = (key: string, label: string, more: object = {}): ProcessNode => ({
  ...{ key, type: 'approval', label: words(label) },
  options: { approvers: [{ by: 'roles', roles: ['boss'] }], ...more },
})

/** One approval after the other. */
function chain(...steps: ProcessNode[]): ProcessDocument {
  const nodes: ProcessNode[] = [{ key: 'start', type: 'start' }, ...steps, { key: 'end', type: 'end' }]
  return {
    ...{ kind: 'process', key: 'check', label: words('Check'), entity: 'customer' },
    ...{ start: { hand: {} }, nodes },
    transitions: nodes.slice(1).map(({ key: to }, index) => {
      const from = nodes[index]?.key ?? ''
      return { key: `${from}_${to}`, from, to }
    }),
  }
}

const first = approval('first', 'First')
const second = approval('second', 'Second')

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('moving running processes', () => {
    let server: TestServer
    let admin: TestUser
    let boss: TestUser
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const key = () => `click number ${++click}`
    const versions = async () => (await as(admin)('GET', '/apps/crm/processes/check/versions')).body
    const onVersion = (number: number, what: string, mapping: { [node: string]: string } = {}) =>
      as(admin)('POST', `/apps/crm/processes/check/versions/${number}/${what}`, {
        mapping: Object.entries(mapping).map(([from, to]) => ({ from, to })),
      })
    const carryOn = (id: string, what: 'next' | 'undo') => as(admin)('POST', `/process-moves/${id}/${what}`)
    const view = async (id: string) => (await as(boss)('GET', `/instances/${id}`)).body
    const begin = async (name: string) => {
      const made = await as(boss)('POST', '/apps/crm/entities/customer/records', { values: { name } })
      const started = await as(boss)('POST', '/apps/crm/processes/check/start', { recordId: made.body.id, key: key() })
      return started.body.id as string
    }
    const approve = async (id: string) => {
      const { visit } = (await view(id)).can.tasks[0]
      return await as(boss)('POST', `/instances/${id}/tasks/${visit}`, { act: { do: 'approve' }, key: key() })
    }
    const publish = async (document: AppDocumentAny) => {
      await as(admin)('PUT', `/apps/crm/draft/documents/process/${document.key}`, document)
      const answer = await as(admin)('POST', '/apps/crm/publish', {})
      expect(answer.status, answer.text).toBeLessThan(300)
    }

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, chain(first, second)] })
      admin = await server.addUser('Admin', { administrator: true, language: 'en' })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
    })
    afterAll(() => server?.close())

    it('takes them to a version where only settings differ, at once and with the same people asked', async () => {
      const instance = await begin('Settings')
      await publish(chain(first, approval('second', 'Second', { demands: { comment: 'always' } })))
      expect((await versions()).versions).toMatchObject([
        { number: null, inForce: true, running: 0, difference: null },
        { number: 1, inForce: false, running: 1, difference: 'settings' },
      ])
      expect((await onVersion(1, 'trial')).body).toMatchObject({ running: 1, looked: 1, moving: 1, problems: [] })
      const move = (await onVersion(1, 'moves')).body
      expect(move).toMatchObject({ from: 1, to: 2, moved: 0, left: 1 })
      const before = await view(instance)
      expect((await carryOn(move.id, 'next')).body).toMatchObject({ moved: 1, blocked: 0, left: 0 })
      const after = await view(instance)
      expect(after).toMatchObject({ version: 2, tasks: before.tasks })
      expect(after.events.at(-1)).toMatchObject({ type: 'move', by: admin.id })
      // What the new version says holds from the next node on.
      expect((await approve(instance)).status).toBe(200)
      expect((await approve(instance)).body).toMatchObject({ code: 'COMMENT_MISSING' })
    })

    it('wants to know which node takes the place of one that is gone, and can be taken back', async () => {
      const [standing, further] = [await begin('Standing'), await begin('Further')]
      await publish(chain(approval('both', 'Both'), approval('third', 'Third')))
      const trial = (await onVersion(2, 'trial')).body
      expect(trial).toMatchObject({ difference: 'structure', moving: 0 })
      const problem = trial.problems.find(({ node }: { node: string }) => node === 'first')
      expect(problem).toMatchObject({ code: 'NODE_GONE', label: words('First'), count: 2 })
      expect(problem.choices).toEqual([
        { node: 'both', label: words('Both') },
        { node: 'third', label: words('Third') },
      ])
      const mapping = { first: 'both', second: 'third' }
      expect((await onVersion(2, 'trial', mapping)).body).toMatchObject({ moving: 3, problems: [] })

      const move = (await onVersion(2, 'moves', mapping)).body
      const done = (await carryOn(move.id, 'next')).body
      expect(done).toMatchObject({ from: 2, to: 3, moved: 3, blocked: 0, left: 0 })
      expect(await view(standing)).toMatchObject({ version: 3, visits: [{ node: 'start' }, { node: 'both' }] })
      const inbox = (await as(boss)('GET', '/tasks?box=todo')).body.entries
      expect(inbox.find(({ instance }: { instance: string }) => instance === standing)).toMatchObject({
        task: { node: 'both', nodeLabel: words('Both') },
      })

      await approve(further)
      expect((await carryOn(move.id, 'undo')).body).toMatchObject({ undone: 2, kept: 1, left: 0 })
      expect(await view(standing)).toMatchObject({ version: 2, visits: [{ node: 'start' }, { node: 'first' }] })
      expect(await view(further)).toMatchObject({ version: 3 })
      expect((await carryOn(move.id, 'next')).body).toMatchObject({ code: 'MOVE_UNDONE' })
      // Both go on to their end where they are.
      for (const id of [standing, further]) await approve(id)
      expect(await view(further)).toMatchObject({ status: 'done' })
    })

    it('leaves where they are those that cannot be moved, and says why', async () => {
      const instance = await begin('Blocked')
      await publish(chain(approval('other', 'Other')))
      const move = (await onVersion(3, 'moves', {})).body
      expect((await carryOn(move.id, 'next')).body).toMatchObject({
        ...{ moved: 0, blocked: 1, left: 0 },
        problems: [{ code: 'NODE_GONE', label: words('Both'), count: 1 }],
      })
      expect(await view(instance)).toMatchObject({ version: 3, status: 'running' })
    })

    it('is for those who design the app, and only for versions that are there and not in force', async () => {
      expect((await as(boss)('GET', '/apps/crm/processes/check/versions')).status).toBe(403)
      const [{ id }] = (await versions()).moves
      expect((await as(boss)('POST', `/process-moves/${id}/next`)).body).toMatchObject({ code: 'MOVE_UNKNOWN' })
      expect((await onVersion(99, 'trial')).body).toMatchObject({ code: 'VERSION_UNKNOWN' })
      expect((await onVersion(4, 'trial')).body).toMatchObject({ code: 'VERSION_IN_FORCE' })
      const unknown = '01900000-0000-7000-8000-000000000000'
      expect((await carryOn(unknown, 'undo')).body).toMatchObject({ code: 'MOVE_UNKNOWN' })
    })

    it('knows every state that was published, whether or not something was started on it', async () => {
      await publish(chain(approval('nobody', 'Nobody started')))
      const address = '/apps/crm/processes/check/versions/published'
      const { published } = (await as(admin)('GET', address)).body
      expect(published.map(({ number, inForce }: { number: number; inForce: boolean }) => [number, inForce])).toEqual([
        [null, true],
        [4, false],
        [3, false],
        [2, false],
        [1, false],
      ])
      expect(published.at(-1)).toMatchObject({ revision: 1 })
      const nodesAt = async (revision: number) =>
        (await as(admin)('GET', `${address}/${revision}`)).body.document.nodes.map(({ key }: ProcessNode) => key)
      expect(await nodesAt(1)).toEqual(['start', 'first', 'second', 'end'])
      expect(await nodesAt(published[0].revision)).toEqual(['start', 'nobody', 'end'])
      expect((await as(admin)('GET', `${address}/99`)).body).toMatchObject({ code: 'VERSION_UNKNOWN' })
      for (const path of [address, `${address}/1`]) expect((await as(boss)('GET', path)).status).toBe(403)
    })
  })
})
