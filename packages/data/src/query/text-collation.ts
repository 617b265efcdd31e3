import type { Database } from '../database/database.ts'

/** From best to worst: pinyin order, then the order of the Unicode standard. Neither depends on the database's locale. */
const wanted = ['zh-x-icu', 'und-x-icu']

const collations = new WeakMap<Database, Promise<string>>()

/**
 * The collation in which people see text sorted, asked once per database: Chinese where the server has it, else "C".
 * Indexes for sorted text must name the same one.
 */
export function textCollationOf(given: Database): Promise<string> {
  const { joins: database = given } = given
  let collation = collations.get(database)
  if (!collation) {
    collation = probe(given)
    collations.set(database, collation)
    // A failed probe (the database was away) is asked again next time.
    collation.catch(() => collations.delete(database))
  }
  return collation
}

async function probe(database: Database): Promise<string> {
  const { rows } = await database.run<{ name: string }>({
    text: `select collname as name from pg_collation where collname = any($1::text[]) and collprovider = 'i'
      and collnamespace = 'pg_catalog'::regnamespace`,
    values: [wanted],
  })
  const found = new Set(rows.map((row) => row.name))
  return wanted.find((name) => found.has(name)) ?? 'C'
}
