import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../testing/test-databases.ts'
import type { Database } from './database.ts'
import type { Work } from './work-limits.ts'

const second = 1000
const limits = { read: 200, report: 400, write: 300, schema: 60 * second }

/** Runs for a minute unless somebody stops it. */
const endless = (work?: Work) => ({ text: 'select pg_sleep(60)', values: [], ...(work && { work }) })
const one = { text: 'select 1 as one', values: [] }

for (const { name, open, skip } of testDatabases) {
  // The embedded database is one thread in WebAssembly: nothing can stop what it runs.
  if (name !== 'postgres') continue
  describe.skipIf(skip)('statements on PostgreSQL that take too long', () => {
    let database: Database
    beforeAll(async () => {
      database = await open(limits)
    })
    afterAll(() => database.close())

    /** What this database runs at the moment, beside the question. */
    const running = async () => {
      const { rows } = await database.run<{ query: string }>({
        text: `select query from pg_stat_activity
          where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
        values: [],
      })
      return rows.map(({ query }) => query)
    }

    it.each(['read', 'report', 'write', undefined] as const)('are stopped: %s', async (work) => {
      await expect(database.run(endless(work))).rejects.toMatchObject({ code: 'STATEMENT_TIMEOUT', status: 504 })
      await expect.poll(running).toEqual([])
    })

    it('give their connections back, however many there are', async () => {
      const many = Array.from({ length: 25 }, () => database.run(endless('read')))
      const settled = await Promise.allSettled(many)
      expect(settled.map(({ status }) => status)).toEqual(many.map(() => 'rejected'))
      expect((await database.run(one)).rows).toEqual([{ one: 1 }])
      await expect.poll(running).toEqual([])
    })

    it('do not spoil what runs after them on other connections', async () => {
      const waves = Array.from({ length: 8 }, async () => {
        const stopped = database.run(endless('read')).catch(() => 'stopped')
        const quick = await Promise.all(Array.from({ length: 20 }, () => database.run(one)))
        return [await stopped, quick.length]
      })
      expect(await Promise.all(waves)).toEqual(waves.map(() => ['stopped', 20]))
    })

    it('roll their transaction back', async () => {
      await database.run({ text: 'create table thing (id int)', values: [] })
      const write = database.transaction(async (trx) => {
        await trx.run({ text: 'insert into thing values (1)', values: [] })
        await trx.run(endless())
      })
      await expect(write).rejects.toMatchObject({ code: 'STATEMENT_TIMEOUT' })
      expect((await database.run({ text: 'select id from thing', values: [] })).rows).toEqual([])
    })

    it('may take longer when tables change', async () => {
      const slow = { text: 'select pg_sleep(0.6)', values: [] }
      await expect(database.run(slow)).rejects.toMatchObject({ code: 'STATEMENT_TIMEOUT' })
      await database.run({ ...slow, work: 'schema' })
      await database.transaction((trx) => trx.run(slow), 'schema')
    })

    it('are limited by the server as well inside a transaction, and by nothing that outlives it', async () => {
      const shown = { text: `select current_setting('statement_timeout') as "limit"`, values: [] }
      expect((await database.transaction((trx) => trx.run(shown))).rows).toEqual([{ limit: '300ms' }])
      expect((await database.transaction((trx) => trx.run(shown), 'schema')).rows).toEqual([{ limit: '1min' }])
      expect((await database.run(shown)).rows).toEqual([{ limit: '0' }])
    })

    it('fail alone when the server ends their connection', async () => {
      const suicide = { text: 'select pg_terminate_backend(pg_backend_pid())', values: [] }
      // The last word of the server, unless its end of the connection was noticed first.
      const ended = /terminat|ECONNRESET/
      await expect(database.run(suicide)).rejects.toThrow(ended)
      await expect(database.transaction((trx) => trx.run(suicide))).rejects.toThrow(ended)
      expect((await database.run(one)).rows).toEqual([{ one: 1 }])
    })
  })
}
