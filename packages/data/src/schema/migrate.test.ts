import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { migrate } from './migrate.ts'

describe.each(testDatabases)('migrate on $name', ({ open, skip }) => {
  describe.skipIf(skip)('', () => {
    let database: Database
    let folder: string

    beforeEach(async () => {
      database = await open()
      folder = await mkdtemp(join(tmpdir(), 'migrations-'))
    })
    afterEach(async () => {
      await database.close()
      await rm(folder, { recursive: true })
    })
    const write = (name: string, text: string) => writeFile(join(folder, name), text)
    const count = async (table: string) =>
      (await database.run<{ n: number }>({ text: `select count(*)::int as n from ${table}`, values: [] })).rows[0]?.n

    it('runs the migrations of the platform once', async () => {
      expect(await migrate(database)).toContain('0001_platform.sql')
      expect(await migrate(database)).toEqual([])
      expect(await count('mortise.app')).toBe(0)
    })

    it('goes on after the last statement that was recorded', async () => {
      const fine = 'create table mortise.a (n int);\ninsert into mortise.a values (1);\n'
      await write('0001_a.sql', `${fine}insert into mortise.missing values (2);\n`)
      await expect(migrate(database, { folder })).rejects.toThrow('missing')
      await database.run({ text: 'create table mortise.missing (n int)', values: [] })
      expect(await migrate(database, { folder })).toEqual(['0001_a.sql'])
      expect(await count('mortise.a')).toBe(1)
      expect(await count('mortise.missing')).toBe(1)
    })

    it('does each statement once when several servers start together', async () => {
      await write('0001_a.sql', 'create table mortise.a (n int);\ninsert into mortise.a values (1);\n')
      await Promise.all([1, 2, 3, 4].map(() => migrate(database, { folder })))
      expect(await count('mortise.a')).toBe(1)
    })

    it('refuses a database that knows a later migration, and a file that changed', async () => {
      await write('0001_a.sql', 'create table mortise.a (n int);\n')
      await write('0002_b.sql', 'create table mortise.b (n int);\n')
      await migrate(database, { folder })
      await rm(join(folder, '0002_b.sql'))
      await expect(migrate(database, { folder })).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
      await write('0002_b.sql', 'create table mortise.b (n bigint);\n')
      await expect(migrate(database, { folder })).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' })
    })
  })
})
