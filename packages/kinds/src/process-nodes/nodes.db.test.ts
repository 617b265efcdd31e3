import { asSystem, type EntityRecord } from '@mortise/data'
import { createDataEngine, createWorkspace, installTables, migrate, type Workspace } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { checkExpression, type StoredExpression } from '@mortise/expressions'
import { type AppDocumentAny, closureOf, compileApp, type ProcessDocument, schemaOf } from '@mortise/metadata'
import { type Answer, emptyState, type Need } from '@mortise/process'
import { describe, expect, it } from 'vitest'
import { loadFieldStorages, loadFieldTypes, loadNodeServers } from '../load.server.ts'
import type { ProcessServices } from '../process-services.ts'

const [fieldTypes, storages, servers] = await Promise.all([loadFieldTypes(), loadFieldStorages(), loadNodeServers()])
const words = (text: string) => ({ zh: text, en: text })
const formula = (expr: unknown) => ({ v: 1, expr }) as StoredExpression

const documents: AppDocumentAny[] = [
  { kind: 'app', key: 'shop', label: words('shop'), version: '1.0.0' },
  {
    kind: 'entity',
    key: 'deal',
    label: words('deal'),
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: words('name'), required: true },
      { key: 'amount', type: 'decimal', label: words('amount') },
      { key: 'due_on', type: 'date', label: words('due on') },
    ],
  },
]
const process: ProcessDocument = {
  ...{ kind: 'process', key: 'trial', label: words('trial'), entity: 'deal', nodes: [] },
  transitions: [
    { key: 'large', from: 'choose', to: 'a', when: formula({ '>': [{ var: 'amount' }, 100] }) },
    { key: 'any', from: 'choose', to: 'b', when: formula({ '>': [{ var: 'amount' }, 1] }) },
    { key: 'rest', from: 'choose', to: 'c', otherwise: true },
  ],
}

describe.each(testDatabases.filter(({ skip }) => !skip))('nodes on $name', (test) => {
  async function open() {
    const database = await test.open()
    await migrate(database)
    const { key, schema } = await createWorkspace(database, { key: 'main', timeZone: 'Asia/Shanghai' })
    const workspace: Workspace = { key, schema, database, timeZone: 'Asia/Shanghai' }
    const model = compileApp(documents, { fieldTypes, revision: 1 })
    await installTables(workspace, { before: null, after: model, storages })
    const data = createDataEngine({
      storages,
      directory: {
        person: () => null,
        hasDepartment: () => false,
        membersOf: () => [],
        departmentsBelow: (id) => [id],
      },
    })
    const scope = { workspace, model }
    const access = asSystem('process trial', { kind: 'process', id: 'i1' })
    const deal = await data.create(access, scope, 'deal', { name: 'A', amount: '150', due_on: '2026-12-01' })
    /** What a node answers, within a transaction, as in a running instance. */
    const ask = async (type: string, options: object, need: Need['need']): Promise<Answer> =>
      await data.together(scope, async (joined) => {
        const services: ProcessServices = {
          ...{ engine: joined.engine, scope: joined.scope, access, document: process },
          organisation: {
            person: () => null,
            department: () => null,
            holdersOf: () => [],
            agentsOf: () => [],
            administrators: () => [],
          },
          time: { timeZone: 'Asia/Shanghai', calendar: { exceptions: new Map() }, from: 540, to: 1080 },
          async evaluate(stored, { entity, id } = { entity: 'deal', id: String(deal.id) }) {
            const checked = checkExpression(stored.expr, { schema: schemaOf(model), entity, allowJs: true })
            if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
            const record = await joined.engine.get(access, joined.scope, entity, id)
            const value = await data.evaluate(access, joined.scope, entity, ({ context, related }) =>
              closureOf(checked.root)({ record, outer: null, context, related }),
            )
            return { type: checked.type, value }
          },
          show: async () => ({ zh: '', en: '' }),
          findRecords: async () => [],
          foundBy: async () => ({ entity: 'deal', ids: [] }),
          chosenFor: () => [],
          changedSince: async () => false,
        }
        return await servers.get(type).answer({
          need: { need, id: 1, node: 'choose', scope: 1, visit: null } as Need,
          node: { key: 'choose', type, options },
          instance: {
            ...{ id: 'i1', app: 'shop', process: 'trial', entity: 'deal', recordId: String(deal.id), initiator: null },
            ...{ startedAt: '2026-11-22T00:00:00.000Z', state: emptyState(), item: null, scope: 1 },
          },
          record: async () => deal as EntityRecord,
          at: '2026-11-23T02:00:00.000Z',
          services,
        })
      })
    const read = () => data.get(access, scope, 'deal', String(deal.id))
    return { ask, read, data, access, scope, close: () => database.close() }
  }

  it('choose by the record, write it, make others, and wait for its days', async () => {
    const { ask, read, data, access, scope, close } = await open()
    try {
      expect(await ask('exclusive', {}, 'choose')).toEqual({ transitions: ['large'] })
      expect(await ask('inclusive', {}, 'choose')).toEqual({ transitions: ['large', 'any'] })
      await ask(
        'set_fields',
        { values: [{ field: 'amount', value: formula({ '/': [{ var: 'amount' }, 100] }) }] },
        'run',
      )
      expect(await read()).toMatchObject({ amount: '1.50', version: 2 })
      expect(await ask('exclusive', {}, 'choose')).toEqual({ transitions: ['any'] })
      const values = [{ field: 'name', value: formula({ var: 'name' }) }]
      expect(await ask('create_record', { entity: 'deal', values }, 'run')).toMatchObject({
        output: { entity: 'deal' },
      })
      expect((await data.query(access, scope, 'deal', { page: { size: 10 } })).records).toHaveLength(2)
      expect(await ask('delay', { until: 'due_on' }, 'when')).toEqual({ due: '2026-11-30T16:00:00.000Z' })
      expect(await ask('loop', { condition: formula({ '>': [{ var: 'amount' }, 1] }) }, 'while')).toEqual({
        holds: true,
      })
      expect(await ask('approval', { approvers: [{ by: 'manager' }], whenEmpty: { do: 'pass' } }, 'people')).toEqual({
        people: [],
        whenEmpty: 'pass',
      })
    } finally {
      await close()
    }
  })

  it('what a record demands holds for nodes as well, and nothing of it is kept', async () => {
    const { ask, read, close } = await open()
    try {
      const values = [{ field: 'name', value: formula(null) }]
      await expect(ask('set_fields', { values }, 'run')).rejects.toThrow()
      expect(await read()).toMatchObject({ name: 'A', version: 1 })
    } finally {
      await close()
    }
  })
})
