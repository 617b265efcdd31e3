import type { ConditionPreview, SystemState } from '@mortise/api'
import { createAppStore, type Database } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import { loadFieldStorages } from '@mortise/kinds/server'
import type { EntityGrant } from '@mortise/metadata'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildServer } from '../build-server.ts'
import type { Services } from '../services.ts'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const where = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const isHigh = where({ '==': [{ var: 'level' }, 'high'] })
const words = { zh: '甄选', en: 'Picker' }
const picker = (customer: EntityGrant) => ({
  kind: 'role' as const,
  key: 'picker',
  label: words,
  entities: { customer },
})

describe.each(testDatabases)('conditions of roles, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let root: TestUser
  let person: TestUser
  const ids: { [name: string]: string } = {}

  beforeAll(async () => {
    const fields: EntityGrant['fields'] = { credit: { access: 'write', where: isHigh, otherwise: 'read' } }
    const update = { where: where({ '!': [{ isblank: [{ var: 'level' }] }] }) }
    const role = picker({ read: 'all', update, delete: { where: isHigh }, fields })
    const adder = { ...picker({ read: 'all', create: true }), key: 'adder' }
    const namer = { ...picker({ read: 'all', update: 'all', fields: { name: 'write', '*': 'read' } }), key: 'namer' }
    server = await openTestServer(database, { documents: [...testApp, role, adder, namer] })
    root = await server.addUser('Root', { administrator: true })
    person = await server.addUser('Person', { roles: ['crm/picker'] })
    for (const [name, level] of [
      ['High', 'high'],
      ['Low', 'low'],
      ['None', null],
    ] as const) {
      const { body } = await server.send(
        'POST',
        '/apps/crm/entities/customer/records',
        { values: { name, level } },
        root,
      )
      ids[name] = body.id
    }
  })
  afterAll(() => server?.close())

  const open = async (name: string) =>
    (await server.send('GET', `/apps/crm/entities/customer/records/${ids[name]}`, undefined, person)).body

  const preview = async (expr: ExpressionJson, by = root, entity = 'customer') => {
    const body = { entity, where: where(expr) }
    return server.send('POST', '/apps/crm/preview-condition', body, by)
  }

  it('tell with each record what may be done with it', async () => {
    expect((await open('High')).$can).toEqual({ update: true, delete: true, readOnly: [] })
    expect((await open('Low')).$can).toEqual({ update: true, delete: false, readOnly: ['credit'] })
    expect((await open('None')).$can).toMatchObject({ update: false, delete: false })
    const { version } = await open('Low')
    const path = `/apps/crm/entities/customer/records/${ids.Low}`
    const refused = await server.send('PATCH', path, { version, values: { credit: '5.00' } }, person)
    expect([refused.status, refused.body.problems[0].code]).toEqual([400, 'FIELD_READ_ONLY'])
    expect((await server.send('PATCH', path, { version, values: { name: 'Lower' } }, person)).status).toBe(200)
    expect((await server.send('DELETE', path, undefined, person)).status).toBe(403)
  })

  it('leave fields that can only be filled in on new records to be read on this one', async () => {
    const both = await server.addUser('Both', { roles: ['crm/adder', 'crm/namer'] })
    const { body } = await server.send('GET', `/apps/crm/entities/customer/records/${ids.Low}`, undefined, both)
    expect(body.$can).toMatchObject({ update: true, delete: false })
    expect(body.$can.readOnly).toContain('credit')
    expect(body.$can.readOnly).not.toContain('name')
  })

  it('are previewed: how many records they reach, and which only because something is blank', async () => {
    const { body } = await preview({ '!=': [{ var: 'level' }, 'high'] })
    expect(body as ConditionPreview).toEqual({
      issues: [{ zh: expect.stringContaining('为空的记录也满足'), en: expect.stringContaining('is blank meet this') }],
      records: 3,
      matching: 2,
      blank: [{ field: 'level', records: 1 }],
    })
    expect((await preview(isHigh.expr)).body).toMatchObject({ issues: [], matching: 1, blank: [] })
    expect((await preview({ '==': [{ var: 'nothing' }, 1] })).body.code).toBe('FIELD_UNKNOWN')
    expect((await preview({ var: 'name' })).body.code).toBe('FORMULA_INVALID')
    expect((await preview(isHigh.expr, person)).status).toBe(403)
  })

  it('are previewed with conditions on related records, whose blanks are told of but not counted', async () => {
    const { body } = await preview({ some: ['lines', { '!=': [{ var: 'quantity' }, 1] }] }, root, 'deal')
    expect(body).toMatchObject({ issues: [{ en: expect.stringContaining('is blank meet this') }], blank: [] })
  })

  it('that were tampered with in the database hold for nobody, and administrators are told', async () => {
    const { services } = server
    expect((await server.send('GET', '/health')).body).not.toHaveProperty('alerts')
    await tamper(services.database, picker({ read: { where: where({ '==': [{ var: 'secret' }, 1] }) } }))
    const again = await startAgain(services)
    const asked = async (path: string, { cookie }: TestUser, payload?: object) => {
      const url = `/api${path}`
      const headers = { cookie, host: 'localhost:3000', origin: 'http://localhost:3000' }
      return (await again.inject({ method: payload ? 'POST' : 'GET', url, headers, payload })).json()
    }
    const table = '/apps/crm/entities/customer'
    expect(await asked(`${table}/query`, person, {})).toMatchObject({ code: 'ENTITY_UNKNOWN' })
    expect(await asked(`${table}/records/${ids.High}`, person)).toMatchObject({ code: 'ENTITY_UNKNOWN' })
    expect((await asked(`${table}/query`, root, {})).records).toHaveLength(3)
    expect(await asked('/health', person)).toMatchObject({ status: 'ok', alerts: 1 })
    expect(((await asked('/admin/system', root)) as SystemState).alerts).toEqual([
      {
        app: 'crm',
        role: 'picker',
        path: 'entities/customer/read/where',
        text: { zh: expect.stringContaining('secret'), en: expect.stringContaining('secret') },
      },
    ])
    await again.close()
  })
})

/** As somebody with the password of the database would. */
async function tamper(database: Database, role: object): Promise<void> {
  await database.run({
    text: `update mortise.revision_document set document = $1::jsonb where kind = 'role' and key = 'picker'`,
    values: [JSON.stringify(role)],
  })
}

/** A second server over the same database, which reads the apps as they are there now. */
async function startAgain(services: Services): Promise<FastifyInstance> {
  const { workspace, fieldTypes } = services
  const apps = createAppStore({ workspace, fieldTypes, storages: await loadFieldStorages() })
  await apps.start()
  const app = await buildServer({ services: { ...services, apps } })
  app.addHook('onClose', () => apps.stop())
  await app.ready()
  return app
}
