import { randomBytes } from 'node:crypto'
import type { PublicFormState } from '@mortise/api'
import type { Workspace } from '@mortise/data/server'

/** A link under which a public form can be filled in. */
export interface PublicLink {
  app: string
  form: string
  active: boolean
  ownerId: string | null
  departmentId: string | null
}

/** What a designer sets: on or off, and whose the records are. */
export type PublicLinkSettings = Pick<PublicLink, 'active' | 'ownerId' | 'departmentId'>

/** 192 bits: nobody guesses one. */
const tokenBytes = 24

/** The link with that token, switched on or not; null when there is none. */
export async function findPublicLink({ database, key }: Workspace, token: string): Promise<PublicLink | null> {
  const { rows } = await database.run<PublicLink>({
    text: `select app, form, active, owner_id as "ownerId", department_id as "departmentId"
      from mortise.public_link where workspace = $1 and token = $2`,
    values: [key, token],
  })
  return rows[0] ?? null
}

/** The links of an app, with how many answers came. */
export async function readPublicLinks({ database, key }: Workspace, app: string): Promise<PublicFormState[]> {
  const { rows } = await database.run<PublicFormState>({
    text: `select l.form, l.active, l.token, l.owner_id as "ownerId", l.department_id as "departmentId",
        l.renewed_at as "renewedAt", count(a.id)::int as answers, max(a.at) as "lastAnswerAt"
      from mortise.public_link l
      left join mortise.public_answer a on a.workspace = l.workspace and a.app = l.app and a.form = l.form
        and a.state <> 'taking'
      where l.workspace = $1 and l.app = $2 group by l.workspace, l.app, l.form order by l.form`,
    values: [key, app],
  })
  return rows
}

/** Switches a form on or off; the first time it gets a link. */
export async function writePublicLink(
  { database, key }: Workspace,
  place: { app: string; form: string },
  settings: PublicLinkSettings,
  by: string,
): Promise<void> {
  await database.run({
    text: `insert into mortise.public_link
        (workspace, app, form, token, active, owner_id, department_id, renewed_at, renewed_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (workspace, app, form) do update
        set active = excluded.active, owner_id = excluded.owner_id, department_id = excluded.department_id`,
    values: [
      ...[key, place.app, place.form, newToken()],
      ...[settings.active, settings.ownerId, settings.departmentId, new Date().toISOString(), by],
    ],
  })
}

/** Another link in the place of the present one, which is no longer known; false when there was none. */
export async function renewPublicLink(
  { database, key }: Workspace,
  { app, form }: { app: string; form: string },
  by: string,
): Promise<boolean> {
  const { rows } = await database.run({
    text: `update mortise.public_link set token = $4, renewed_at = $5, renewed_by = $6
      where workspace = $1 and app = $2 and form = $3 returning form`,
    values: [key, app, form, newToken(), new Date().toISOString(), by],
  })
  return rows.length > 0
}

function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url')
}
