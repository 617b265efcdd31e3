import { createHash } from 'node:crypto'
import { caseCollations, chineseHolidays, type HelperCapabilities, helperFunctions } from '@mortise/expressions/sql'
import type { Executor, Workspace } from '../database/database.ts'
import { qualified } from '../sql/identifier.ts'

/** Something that every workspace has and that a newer version of the product may bring in another form. */
export interface WorkspacePart {
  name: string
  /** All that it is made from: it is made again when this changes. */
  content: string
  install(trx: Executor, schema: string): Promise<void>
}

/** Brings the functions, tables and the calendar behind expressions up to date. */
export async function installWorkspaceParts(workspace: Pick<Workspace, 'database' | 'schema'>): Promise<void> {
  await installParts(workspace, [
    functionsPart(await capabilitiesOf(workspace.database), workspace.schema),
    recalculationPart,
    calendarPart,
    savedViewPart,
    formDraftPart,
    commandRunPart,
    recordLockPart,
    followedChangePart,
  ])
}

/** Installs what is not there yet, or has changed. Repeatable; of several servers that start together one does it. */
export async function installParts(
  { database, schema }: Pick<Workspace, 'database' | 'schema'>,
  parts: readonly WorkspacePart[],
): Promise<void> {
  const hashes = new Map(parts.map((part) => [part, createHash('sha256').update(part.content).digest('hex')]))
  await database.transaction(async (trx) => {
    await trx.run({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`${schema}/parts`] })
    await trx.run({
      text: `create table if not exists ${qualified(schema, 'part')} (name text constraint part_key primary key, hash text not null)`,
      values: [],
    })
    const { rows } = await trx.run<{ name: string; hash: string }>({
      text: `select name, hash from ${qualified(schema, 'part')}`,
      values: [],
    })
    const present = new Map(rows.map(({ name, hash }) => [name, hash]))
    for (const [part, hash] of hashes) {
      if (present.get(part.name) === hash) continue
      await part.install(trx, schema)
      await trx.run({
        text: `insert into ${qualified(schema, 'part')} (name, hash) values ($1, $2)
          on conflict (name) do update set hash = excluded.hash`,
        values: [part.name, hash],
      })
    }
    // An index over a million rows takes longer than a save may.
  }, 'schema')
}

/** What of a database decides how the functions of expressions are written there. */
export async function capabilitiesOf(executor: Executor): Promise<HelperCapabilities> {
  const { rows } = await executor.run<{ name: string }>({
    text: `select collname as name from pg_collation
      where collname = any($1::text[]) and collnamespace = 'pg_catalog'::regnamespace`,
    values: [caseCollations],
  })
  const present = new Set(rows.map(({ name }) => name))
  return { caseCollation: caseCollations.find((name) => present.has(name)) ?? 'C' }
}

