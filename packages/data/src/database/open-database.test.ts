import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../testing/test-databases.ts'
import type { Database } from './database.ts'
import { databaseFault } from './database-fault.ts'
import { openDatabase } from './open-database.ts'

describe.each(testDatabases)('a database on $name', ({ open, skip }) => {
  describe.skipIf(skip)('runs statements', () => {
    let database: Database
    beforeAll(async () => {
      database = await open()
      await database.run({ text: 'create table thing (id int primary key, note text)', values: [] })
    })
    afterAll(() => database.close())

    it('gives every value the same shape', async () => {
      const { rows } = await database.run({
        text: `select 9007199254740991::int8 as big, 12345678901234567.890::numeric as amount, '2024-02-29'::date as day,
          '2026-01-02 03:04:05.6+08'::timestamptz(3) as instant, '0001-01-01'::date as first, '{b,a}'::text[] as words,
          $1::jsonb as json, '{1.50,2}'::numeric[] as amounts, true as yes, null::text as blank`,
        values: [JSON.stringify({ a: [1] })],
      })
      expect(rows[0]).toEqual({
        big: 9007199254740991,
        amount: '12345678901234567.890',
        day: '2024-02-29',
        instant: '2026-01-01T19:04:05.600Z',
        first: '0001-01-01',
        words: ['b', 'a'],
        json: { a: [1] },
        amounts: ['1.50', '2'],
        yes: true,
        blank: null,
      })
    })

    it('gives kysely Date objects', async () => {
      const { rows } = await sql<{ at: Date }>`select timestamptz '2026-01-02 03:04:05Z' as at`.execute(
        database.kysely as never,
      )
      expect(rows[0]?.at).toEqual(new Date('2026-01-02T03:04:05Z'))
    })

    it('rolls back what threw, and keeps what did not', async () => {
      const insert = (id: number) => ({ text: 'insert into thing values ($1, $2)', values: [id, 'x'] })
      await database.transaction((trx) => trx.run(insert(1)))
      await expect(
        database.transaction(async (trx) => {
          await trx.run(insert(2))
          throw new Error('no')
        }),
      ).rejects.toThrow('no')
      const { rows } = await database.run({ text: 'select id from thing', values: [] })
      expect(rows).toEqual([{ id: 1 }])
    })

    it('refuses a statement past the open transaction, and one after its end', async () => {
      await expect(database.transaction(() => database.run({ text: 'select 1', values: [] }))).rejects.toMatchObject({
        code: 'DATABASE_OUTSIDE_TRANSACTION',
      })
      const leaked = await database.transaction(async (trx) => trx)
      expect(() => leaked.run({ text: 'select 1', values: [] })).toThrow()
    })

    it('carries out what is asked at once in its order, and takes it all back when one of it fails', async () => {
      const insert = (id: number) => ({ text: 'insert into thing values ($1)', values: [id] })
      const count = async () => (await database.run({ text: 'select id from thing where id > 50', values: [] })).rows
      await database.transaction(async (trx) => {
        await Promise.all([51, 52, 53].map((id) => trx.run(insert(id))))
      })
      expect(await count()).toEqual([{ id: 51 }, { id: 52 }, { id: 53 }])
      const broken = database.transaction(async (trx) => {
        await Promise.all([54, 51, 55].map((id) => trx.run(insert(id))))
      })
      await expect(broken.catch((error: unknown) => databaseFault(error))).resolves.toMatchObject({ code: '23505' })
      expect(await count()).toHaveLength(3)
    })

    it('ends a transaction together with its last statements, and takes all back when one of them fails', async () => {
      const insert = (id: number) => ({ text: 'insert into thing values ($1) returning id', values: [id] })
      const ids = async () => (await database.run({ text: 'select id from thing where id > 60', values: [] })).rows
      const [first, second] = await database.transaction(async (trx, finish) => {
        await trx.run(insert(61))
        const rows = await finish([insert(62), insert(63)])
        expect(() => trx.run(insert(64))).toThrow()
        return rows
      })
      expect([first?.rows, second?.rows]).toEqual([[{ id: 62 }], [{ id: 63 }]])
      expect(await ids()).toHaveLength(3)
      const broken = database.transaction(async (trx, finish) => {
        await trx.run(insert(65))
        return await finish([insert(66), insert(61), insert(67)])
      })
      await expect(broken.catch((error: unknown) => databaseFault(error))).resolves.toMatchObject({ code: '23505' })
      expect(await ids()).toHaveLength(3)
    })

    it('keeps statements with a name prepared: over failures, other values, and more of them than are kept', async () => {
      const named = (value: unknown, number = 0) => ({
        name: `kept_${number}`,
        text: `select $1::jsonb as json, $2::int / ${number + 1} as share, $3::timestamptz as at`,
        values: [JSON.stringify({ value }), value, '2026-01-02T03:04:05.000Z'],
      })
      const first = await database.run<object>(named(4))
      expect(first.rows).toEqual([{ json: { value: 4 }, share: 4, at: '2026-01-02T03:04:05.000Z' }])
      await expect(database.run(named('four'))).rejects.toThrow(/invalid input syntax/)
      for (let number = 0; number < 310; number += 1) await database.run(named(number, number))
      expect((await database.run(named(null))).rows).toMatchObject([{ json: { value: null }, share: null }])
    })

    it('takes a statement of another name for another one, as columns may have changed in between', async () => {
      await database.run({ text: 'create table changing as select 1 as id', values: [] })
      const read = (name: string) => ({ name, text: 'select id from changing', values: [] })
      await database.run(read('before'))
      await database.run({ text: 'alter table changing alter column id type text', values: [] })
      await expect(database.run(read('before'))).rejects.toMatchObject({ code: '0A000' })
      const { rows } = await database.transaction((trx) => trx.run(read('after')))
      expect(rows).toEqual([{ id: '1' }])
    })

    it('names the constraint that was broken', async () => {
      await database.run({ text: 'insert into thing values (7)', values: [] })
      const error = await database
        .run({ text: 'insert into thing values (7)', values: [] })
        .catch((thrown: unknown) => thrown)
      expect(databaseFault(error)).toEqual({ code: '23505', constraint: 'thing_pkey' })
    })

    it('hears notifications', async () => {
      const heard: string[] = []
      const end = await database.listen('news', (payload) => heard.push(payload))
      await database.run({ text: `select pg_notify('news', 'hello')`, values: [] })
      await expect.poll(() => heard).toEqual(['hello'])
      await end()
    })

    it('lets plain statements wait for a transaction instead of failing', async () => {
      const slow = database.transaction(async (trx) => {
        await trx.run({ text: 'select pg_sleep(0.05)', values: [] })
        return 'done'
      })
      const [a, b] = await Promise.all([slow, database.run({ text: 'select 1 as one', values: [] })])
      expect([a, b.rows]).toEqual(['done', [{ one: 1 }]])
    })
  })
})

describe('the embedded database on disk', () => {
  it('keeps its rows, and is closed to a second process', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mortise-'))
    const first = await openDatabase({ directory })
    await first.run({ text: 'create table thing as select 1 as id', values: [] })
    await expect(openDatabase({ directory })).rejects.toMatchObject({ code: 'DATA_DIRECTORY_LOCKED' })
    await first.close()
    await writeFile(join(directory, 'mortise.lock'), JSON.stringify({ pid: 2 ** 22 - 1, startedAt: '1' }))
    const second = await openDatabase({ directory })
    expect((await second.run({ text: 'select id from thing', values: [] })).rows).toEqual([{ id: 1 }])
    await second.close()
    await rm(directory, { recursive: true })
  })
})

describe('a database that cannot be used', () => {
  it.each(['mysql://127.0.0.1/x', 'nonsense', 'postgres://127.0.0.1:1/x'])('says so for %s', async (url) => {
    await expect(openDatabase({ url })).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  })
})
