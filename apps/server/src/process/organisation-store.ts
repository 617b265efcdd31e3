import type { Database } from '@mortise/data/server'
import type { OrganisationDepartment, OrganisationPerson } from '@mortise/process'

/** Everybody, by name; who has left too. */
export async function readPeople(database: Database): Promise<(OrganisationPerson & { administrator: boolean })[]> {
  const { rows } = await database.run<OrganisationPerson & { administrator: boolean }>({
    text: `select id, active, department_id as "departmentId", manager_id as "managerId", title, administrator
      from mortise.person order by name, id`,
    values: [],
  })
  return rows
}

/** All departments. */
export async function readDepartments(database: Database): Promise<OrganisationDepartment[]> {
  const { rows } = await database.run<OrganisationDepartment>({
    text: 'select id, parent_id as "parentId", head_id as "headId" from mortise.department',
    values: [],
  })
  return rows
}

/** Who has which role, `app/role`, by name. */
export async function readRoleHolders(database: Database): Promise<{ role: string; people: string[] }[]> {
  const { rows } = await database.run<{ role: string; people: string[] }>({
    text: `select r.app || '/' || r.role as role, array_agg(r.user_id order by p.name, p.id) as people
      from mortise.user_role r join mortise.person p on p.id = r.user_id group by 1`,
    values: [],
  })
  return rows
}
