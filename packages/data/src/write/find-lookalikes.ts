import { isUuid } from '@mortise/core'
import { sql } from 'kysely'
import type { Lookalikes, RecordInput } from '../contract/write.ts'
import { recordErrors } from '../errors.ts'
import { runCached } from '../query/cached-statement.ts'
import { titleOf } from './check-rows.ts'
import { type DuplicateCheck, duplicateChecksOf, duplicatesFrom } from './duplicate-check.ts'
import { isBlank, normaliseValue } from './field-value.ts'
import { inputRows, jsonValues } from './input-rows.ts'
import type { WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

const named = 5
const both = new Set(['refuse', 'warn'] as const)
const noRecord = '00000000-0000-0000-0000-000000000000'

/**
 * Records that have the values of a duplicate check, while somebody is still typing them. Those that the user may not
 * see are counted where the check refuses them on saving anyway; a warning must give nothing away.
 */
export async function findLookalikes(table: WriteTable, id: string | null, values: RecordInput): Promise<Lookalikes[]> {
  if (id !== null && !isUuid(id)) throw recordErrors.RECORD_NOT_FOUND()
  const found: Lookalikes[] = []
  for (const check of duplicateChecksOf(table, { fields: null, modes: both })) {
    const row = rowOf(check, table, values)
    if (!row) continue
    const lookalikes = await look(check, table, { ...row, id: id ?? noRecord })
    if (lookalikes) found.push(lookalikes)
  }
  return found
}

/** The values of the check in their one spelling; null while one is blank, wrong or not this user's to fill in. */
function rowOf(check: DuplicateCheck, table: WriteTable, values: RecordInput): RecordInput | null {
  const row: RecordInput = {}
  for (const key of check.fields) {
    const field = table.entity.fields.get(key)
    if (!field || !table.profile.fields.has(key) || !Object.hasOwn(values, key)) return null
    const result = normaliseValue(field, values[key])
    if ('code' in result || isBlank(field, result.value)) return null
    row[key] = result.value
  }
  return row
}

interface FoundRow {
  records: Lookalikes['records']
  seen: number
  all: number
  [column: string]: unknown
}

async function look(check: DuplicateCheck, table: WriteTable, row: RecordInput): Promise<Lookalikes | null> {
  const columns = ['id', ...check.fields].flatMap((key) => table.layout.columns.get(key) ?? [])
  const statement = writeStatement(table, `lookalikes ${check.key}`, () => {
    const place = { fields: null, batch: false }
    const visible = duplicatesFrom({ ...check, mode: 'warn' }, table, place)
    const every = duplicatesFrom({ ...check, mode: 'refuse' }, table, place)
    return sql`with input as (${inputRows('json', columns, [])})
      select (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'title', n.title)), '[]') from
          (select d.id, ${titleOf(table, 'd')} as title ${visible} order by d.id desc limit ${sql.lit(named)}) n) as records,
        (select count(*)::int ${visible}) as seen, (select count(*)::int ${every}) as all
      from input x`
  })
  const { database } = table.call.scope.workspace
  const [answer] = await runCached<FoundRow>(database, statement, {
    ...table.call.slots,
    ...jsonValues([row], columns),
  })
  if (!answer) return null
  const hidden = check.mode === 'refuse' ? answer.all - answer.seen : 0
  if (answer.seen + hidden === 0) return null
  const { key, fields, message } = check
  return {
    check: key,
    fields,
    message: message ?? null,
    records: answer.records,
    more: answer.seen - answer.records.length,
    hidden,
  }
}
