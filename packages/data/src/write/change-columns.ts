import { type RawBuilder, sql } from 'kysely'
import type { ColumnClass, ColumnSpec } from '../contract/field-storage.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'

/** Makes the text of a JSON value of a column; null where the column is. */
type JsonText = (column: RawBuilder<unknown>, spec: ColumnSpec) => RawBuilder<unknown>

const plain: JsonText = (column) => sql`${column}::text`
const quoted: JsonText = (column) => sql`'"' || ${column}::text || '"'`
const escaped: JsonText = (column) => sql`to_json(${column})::text`

/** A column as change events hold it, which is how the API gives it. */
const jsonTexts: Readonly<Record<ColumnClass, JsonText>> = {
  text: escaped,
  choice: escaped,
  // A JSON number cannot hold every decimal.
  number: (column, spec) => (spec.type.startsWith('numeric') ? quoted : plain)(column, spec),
  boolean: plain,
  date: escaped,
  instant: (column) => sql`'"' || to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'`,
  reference: quoted,
  choices: escaped,
  files: plain,
}

/** System fields whose changes are worth an entry; the others follow from the event itself. */
const loggedSystemFields = new Set(['owner', 'department'])

/** Whether changes of a column appear in change events: what people did, not what was computed from it. */
function isLogged({ field }: ColumnLayout): boolean {
  return field.system ? loggedSystemFields.has(field.key) : field.computed === null
}

/** JSON of the changes of a new record: each value that is not blank, after null. */
export function createdChanges(columns: readonly ColumnLayout[], alias: string): RawBuilder<unknown> {
  return changesObject(
    columns.filter(isLogged).map(({ field, column, spec }) => {
      const value = sql.ref(`${alias}.${column}`)
      const member = sql`${memberStart(field.key, 'null,')} || ${jsonTexts[spec.class](value, spec)} || ']'`
      return spec.default
        ? sql`case when ${value} is distinct from ${sql.raw(spec.default)} then ${member} end`
        : member
    }),
  )
}

/** JSON of the changes of a record: the old and the new value of each column that differs. */
export function updatedChanges(columns: readonly ColumnLayout[], fresh: string, old: string): RawBuilder<unknown> {
  return changesObject(
    columns.filter(isLogged).map(({ field, column, spec }) => {
      const after = sql.ref(`${fresh}.${column}`)
      const before = sql.ref(`${old}.${column}`)
      const text = (value: RawBuilder<unknown>) => sql`coalesce(${jsonTexts[spec.class](value, spec)}, 'null')`
      const member = sql`${memberStart(field.key)} || ${text(before)} || ',' || ${text(after)} || ']'`
      return sql`case when ${before} is distinct from ${after} then ${member} end`
    }),
  )
}

function memberStart(key: string, more = ''): RawBuilder<unknown> {
  return sql.lit(`${JSON.stringify(key)}:[${more}`)
}

/** A function takes at most 100 arguments. */
const membersPerCall = 90

/**
 * Puts the members that are not null together. As text, and converted once: building jsonb values out of one another
 * takes twice as long, which is felt where thousands of records are created.
 */
function changesObject(members: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = []
  for (let start = 0; start < members.length; start += membersPerCall) {
    parts.push(sql`nullif(concat_ws(',', ${sql.join(members.slice(start, start + membersPerCall))}), '')`)
  }
  return parts.length === 0 ? sql`'{}'::jsonb` : sql`('{' || concat_ws(',', ${sql.join(parts)}) || '}')::jsonb`
}
