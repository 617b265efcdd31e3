import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })
const field = (key: string, type: string, options?: object) => ({
  key,
  type,
  label: words(key),
  ...(options && { options }),
})

const documents = [
  ...testApp,
  {
    kind: 'option_set',
    key: 'size',
    label: words('size'),
    options: [
      { key: 's', label: { zh: '小', en: 'Small' } },
      { key: 'l', label: { zh: '大', en: 'Large' } },
    ],
  },
  {
    kind: 'entity',
    key: 'thing',
    label: words('thing'),
    titleField: 'note',
    fields: [
      field('note', 'text'),
      field('weight', 'decimal'),
      field('bought', 'datetime'),
      field('size', 'select', { optionSet: 'size' }),
      field('sound', 'checkbox'),
    ],
  },
] as AppDocumentAny[]

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('a change of type', () => {
    let server: TestServer
    let root: TestUser
    const call = (method: string, path: string, body?: unknown, user = root) =>
      server.send(method, `/apps/crm${path}`, body, { cookie: user.cookie })
    const preview = async (key: string, type: string, options?: object) => {
      const answer = await call('POST', '/draft/type-change', {
        ...{ entity: 'thing', field: key },
        to: { type, ...(options && { options }) },
      })
      return answer.body
    }
    const pairs = (list: { from: { zh: string }; to: { zh: string }; records: number }[]) =>
      list.map(({ from, to, records }) => `${from.zh} → ${to.zh} (${records})`).sort()
    const failures = (list: { from: { zh: string }; problem: { zh: string; en: string } }[]) =>
      list.map(({ from, problem }) => {
        expect(problem.zh && problem.en && problem.zh !== problem.en).toBeTruthy()
        return from.zh
      })

    beforeAll(async () => {
      server = await openTestServer(database, { documents })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      const create = [
        { note: '1,200.5', weight: '12', bought: '2026-11-22T20:00:00.000Z', size: 's', sound: true },
        { note: '￥8', weight: '0.5', size: 's' },
        { note: '大', weight: '12', size: 'l' },
        { note: '2026年3月1日' },
        { note: '2026年3月1日' },
        {},
      ]
      expect((await call('POST', '/entities/thing/bulk', { create })).status).toBe(200)
    })
    afterAll(() => server.close())

    it('is tried on the values there are: how many convert into what, how many do not and why', async () => {
      const number = await preview('note', 'decimal')
      expect(number).toMatchObject({
        publishable: true,
        values: 'converted',
        records: 5,
        converts: 2,
        fails: 3,
        exact: true,
      })
      expect(pairs(number.converting)).toEqual(['1,200.5 → 1,200.50 (1)', '￥8 → 8.00 (1)'])
      expect(failures(number.failing)).toEqual(['2026年3月1日', '大'])
      expect(pairs((await preview('note', 'date')).converting)).toEqual(['2026年3月1日 → 2026-03-01 (2)'])
      expect(pairs((await preview('note', 'select', { optionSet: 'size' })).converting)).toEqual(['大 → 大 (1)'])
    })

    it('never rounds, keeps the day of the zone, reads options by their labels', async () => {
      const whole = await preview('weight', 'integer')
      expect(pairs(whole.converting)).toEqual(['12.00 → 12 (2)'])
      expect(failures(whole.failing)).toEqual(['0.50'])
      expect(pairs((await preview('weight', 'text')).converting)).toEqual(['0.50 → 0.50 (1)', '12.00 → 12.00 (2)'])
      // Eight hours ahead it is the next morning.
      expect((await preview('bought', 'date')).converting).toMatchObject([{ to: words('2026-11-23') }])
      expect(pairs((await preview('size', 'multi_select', { optionSet: 'size' })).converting)).toEqual([
        '大 → 大 (1)',
        '小 → 小 (2)',
      ])
      expect(pairs((await preview('sound', 'text')).converting)).toEqual(['是 → 是 (1)'])
    })

    it('says which changes publishing makes', async () => {
      expect(await preview('note', 'long_text')).toMatchObject({ values: 'kept', converts: 5, fails: 0 })
      expect(await preview('size', 'text')).toMatchObject({ publishable: true, values: 'converted' })
      const refused = await preview('note', 'relation', { entity: 'deal' })
      expect(refused).toMatchObject({ publishable: false, values: 'refused', converts: 0, fails: 5 })
    })

    it('is tried although other fields of the draft are not finished', async () => {
      const { body } = await call('GET', '/draft')
      const thing = body.documents.find((one: { key: string }) => one.key === 'thing')
      const document = { ...thing, fields: [{ ...field('next', 'relation') }, ...thing.fields] }
      const change = { id: 'entity/thing', base: body.versions['entity/thing'], document }
      expect((await call('POST', '/draft/changes', { changes: [change] })).body.issues).not.toEqual([])
      expect(await preview('note', 'decimal')).toMatchObject({ converts: 2, fails: 3 })
      await call('POST', '/draft/discard')
    })

    it('changes nothing by being asked for', async () => {
      expect((await call('GET', '/draft')).body.changes).toEqual([])
    })

    it('is made on publishing, together with others; records show the new values', async () => {
      const { body } = await call('GET', '/draft')
      const thing = body.documents.find((one: { key: string }) => one.key === 'thing')
      const types: { [key: string]: object } = {
        weight: { type: 'integer' },
        bought: { type: 'date' },
        size: { type: 'multi_select' },
        sound: { type: 'text' },
      }
      const fields = thing.fields.map((one: { key: string }) => ({ ...one, ...types[one.key] }))
      const document = {
        ...thing,
        fields: fields.map(({ options, ...one }: { options?: object; key: string }) =>
          one.key === 'size' ? { ...one, options } : one,
        ),
      }
      const change = { id: 'entity/thing', base: body.versions['entity/thing'], document }
      expect((await call('POST', '/draft/changes', { changes: [change] })).body.issues).toEqual([])
      const review = (await call('GET', '/draft/review')).body.changes
      expect(review.map(({ impact }: { impact: { text: { en: string } } }) => impact?.text.en)).toContain(
        'Its values have to be converted (3 records, 1 of which does not convert and is kept in an archived field)',
      )
      expect((await call('POST', '/publish', {})).status).toBe(200)
      const { body: found } = await call('POST', '/entities/thing/query', {
        select: ['note', 'weight', 'bought', 'size', 'sound'],
        sort: [{ field: 'note', direction: 'asc' }],
      })
      const shown = found.records.map(({ note, weight, bought, size, sound }: Record<string, unknown>) => [
        note,
        weight,
        bought,
        size,
        sound,
      ])
      expect(shown).toContainEqual(['1,200.5', 12, '2026-11-23', ['s'], '是'])
      expect(shown).toContainEqual(['￥8', null, null, ['s'], null])
      expect(shown).toContainEqual(['大', 12, null, ['l'], null])
      // And they can be written as what they are now.
      const made = await call('POST', '/entities/thing/records', { values: { weight: 3, size: ['s', 'l'] } })
      expect(made.status).toBe(201)
    })

    it('is refused for what is no field or no type, and to who may not design', async () => {
      expect(await preview('nothing', 'text')).toMatchObject({ code: 'FIELD_NOT_FOUND' })
      expect(await preview('note', 'colour')).toMatchObject({
        code: 'APP_INVALID',
        issues: [{ document: 'entity/thing', pointer: '/fields/0/type' }],
      })
      expect(await preview('note', 'select', { optionSet: 'nowhere' })).toMatchObject({ code: 'APP_INVALID' })
      const ann = await server.addUser('Ann', { roles: ['crm/sales'] })
      const body = { entity: 'thing', field: 'note', to: { type: 'date' } }
      expect((await call('POST', '/draft/type-change', body, ann)).status).toBe(403)
    })
  })
})
