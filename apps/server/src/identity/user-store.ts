import type { AdminUser, UserInput } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { type Database, databaseFault, type Executor } from '@mortise/data/server'
import { identityErrors } from '../errors.ts'
import { hashPassword } from './password.ts'

const adminColumns = `p.id, p.name, p.email, p.title, p.language, p.department_id as "departmentId", p.manager_id as "managerId",
  p.administrator, p.active, p.last_seen_at as "lastSeenAt", p.created_at as "createdAt",
  array(select r.app || '/' || r.role from mortise.user_role r where r.user_id = p.id
        order by (r.app || '/' || r.role) collate "C") as roles`

/** All people, by name; or the one with that id. */
export async function readUsers(executor: Executor, id: string | null = null): Promise<AdminUser[]> {
  const { rows } = await executor.run<AdminUser>({
    text: `select ${adminColumns} from mortise.person p where $1::uuid is null or p.id = $1::uuid order by p.name, p.id`,
    values: [id],
  })
  return rows
}

/** The user, or USER_NOT_FOUND. */
export async function readUser(executor: Executor, id: string): Promise<AdminUser> {
  const [user] = await readUsers(executor, id)
  if (!user) throw identityErrors.USER_NOT_FOUND()
  return user
}

/** Makes a user who can sign in with the password, if there is one. */
export async function createUser(database: Database, input: UserInput): Promise<AdminUser> {
  const hash = input.password === undefined ? null : await hashPassword(input.password)
  const id = uuidv7()
  return await mapFaults(input, () =>
    database.transaction(async (trx) => {
      await insertPerson(trx, id, input)
      if (hash) await writePassword(trx, id, hash)
      await replaceRoles(trx, id, input.roles ?? [])
      return await readUser(trx, id)
    }),
  )
}

/** Changes what is given. The last active administrator stays one; who is made inactive is signed out. */
export async function updateUser(database: Database, id: string, input: Partial<UserInput>): Promise<AdminUser> {
  const hash = input.password === undefined ? null : await hashPassword(input.password)
  return await mapFaults(input, () =>
    database.transaction(async (trx) => {
      await lockPeople(trx)
      const before = await readUser(trx, id)
      if (input.managerId) await refuseManagerCycle(trx, id, input.managerId)
      await updatePerson(trx, { ...before, ...input, id })
      if (before.administrator && before.active) await refuseWithoutAdministrator(trx)
      if (input.roles) await replaceRoles(trx, id, input.roles)
      if (hash) await writePassword(trx, id, hash)
      if (input.active === false || hash) await deleteSessions(trx, id)
      return await readUser(trx, id)
    }),
  )
}

/** A new password, and all sessions ended. */
export async function resetPassword(database: Database, id: string, password: string): Promise<void> {
  await updateUser(database, id, { password })
}

/** Ends every session of the user, but for the one kept. */
export async function deleteSessions(executor: Executor, userId: string, keepSessionId?: string): Promise<void> {
  await executor.run({
    text: 'delete from mortise.session where user_id = $1 and ($2::uuid is null or id <> $2::uuid)',
    values: [userId, keepSessionId ?? null],
  })
}

/** Inserts the row of a person, without a password. */
export async function insertPerson(trx: Executor, id: string, input: UserInput): Promise<void> {
  await trx.run({
    text: `insert into mortise.person (id, name, email, language, department_id, manager_id, administrator, active,
             title) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      id,
      input.name,
      input.email.toLowerCase(),
      input.language ?? 'zh',
      input.departmentId ?? null,
      input.managerId ?? null,
      input.administrator ?? false,
      input.active ?? true,
      input.title ?? null,
    ],
  })
}

async function updatePerson(trx: Executor, user: AdminUser): Promise<void> {
  await trx.run({
    text: `update mortise.person set name = $2, email = $3, language = $4, department_id = $5, manager_id = $6,
             administrator = $7, active = $8, updated_at = $9, title = $10 where id = $1`,
    values: [
      user.id,
      user.name,
      user.email.toLowerCase(),
      user.language,
      user.departmentId,
      user.managerId,
      user.administrator,
      user.active,
      new Date().toISOString(),
      user.title,
    ],
  })
}

/** Lets the user sign in with the password of that hash. */
export async function writePassword(trx: Executor, userId: string, hash: string): Promise<void> {
  await trx.run({
    text: `insert into mortise.account (id, account_id, provider_id, user_id, password)
           values ($1, $2::text, 'credential', $2::uuid, $3)
           on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`,
    values: [uuidv7(), userId, hash],
  })
}

/** Gives the user exactly these roles. */
export async function replaceRoles(trx: Executor, userId: string, roles: readonly string[]): Promise<void> {
  await trx.run({ text: 'delete from mortise.user_role where user_id = $1', values: [userId] })
  for (const name of new Set(roles)) {
    const [app, role] = name.split('/')
    await trx.run({
      text: 'insert into mortise.user_role (user_id, app, role) values ($1, $2, $3)',
      values: [userId, app, role],
    })
  }
}

/** Two administrators who demote each other at the same moment must not both succeed. */
async function lockPeople(trx: Executor): Promise<void> {
  await trx.run({ text: 'select pg_advisory_xact_lock($1::bigint)', values: [7_046_029_255] })
}

async function refuseWithoutAdministrator(trx: Executor): Promise<void> {
  const { rows } = await trx.run({
    text: 'select 1 from mortise.person where administrator and active limit 1',
    values: [],
  })
  if (rows.length === 0) throw identityErrors.USER_LAST_ADMINISTRATOR()
}

async function refuseManagerCycle(trx: Executor, id: string, managerId: string): Promise<void> {
  const { rows } = await trx.run({
    text: `with recursive above as (
             select id, manager_id from mortise.person where id = $2
             union select p.id, p.manager_id from mortise.person p join above on p.id = above.manager_id
           ) select 1 from above where id = $1`,
    values: [id, managerId],
  })
  if (rows.length > 0) throw identityErrors.USER_MANAGER_CYCLE({ path: 'managerId' })
}

async function mapFaults<Result>(input: Partial<UserInput>, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    const constraint = databaseFault(error)?.constraint
    if (constraint === 'person_email_uq') throw identityErrors.USER_EMAIL_TAKEN({ email: input.email, path: 'email' })
    if (constraint === 'person_department_fk') throw identityErrors.DEPARTMENT_NOT_FOUND({ path: 'departmentId' })
    if (constraint === 'person_manager_fk') throw identityErrors.USER_NOT_FOUND({ path: 'managerId' })
    throw error
  }
}
