import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../testing/test-databases.ts'
import type { Database, Executor, Statement } from './database.ts'
import { watchSavepoints } from './savepoints.ts'

describe.each(testDatabases)('places in a transaction on $name', ({ open, skip }) => {
  describe.skipIf(skip)('', () => {
    let database: Database
    beforeAll(async () => {
      database = await open()
      await database.run({ text: 'create table word (text text primary key)', values: [] })
    })
    afterAll(() => database?.close())

    const write = (trx: Executor, word: string) =>
      trx.run({ text: 'insert into word (text) values ($1)', values: [word] })
    const words = async () =>
      (await database.run<{ text: string }>({ text: 'select text from word order by 1', values: [] })).rows.map(
        ({ text }) => text,
      )

    it('are come back to, one inside of the other, as often as need be', async () => {
      const told: string[] = []
      await database.transaction(async (given) => {
        const seen = {
          run<Row>(statement: Statement) {
            told.push(statement.text)
            return given.run<Row>(statement)
          },
        }
        const { trx, savepoints } = watchSavepoints(seen)
        await write(trx, 'first')
        const outer = savepoints.mark()
        // Nothing was written meanwhile: it is the same place.
        const inner = savepoints.mark()
        expect(inner).toBe(outer)
        await expect(write(trx, 'first')).rejects.toThrow()
        await savepoints.backTo(inner)
        savepoints.release(inner)
        await write(trx, 'taken back')
        const later = savepoints.mark()
        expect(later).not.toBe(outer)
        await expect(write(trx, 'first')).rejects.toThrow()
        await savepoints.backTo(later)
        savepoints.release(later)
        await savepoints.backTo(outer)
        await write(trx, 'second')
        await savepoints.backTo(outer)
        await write(trx, 'third')
        savepoints.release(outer)
        const again = savepoints.mark()
        expect([outer, later]).not.toContain(again)
        savepoints.release(again)
      })
      expect(await words()).toEqual(['first', 'third'])
      expect(told.filter((text) => text.startsWith('savepoint'))).toHaveLength(3)
    })

    it('are not made anew by what only reads', async () => {
      await database.transaction(async (given) => {
        const { trx, savepoints } = watchSavepoints(given)
        const place = savepoints.mark()
        await trx.run({ text: '  select 1', values: [] })
        expect(savepoints.mark()).toBe(place)
        await trx.run({ text: 'with gone as (delete from word returning 1) select 1', values: [] })
        expect(savepoints.mark()).not.toBe(place)
        await savepoints.backTo(place)
      })
      expect(await words()).toEqual(['first', 'third'])
    })
  })
})
