import type { SystemState, WorkspaceInput } from '@mortise/api'
import { qualified, tableName } from '@mortise/data/server'
import { Localized } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { readOutbox, retryOutbox } from '../app/outbox-state.ts'
import { roleAlerts } from '../app/role-alerts.ts'
import { renameWorkspace } from '../app/workspace-name.ts'
import { productVersion } from '../product-version.ts'
import type { Services } from '../services.ts'
import { NoBody, NoQuery, strict } from './schemas.ts'

const config = { auth: 'administrator', token: 'admin' } as const

const WorkspaceSchema = Type.Object({ name: Localized }, strict)

/** What the server runs on and how much it holds, and what the workspace is called. */
export function adminSystemRoutes(app: FastifyInstance, services: Services): void {
  app.get('/admin/system', { config, schema: { querystring: NoQuery } }, () => readSystem(services))

  app.post(
    '/admin/system/retry',
    { config: { auth: 'administrator' }, schema: { querystring: NoQuery, body: NoBody } },
    async (_request, reply) => {
      await retryOutbox(services)
      return reply.code(204).send()
    },
  )

  app.patch<{ Body: WorkspaceInput }>(
    '/admin/workspace',
    { config, schema: { querystring: NoQuery, body: WorkspaceSchema } },
    async (request) => {
      await renameWorkspace(services.workspace, request.body.name)
      return { name: request.body.name }
    },
  )
}

async function readSystem(services: Services): Promise<SystemState> {
  const { database, config: settings } = services
  const [{ rows: sizes }, files, tables] = await Promise.all([
    database.run<{ bytes: number }>({
      text: 'select pg_database_size(current_database())::float8 as bytes',
      values: [],
    }),
    readFiles(services),
    readTables(services),
  ])
  return {
    version: productVersion,
    node: process.versions.node,
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    database: {
      engine: database.engine,
      version: database.version,
      bytes: sizes[0]?.bytes ?? 0,
      directory: database.engine === 'pglite' ? settings.dataDir : null,
    },
    files,
    tables,
    alerts: roleAlerts(services.apps.list()),
    outbox: await readOutbox(services),
  }
}

async function readFiles({ workspace }: Services): Promise<SystemState['files']> {
  const { rows } = await workspace.database.run<SystemState['files']>({
    text: `select count(*)::float8 as count, coalesce(sum(size), 0)::float8 as bytes
           from ${qualified(workspace.schema, 'file')}`,
    values: [],
  })
  return rows[0] ?? { count: 0, bytes: 0 }
}

interface TableSize {
  name: string
  bytes: number
  /** The planner's estimate; below zero for a table that was never looked at. */
  rows: number
}

/** The tables of all apps, largest first. Counting millions of rows for a glance would cost too much: estimates. */
async function readTables({ workspace, apps }: Services): Promise<SystemState['tables']> {
  const { rows } = await workspace.database.run<TableSize>({
    text: `select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes, c.reltuples::float8 as rows
           from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'`,
    values: [workspace.schema],
  })
  const sizes = new Map(rows.map((row) => [row.name, row]))
  return apps
    .list()
    .flatMap((model) =>
      [...model.entities.keys()].map((entity) => {
        const size = sizes.get(tableName(model.key, entity))
        const records = size && size.rows >= 0 ? Math.round(size.rows) : null
        return { app: model.key, entity, bytes: size?.bytes ?? 0, records }
      }),
    )
    .sort((a, b) => b.bytes - a.bytes)
}
