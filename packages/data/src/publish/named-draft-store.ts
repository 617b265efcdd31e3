import type { Executor, Workspace } from '../database/database.ts'
import { type DraftRef, type Edit, mainDraft } from './draft-store.ts'

/** One of the drafts of an app. */
export interface DraftSummary {
  key: string
  /** Null for the main one that nobody named. */
  name: string | null
  baseRevision: number
  createdAt: string | null
  createdBy: string | null
  updatedAt: string | null
  updatedBy: string | null
  /** How many documents it changes. */
  documentCount: number
}

/** The drafts that are stored, the main one first. */
export async function readDrafts(executor: Executor, workspace: Workspace, app: string): Promise<DraftSummary[]> {
  const { rows } = await executor.run<DraftSummary>({
    text: `select d.key, d.name, d.base_revision as "baseRevision", d.created_at as "createdAt",
        d.created_by as "createdBy", d.updated_at as "updatedAt", d.updated_by as "updatedBy",
        (select count(*)::int from mortise.draft_document o
          where o.workspace = d.workspace and o.app = d.app and o.draft = d.key) as "documentCount"
      from mortise.draft d where d.workspace = $1 and d.app = $2 order by d.key <> $3, d.created_at, d.key`,
    values: [workspace.key, app, mainDraft],
  })
  return rows
}

/** Writes a new draft, which changes nothing yet. */
export async function insertDraft(
  trx: Executor,
  workspace: Workspace,
  { app, draft, name, revision, at, byId }: DraftRef & Edit & { name: string; revision: number },
): Promise<void> {
  await trx.run({
    text: `insert into mortise.draft
      (workspace, app, key, name, base_revision, created_at, created_by, updated_at, updated_by)
      values ($1, $2, $3, $4, $5, $6, $7, $6, $7)`,
    values: [workspace.key, app, draft, name, revision, at, byId],
  })
}

/** Puts what a draft changes, and the revision that it is over, into another one; answers whether it is stored. */
export async function copyDraft(trx: Executor, workspace: Workspace, from: DraftRef, to: string): Promise<boolean> {
  const values = [workspace.key, from.app, from.draft, to]
  const { count } = await trx.run({
    text: `update mortise.draft d set base_revision = f.base_revision from mortise.draft f
      where f.workspace = $1 and f.app = $2 and f.key = $3 and d.workspace = $1 and d.app = $2 and d.key = $4`,
    values,
  })
  if (count === 0) return false
  await trx.run({
    text: `insert into mortise.draft_document (workspace, app, draft, kind, key, document, updated_at, updated_by)
      select workspace, app, $4, kind, key, document, updated_at, updated_by from mortise.draft_document
      where workspace = $1 and app = $2 and draft = $3`,
    values,
  })
  return true
}

/** Writes the name of a draft. */
export async function writeDraftName(
  trx: Executor,
  workspace: Workspace,
  { app, draft, name }: DraftRef & { name: string },
): Promise<void> {
  await trx.run({
    text: 'update mortise.draft set name = $4 where workspace = $1 and app = $2 and key = $3',
    values: [workspace.key, app, draft, name],
  })
}
