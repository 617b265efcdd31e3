import { type Clock, systemClock } from '@mortise/core'
import type { Database, Workspace } from '../database/database.ts'
import { identifier, qualified } from '../sql/identifier.ts'
import { bigramsFunction } from './bigrams.ts'
import { ensureEventPartitions, eventsAhead, eventTable } from './event-partitions.ts'
import { runDdl } from './run-ddl.ts'
import { schemaErrors } from './schema-errors.ts'
import { installWorkspaceParts } from './workspace-parts.ts'

export interface WorkspaceOptions {
  key: string
  /** IANA zone; default Asia/Shanghai. */
  timeZone?: string
  clock?: Clock
}

/** Makes a workspace: its schema, the tables that every workspace has, its row in the platform catalogue. Repeatable. */
export async function createWorkspace(database: Database, options: WorkspaceOptions): Promise<Workspace> {
  const { key, timeZone = 'Asia/Shanghai', clock = systemClock } = options
  if (!/^[a-z][a-z0-9_]{0,29}$/.test(key)) throw schemaErrors.WORKSPACE_KEY_INVALID({ workspace: key })
  const workspace: Workspace = { key, schema: `ws_${key}`, database, timeZone }
  await runDdl(database, [
    `create schema if not exists ${identifier(workspace.schema)}`,
    bigramsFunction(workspace.schema),
    ...eventTable(workspace.schema),
    ...sharedTables(workspace.schema),
  ])
  await installWorkspaceParts(workspace)
  await ensureEventPartitions(workspace, eventsAhead(clock.now()))
  await database.run({
    text: `insert into mortise.workspace (key, schema_name, time_zone, created_at) values ($1, $2, $3, $4)
      on conflict (key) do nothing`,
    values: [key, workspace.schema, timeZone, clock.now().toISOString()],
  })
  return await openWorkspace(database, key)
}

/** A workspace by its key; WORKSPACE_NOT_FOUND when it was never made. */
export async function openWorkspace(database: Database, key: string): Promise<Workspace> {
  const { rows } = await database.run<{ schema_name: string; time_zone: string }>({
    text: 'select schema_name, time_zone from mortise.workspace where key = $1',
    values: [key],
  })
  const row = rows[0]
  if (!row) throw schemaErrors.WORKSPACE_NOT_FOUND({ workspace: key })
  return { key, schema: row.schema_name, database, timeZone: row.time_zone }
}

/** What every workspace has beside the tables of its apps: files, gapless counters, saved views. */
function sharedTables(schema: string): string[] {
  const file = qualified(schema, 'file')
  const savedView = qualified(schema, 'saved_view')
  return [
    `create table if not exists ${file} (
      id uuid constraint file_key primary key, name text not null, size bigint not null, type text not null,
      storage_key text not null, app text not null, entity text, record_id uuid, field text,
      uploaded_by uuid, uploaded_at timestamptz(3) not null, archived_at timestamptz(3)
    )`,
    `create index if not exists file_record on ${file} (app, entity, record_id) where record_id is not null`,
    `create index if not exists file_unattached on ${file} (uploaded_at) where record_id is null`,
    `create table if not exists ${qualified(schema, 'counter')} (
      app text, entity text, field text, period text, value bigint not null,
      constraint counter_key primary key (app, entity, field, period)
    )`,
    `create table if not exists ${savedView} (
      id uuid constraint saved_view_key primary key, app text not null, entity text not null, name text not null,
      shared boolean not null, owner_id uuid, options jsonb not null, updated_at timestamptz(3) not null
    )`,
    `create index if not exists saved_view_entity on ${savedView} (app, entity)`,
  ]
}
