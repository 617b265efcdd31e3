import type { AdminDepartment, DepartmentInput } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { type Database, databaseFault, type Executor } from '@mortise/data/server'
import { identityErrors } from '../errors.ts'
import { departmentAndBelow, readDepartments } from './department-tree.ts'

/** All departments with how many people are in each. */
export async function readAdminDepartments(executor: Executor): Promise<AdminDepartment[]> {
  const { rows } = await executor.run<AdminDepartment>({
    text: `select d.id, d.name, d.parent_id as "parentId", d.head_id as "headId", d.position,
             (select count(*)::int from mortise.person p where p.department_id = d.id) as "userCount"
           from mortise.department d order by d.position, d.created_at, d.id`,
    values: [],
  })
  return rows
}

/** Makes a department. */
export async function createDepartment(database: Database, input: DepartmentInput): Promise<AdminDepartment> {
  const id = uuidv7()
  return await mapFaults(() =>
    database.transaction(async (trx) => {
      await refuseUnknownHead(trx, input.headId)
      await trx.run({
        text: 'insert into mortise.department (id, name, parent_id, head_id, position) values ($1, $2::jsonb, $3, $4, $5)',
        values: [id, JSON.stringify(input.name), input.parentId ?? null, input.headId ?? null, input.position ?? 0],
      })
      return await readOne(trx, id)
    }),
  )
}

/** Changes what is given; a department never comes to be below itself. */
export async function updateDepartment(
  database: Database,
  id: string,
  input: Partial<DepartmentInput>,
): Promise<AdminDepartment> {
  return await mapFaults(() =>
    database.transaction(async (trx) => {
      await lockTree(trx)
      const next = { ...(await readOne(trx, id)), ...input }
      if (next.parentId && departmentAndBelow(await readDepartments(trx), id).includes(next.parentId))
        throw identityErrors.DEPARTMENT_CYCLE({ path: 'parentId' })
      await refuseUnknownHead(trx, input.headId)
      await trx.run({
        text: 'update mortise.department set name = $2::jsonb, parent_id = $3, head_id = $4, position = $5 where id = $1',
        values: [id, JSON.stringify(next.name), next.parentId, next.headId, next.position],
      })
      return await readOne(trx, id)
    }),
  )
}

/** Removes a department that nobody is in. */
export async function deleteDepartment(database: Database, id: string): Promise<void> {
  await database.transaction(async (trx) => {
    await lockTree(trx)
    await readOne(trx, id)
    const { rows } = await trx.run({
      text: `select 1 from mortise.person where department_id = $1
             union all select 1 from mortise.department where parent_id = $1 limit 1`,
      values: [id],
    })
    if (rows.length > 0) throw identityErrors.DEPARTMENT_IN_USE()
    await trx.run({ text: 'delete from mortise.department where id = $1', values: [id] })
  })
}

async function readOne(executor: Executor, id: string): Promise<AdminDepartment> {
  const found = (await readAdminDepartments(executor)).find((department) => department.id === id)
  if (!found) throw identityErrors.DEPARTMENT_NOT_FOUND()
  return found
}

/** Two moves at the same moment must not make a loop together. */
async function lockTree(trx: Executor): Promise<void> {
  await trx.run({ text: 'select pg_advisory_xact_lock($1::bigint)', values: [7_046_029_256] })
}

async function refuseUnknownHead(trx: Executor, headId: string | null | undefined): Promise<void> {
  if (!headId) return
  const { rows } = await trx.run({ text: 'select 1 from mortise.person where id = $1', values: [headId] })
  if (rows.length === 0) throw identityErrors.USER_NOT_FOUND({ path: 'headId' })
}

async function mapFaults<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (databaseFault(error)?.constraint === 'department_parent_fk')
      throw identityErrors.DEPARTMENT_NOT_FOUND({ path: 'parentId' })
    throw error
  }
}
