import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing/open-test-server.ts'

describe.each(testDatabases)('views that users keep, on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let cookie = ''
    let seller = ''
    beforeAll(async () => {
      server = await openTestServer(database)
      cookie = (await server.addUser('Boss', { roles: ['crm/boss'] })).cookie
      seller = (await server.addUser('Seller', { roles: ['crm/sales'] })).cookie
    })
    afterAll(() => server.close())
    const post = (body: object) => server.send('POST', '/apps/crm/views', body, { cookie })
    const board = (more: object = {}) => ({
      ...{ entity: 'customer', name: 'By level', shared: false, type: 'kanban' },
      options: { group: 'level', fields: ['name'] },
      ...more,
    })

    it('are lists unless they say otherwise, and come back with their type', async () => {
      const list = await post({
        entity: 'customer',
        name: 'All',
        shared: false,
        options: { columns: [{ field: 'name' }] },
      })
      expect([list.status, list.body.type, list.body.locked]).toEqual([201, 'list', false])
      expect((await post(board())).status).toBe(201)
      const { body } = await server.send('GET', '/apps/crm/views/customer', undefined, { cookie })
      expect(body.views.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual([
        ['All', 'list'],
        ['By level', 'kanban'],
      ])
    })

    it.each([
      ['a type that is not there', board({ type: 'boart' }), 'SAVED_VIEW_TYPE_UNKNOWN'],
      ['options of another type', board({ options: { columns: [{ field: 'name' }] } }), 'SAVED_VIEW_INVALID'],
      ['options that are missing', board({ options: {} }), 'SAVED_VIEW_INVALID'],
      ['a field that is not there', board({ options: { group: 'nothing' } }), 'SAVED_VIEW_FIELD_UNKNOWN'],
      ['a field that does not fit', board({ options: { group: 'name' } }), 'SAVED_VIEW_FIELD_UNFIT'],
    ])('are refused with %s', async (_what, body, code) => {
      const answer = await post(body)
      expect([answer.status, answer.body.code]).toEqual([400, code])
    })

    it('that are shared lose what their reader may not know, and go with what they cannot do without', async () => {
      const hidden = await post(
        board({ name: 'By credit', shared: true, options: { group: 'level', total: 'credit' } }),
      )
      const gone = await post(board({ name: 'By grade', shared: true, options: { group: 'grade' } }))
      expect([hidden.status, gone.status]).toEqual([201, 201])
      const { body } = await server.send('GET', '/apps/crm/views/customer', undefined, { cookie: seller })
      const views = new Map(body.views.map((view: { name: string; options: object }) => [view.name, view.options]))
      expect(views.get('By credit')).toEqual({ group: 'level' })
      expect(views.has('By grade')).toBe(false)
    })

    it('lose the colours and columns that tell their reader what is hidden; lists compute the rest', async () => {
      const label = { zh: '名', en: 'Name' }
      const computed = (expr: object) => ({ label, expression: { v: 1, expr }, result: { type: 'text' } })
      const loud = { field: 'loud', formula: computed({ upper: [{ var: 'name' }] }) }
      const secret = { field: 'secret', formula: computed({ '+': [{ var: 'credit' }, 1] }) }
      const named = { key: 'named', when: { field: 'name', op: 'not_blank' }, colour: 'red', field: 'loud' }
      const rich = { key: 'rich', when: { field: 'credit', op: 'gt', value: 3 }, colour: 'blue' }
      const options = { columns: [loud, secret], sort: [{ field: 'loud', direction: 'asc' }], colours: [rich, named] }
      const list = { entity: 'customer', name: 'Coloured', shared: true, options }
      expect((await post(list)).status).toBe(201)
      const { body } = await server.send('GET', '/apps/crm/views/customer', undefined, { cookie: seller })
      const found = body.views.find(({ name }: { name: string }) => name === 'Coloured').options
      expect(found).toEqual({ columns: [loud], sort: options.sort, colours: [named] })
      const asked = {
        ...{ select: ['name'], sort: found.sort, marks: [{ key: 'named', when: named.when }] },
        calculate: [{ key: 'loud', expression: loud.formula.expression }],
      }
      const page = await server.send('POST', '/apps/crm/entities/customer/query', asked, { cookie: seller })
      expect(page.status).toBe(200)
      const hidden = { marks: [{ key: 'rich', when: rich.when }] }
      const refused = await server.send('POST', '/apps/crm/entities/customer/query', hidden, { cookie: seller })
      expect([refused.status, refused.body.code]).toEqual([400, 'FIELD_UNKNOWN'])
      const malformed = { ...list, options: { ...options, colours: [{ ...named, when: { nothing: 1 } }] } }
      expect((await post(malformed)).body.code).toBe('SAVED_VIEW_INVALID')
    })

    it('keep their options while they are locked', async () => {
      const { id } = (await post(board({ name: 'Locked' }))).body
      const put = (body: object) => server.send('PUT', `/apps/crm/views/${id}`, body, { cookie })
      expect((await put(board({ locked: true }))).body.locked).toBe(true)
      const other = { group: 'level', fields: ['code'] }
      const refused = await put(board({ locked: true, options: other }))
      expect([refused.status, refused.body.code]).toEqual([409, 'SAVED_VIEW_LOCKED'])
      expect((await put(board({ locked: true, name: 'Renamed' }))).body.name).toBe('Renamed')
      expect((await put(board({ locked: false, options: other }))).body.options).toEqual(other)
    })
  })
})