/** The functions that compiled expressions call. One statement: there are dozens, and each test makes a workspace. */
function functionsPart(capabilities: HelperCapabilities, schema: string): WorkspacePart {
  const statements = helperFunctions.map((helper) => helper.create(schema, capabilities))
  const names = helperFunctions.map(({ name }) => name)
  return {
    name: 'expression functions',
    content: statements.join('\n'),
    async install(trx) {
      // One whose arguments are called otherwise now cannot be replaced; nothing but statements refers to them.
      await trx.run({
        text: `do $drop$ declare old regprocedure; begin
          for old in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = ${quoted(schema)} and p.proname = any(array[${names.map(quoted).join()}])
          loop execute 'drop function ' || old; end loop; end $drop$`,
        values: [],
      })
      const body = statements.map((statement) => `execute $helper$${statement}$helper$;`).join('\n')
      await trx.run({ text: `do $all$ begin ${body} end $all$`, values: [] })
    },
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Computed values that are out of date and wait for their turn: so many that no save could wait for them. */
const recalculationPart: WorkspacePart = {
  name: 'recalculation',
  content: '1',
  async install(trx, schema) {
    const table = qualified(schema, 'recalculation')
    await trx.run({
      text: `create table if not exists ${table} (
        id uuid constraint recalculation_key primary key, app text not null, entity text not null,
        fields text[] not null, ids uuid[], after_id uuid, revision integer not null,
        due_at timestamptz(3) not null,
        attempts integer not null default 0, problem text
      )`,
      values: [],
    })
    await trx.run({ text: `create index if not exists recalculation_due on ${table} (due_at, id)`, values: [] })
  },
}

/** Days that are not as the week says. Those that an administrator changed stay as they are. */
const calendarPart: WorkspacePart = {
  name: 'calendar',
  content: JSON.stringify(chineseHolidays()),
  async install(trx, schema) {
    const table = qualified(schema, 'calendar_day')
    await trx.run({
      text: `create table if not exists ${table} (
        day date constraint calendar_day_key primary key, works boolean not null, name jsonb not null,
        edited boolean not null default false
      )`,
      values: [],
    })
    await trx.run({
      text: `insert into ${table} as d (day, works, name)
        select day, works, name from jsonb_to_recordset($1::jsonb) as x (day date, works boolean, name jsonb)
        on conflict (day) do update set works = excluded.works, name = excluded.name where not d.edited`,
      values: [JSON.stringify(chineseHolidays())],
    })
  },
}

/** What people have filled in and not saved yet, each for themselves. */
const formDraftPart: WorkspacePart = {
  name: 'form drafts',
  content: '1',
  async install(trx, schema) {
    await trx.run({
      text: `create table if not exists ${qualified(schema, 'form_draft')} (
        app text not null, user_id uuid not null, entity text not null, record text not null,
        at timestamptz(3) not null, draft jsonb not null,
        constraint form_draft_key primary key (app, user_id, entity, record)
      )`,
      values: [],
    })
  },
}

/** Commands that were run, so that a second click, or a second try on a bad line, runs nothing twice. */
const commandRunPart: WorkspacePart = {
  name: 'command runs',
  content: '1',
  async install(trx, schema) {
    const table = qualified(schema, 'command_run')
    await trx.run({
      text: `create table if not exists ${table} (
        app text not null, user_id uuid not null, key text not null, record text not null,
        at timestamptz(3) not null, outcome jsonb,
        constraint command_run_key primary key (app, user_id, key, record)
      )`,
      values: [],
    })
    await trx.run({ text: `create index if not exists command_run_at on ${table} (at)`, values: [] })
  },
}

/** Views that users keep were lists only. */
const savedViewPart: WorkspacePart = {
  name: 'types of saved views',
  content: '1',
  async install(trx, schema) {
    await trx.run({
      text: `alter table ${qualified(schema, 'saved_view')}
        add column if not exists type text not null default 'list',
        add column if not exists locked boolean not null default false`,
      values: [],
    })
  },
}

/** Records that a running process keeps to itself. */
const recordLockPart: WorkspacePart = {
  name: 'record locks',
  content: '1',
  async install(trx, schema) {
    await trx.run({
      text: `create table if not exists ${qualified(schema, 'record_lock')} (
        record_id uuid not null, holder_id uuid not null,
        constraint record_lock_key primary key (record_id, holder_id)
      )`,
      values: [],
    })
  },
}

/** Changes that processes may start at or wait for, until they were looked at. */
const followedChangePart: WorkspacePart = {
  name: 'followed changes',
  content: '1',
  async install(trx, schema) {
    const table = qualified(schema, 'followed_change')
    await trx.run({
      text: `create table if not exists ${table} (
        id uuid constraint followed_change_key primary key, app text not null, entity text not null,
        record_id uuid not null, kind text not null, fields text[] not null, actor_id uuid, source jsonb,
        at timestamptz(3) not null, due_at timestamptz(3) not null, attempts integer not null default 0, problem text
      )`,
      values: [],
    })
    await trx.run({ text: `create index if not exists followed_change_due on ${table} (due_at, id)`, values: [] })
  },
}
