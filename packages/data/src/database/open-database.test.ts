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
