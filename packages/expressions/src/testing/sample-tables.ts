import { type RawBuilder, sql } from 'kysely'
import { chineseHolidays } from '../calendar/public-holidays.ts'
import { helperFunctions } from '../sql/helper-functions.ts'
import type { HelperCapabilities } from '../sql/helper-parts.ts'
import type { SampleRecords } from './sample-records.ts'

const columns = {
  customer: {
    id: 'uuid',
    name: 'text',
    level: 'text',
    credit: 'numeric(28,10)',
    since: 'date',
    parent: 'uuid',
    active: 'boolean',
    owner: 'uuid',
  },
  order: {
    id: 'uuid',
    title: 'text',
    note: 'text',
    amount: 'numeric(18,2)',
    rate: 'numeric(28,10)',
    count: 'bigint',
    paid: 'boolean',
    status: 'text',
    tags: 'text[]',
    ordered: 'date',
    due: 'date',
    shipped: 'timestamptz(3)',
    photos: 'jsonb',
    owner: 'uuid',
    department: 'uuid',
    customer: 'uuid',
  },
  line: {
    id: 'uuid',
    name: 'text',
    qty: 'bigint',
    price: 'numeric(18,2)',
    gift: 'boolean',
    needed: 'date',
    order: 'uuid',
  },
} as const

export type SampleTable = keyof SampleRecords

/** Columns of the sample tables with their types in PostgreSQL. */
export const sampleColumns: Readonly<Record<SampleTable, { readonly [column: string]: string }>> = {
  ...columns,
  before: columns.order,
}

/** Schema that holds the sample tables, as that of a workspace. */
export const sampleNamespace = 'expression sample'

/** Statements that make the sample tables, the helper functions and the calendar, all empty. */
export function createSampleTables(capabilities: HelperCapabilities): string[] {
  const schema = `"${sampleNamespace}"`
  const tables = Object.entries(sampleColumns).map(([table, types]) => {
    const list = Object.entries(types).map(
      ([column, type]) => `"${column}" ${type}${column === 'id' ? ' primary key' : ''}`,
    )
    return `create table ${schema}."${table}" (${list.join(', ')})`
  })
  return [
    `create schema ${schema}`,
    `create table ${schema}.calendar_day (day date primary key, works boolean not null)`,
    ...tables,
    ...helperFunctions.map((helper) => helper.create(sampleNamespace, capabilities)),
  ]
}

/** Statements that fill the tables with records instead of those that were there. */
export function fillSampleTables(records: SampleRecords): RawBuilder<unknown>[] {
  return Object.entries(sampleColumns).flatMap(([table, types]) => {
    const rows = records[table as SampleTable]
    const target = sql.id(sampleNamespace, table)
    const list = sql.raw(
      Object.entries(types)
        .map(([column, type]) => `"${column}" ${type}`)
        .join(', '),
    )
    return [
      sql`truncate ${target}`,
      sql`insert into ${target} select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(${list})`,
    ]
  })
}

export function fillSampleCalendar(): RawBuilder<unknown> {
  const days = JSON.stringify(chineseHolidays().map(({ day, works }) => ({ day, works })))
  return sql`insert into ${sql.id(sampleNamespace, 'calendar_day')}
    select * from jsonb_to_recordset(${days}::text::jsonb) as r(day date, works boolean)`
}
