import type { Database } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinParts, type WritePart } from './write-parts.ts'

describe.each(testDatabases)('parts of one statement on $name', ({ open, skip }) => {
  describe.skipIf(skip)('', () => {
    let database: Database
    beforeAll(async () => {
      database = await open()
      await database.run({ text: 'create table note (id integer primary key, text text)', values: [] })
    })
    afterAll(() => database?.close())

    const insert = (id: number, text: string): WritePart => ({
      text: 'insert into note (id, text) values ($1::integer, $2::text || $1::text) on conflict do nothing returning text as told',
      values: [id, text],
    })

    it('are all written, and told what each of them returns', async () => {
      const told: { [part: string]: readonly string[] } = {}
      const take = (name: string) => (texts: readonly string[]) => {
        told[name] = texts
      }
      const parts = [
        { ...insert(1, 'a'), take: take('first') },
        insert(2, 'b'),
        { ...insert(3, 'c'), take: take('third') },
      ]
      const joined = joinParts(parts)
      joined.take((await database.run(joined.statement)).rows)
      expect(told).toEqual({ first: ['a1'], third: ['c3'] })
      const again = joinParts([{ ...insert(1, 'a'), take: take('first') }, insert(4, 'd')])
      again.take((await database.run(again.statement)).rows)
      expect(told.first).toEqual([])
      const { rows } = await database.run({ text: 'select id from note order by 1', values: [] })
      expect(rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }])
    })

    it('have one name for the same texts, and another one for others', () => {
      const name = (parts: WritePart[]) => joinParts(parts).statement.name
      expect(name([insert(1, 'x')])).toBe(name([insert(9, 'y')]))
      expect(name([insert(1, 'x')])).not.toBe(name([insert(1, 'x'), insert(2, 'x')]))
      expect(name([insert(1, 'x')])).not.toBe(name([{ ...insert(1, 'x'), take: () => {} }]))
    })
  })
})
