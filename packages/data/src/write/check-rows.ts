import { type RawBuilder, sql } from 'kysely'
import type { DuplicateWarning } from '../contract/write.ts'
import { coversRows } from '../permission/entity-profile.ts'
import { runCached } from '../query/cached-statement.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { uniqueKeysOf } from '../schema/unique-keys.ts'
import {
  type DuplicateCheck,
  type DuplicatePlace,
  duplicateChecksOf,
  duplicatesFrom,
  noDuplicate,
} from './duplicate-check.ts'
import { type FoundProblem, problemAt } from './field-problems.ts'
import type { GuardedWrite } from './held-back.ts'
import { inputRows, jsonValues } from './input-rows.ts'
import { insertedColumns } from './insert-statement.ts'
import type { PreparedRecord } from './prepared-record.ts'
import { referenceCondition, referencesOf } from './reference-check.ts'
import { updatedColumns } from './update-statement.ts'
import { rowsIn, tableName, type WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

/** Why rows were held back. */
export interface RowFindings {
  problems: Map<PreparedRecord, FoundProblem[]>
  /** Of `warn` checks; empty unless they were asked for. */
  duplicates: DuplicateWarning[]
}

interface Probe {
  condition: RawBuilder<unknown>
  /** Reads the answer for one record. */
  report(answer: unknown, record: PreparedRecord, findings: RowFindings): void
}

/** Looks up what keeps the records from being written: references, unique values, duplicates. */
export async function checkRows(write: GuardedWrite, { warnings }: { warnings: boolean }): Promise<RowFindings> {
  const { table, records, fields } = write
  const columns = fields ? updatedColumns(table, new Set([...fields, 'id'])) : insertedColumns(table)
  const probes = probesOf(write, warnings)
  const findings: RowFindings = { problems: new Map(), duplicates: [] }
  if (probes.length === 0) return findings
  const shape = `check ${warnings} ${fields ? [...fields].sort().join() : '*'}`
  const statement = writeStatement(table, shape, () => composeCheck(table, columns, probes, fields !== null))
  const rows = records.map((record) => ({ ...record.values, id: record.id }))
  const { workspace } = table.call.scope
  const answers = await runCached(workspace.database, statement, { ...table.call.slots, ...jsonValues(rows, columns) })
  const byId = new Map(records.map((record) => [record.id, record]))
  for (const row of answers) {
    const record = byId.get(row.$id as string)
    if (!record) continue
    for (const [index, probe] of probes.entries()) probe.report(row[`$${index}`], record, findings)
  }
  return findings
}

function composeCheck(
  table: WriteTable,
  columns: readonly ColumnLayout[],
  probes: readonly Probe[],
  current: boolean,
): RawBuilder<unknown> {
  const answers = sql.join(probes.map(({ condition }, index) => sql`${condition} as ${sql.id(`$${index}`)}`))
  const join = current ? sql` join ${tableName(table)} as t on t.id = x.id` : sql``
  return sql`with input as (${inputRows('json', columns, [])})
    select x.id as "$id", ${answers} from input x${join}`
}

function probesOf({ table, fields }: GuardedWrite, warnings: boolean): Probe[] {
  const place: DuplicatePlace = { fields, batch: true }
  const concerned = (keys: readonly string[]) => fields === null || keys.some((key) => fields.has(key))
  const modes = new Set<DuplicateCheck['mode']>(warnings ? ['refuse', 'warn'] : ['refuse'])
  return [
    ...referencesOf(table)
      .filter(({ field }) => concerned([field.key]))
      .map((layout) => referenceProbe(layout, table, fields !== null)),
    ...uniqueKeysOf(table.entity, table.call.services.storages)
      .filter((key) => concerned(key.fields))
      .map((key) => uniqueProbe(key.fields, table, place)),
    ...(concerned(['id']) ? [idProbe(table)] : []),
    ...duplicateChecksOf(table, { fields, modes }).map((check) => duplicateProbe(check, table, place)),
  ]
}

function referenceProbe(layout: ColumnLayout, table: WriteTable, current: boolean): Probe {
  return {
    condition: referenceCondition(layout, table, { source: 'json', current }),
    report(answer, record, findings) {
      if (answer === false) add(findings, record, problemAt(`${record.path}${layout.field.key}`, 'RELATED_UNKNOWN'))
    },
  }
}

function uniqueProbe(fields: readonly string[], table: WriteTable, place: DuplicatePlace): Probe {
  return {
    condition: noDuplicate({ key: 'unique', fields: [...fields], mode: 'refuse' }, table, place),
    report(answer, record, findings) {
      if (answer !== false) return
      add(findings, record, problemAt(`${record.path}${fields[0]}`, 'VALUE_TAKEN', { fields: [...fields] }))
    },
  }
}

function idProbe(table: WriteTable): Probe {
  return {
    condition: sql`not exists (select 1 from ${tableName(table)} as d where d.id = x.id)`,
    report(answer, record, findings) {
      if (answer === false) add(findings, record, problemAt(`${record.path}id`, 'RECORD_EXISTS'))
    },
  }
}

const namedDuplicates = 5

function duplicateProbe(check: DuplicateCheck, table: WriteTable, place: DuplicatePlace): Probe {
  const seen = duplicatesFrom({ ...check, mode: 'warn' }, table, { ...place, batch: false })
  const records = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'title', n.title)), '[]') from
    (select d.id, ${titleOf(table, 'd')} as title ${seen} order by d.id limit ${sql.lit(namedDuplicates)}) n)`
  return {
    condition: sql`case when ${noDuplicate(check, table, place)} then null else ${records} end`,
    report(answer, record, findings) {
      if (!Array.isArray(answer)) return
      const warning: DuplicateWarning = { check: check.key, fields: check.fields, records: answer }
      if (check.mode === 'warn') findings.duplicates.push(warning)
      else add(findings, record, refusal(check, record, warning))
    },
  }
}

function refusal(check: DuplicateCheck, record: PreparedRecord, { records }: DuplicateWarning): FoundProblem {
  const found = problemAt(`${record.path}${check.fields[0]}`, 'VALUE_DUPLICATE', { check: check.key, records })
  return check.message ? { ...found, text: check.message } : found
}

/** What a record goes by, as far as the user may read that. */
export function titleOf(table: WriteTable, alias: string): RawBuilder<unknown> {
  const { entity, layout, profile } = table
  const column = layout.columns.get(entity.title.key)
  const rule = profile.fields.get(entity.title.key)
  if (!column || !rule) return sql`''`
  const title = sql`coalesce(${sql.ref(`${alias}.${column.column}`)}::text, '')`
  if (coversRows(rule.read, profile.read)) return title
  return sql`case when ${rowsIn(rule.read, alias, table)} then ${title} else '' end`
}

function add(findings: RowFindings, record: PreparedRecord, problem: FoundProblem): void {
  const problems = findings.problems.get(record) ?? []
  problems.push(problem)
  findings.problems.set(record, problems)
}
