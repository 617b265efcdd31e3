import type { Workspace } from '../database/database.ts'

/** What a workspace schema holds at present, as far as the planner needs to know. */
export interface Catalogue {
  /** Table → column → type as PostgreSQL spells it. */
  tables: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Index → whether it is valid: one whose concurrent build failed is not. */
  indexes: ReadonlyMap<string, boolean>
  /** Constraint → whether the rows that were there before it were checked. */
  constraints: ReadonlyMap<string, boolean>
}

export const emptyCatalogue: Catalogue = { tables: new Map(), indexes: new Map(), constraints: new Map() }

/** Reads the catalogue of a workspace schema. */
export async function readCatalogue({ database, schema }: Workspace): Promise<Catalogue> {
  const columns = await database.run<{ table: string; column: string; type: string }>({
    text: `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped`,
    values: [schema],
  })
  const indexes = await database.run<{ name: string; valid: boolean }>({
    text: `select c.relname as name, i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1`,
    values: [schema],
  })
  const constraints = await database.run<{ name: string; valid: boolean }>({
    text: `select k.conname as name, k.convalidated as valid from pg_constraint k
      join pg_namespace n on n.oid = k.connamespace where n.nspname = $1`,
    values: [schema],
  })
  return {
    tables: tablesOf(columns.rows),
    indexes: new Map(indexes.rows.map((row) => [row.name, row.valid])),
    constraints: new Map(constraints.rows.map((row) => [row.name, row.valid])),
  }
}

function tablesOf(rows: readonly { table: string; column: string; type: string }[]): Map<string, Map<string, string>> {
  const tables = new Map<string, Map<string, string>>()
  for (const { table, column, type } of rows) {
    const columns = tables.get(table) ?? new Map<string, string>()
    tables.set(table, columns.set(column, type))
  }
  return tables
}
