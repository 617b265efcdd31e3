import { uuidv7 } from '@mortise/core'
import type { Database, Executor } from '@mortise/data/server'
import type { DemoPeople } from '@mortise/packs/server'
import { hashPassword } from '../identity/password.ts'
import { insertPerson, replaceRoles, writePassword } from '../identity/user-store.ts'
import { readSetting, writeSetting } from './setting.ts'

interface DemoIds {
  people: { [key: string]: string }
  departments: { [key: string]: string }
}

/** Makes the company of a demo, once; later calls find the same people again. */
export async function createDemoPeople(
  database: Database,
  demo: DemoPeople,
): Promise<{ people: Map<string, string>; departments: Map<string, string> }> {
  const hash = await hashPassword(demo.password)
  const ids = await database.transaction(async (trx) => {
    const known = await readSetting<DemoIds>(trx, 'demo_people')
    if (known) return known
    const made: DemoIds = { people: keysToIds(demo.people), departments: keysToIds(demo.departments) }
    await insertDepartments(trx, demo, made)
    await insertPeople(trx, { demo, made, hash })
    await setHeads(trx, demo, made)
    await writeSetting(trx, 'demo_people', made)
    return made
  })
  return { people: new Map(Object.entries(ids.people)), departments: new Map(Object.entries(ids.departments)) }
}

function keysToIds(items: readonly { key: string }[]): { [key: string]: string } {
  return Object.fromEntries(items.map(({ key }) => [key, uuidv7()]))
}

async function insertDepartments(trx: Executor, { departments }: DemoPeople, ids: DemoIds): Promise<void> {
  for (const [position, { key, name, parent }] of departments.entries())
    await trx.run({
      text: 'insert into mortise.department (id, name, parent_id, position) values ($1, $2::jsonb, $3, $4)',
      values: [ids.departments[key], JSON.stringify(name), idOf(ids.departments, parent), position],
    })
}

async function insertPeople(
  trx: Executor,
  { demo, made, hash }: { demo: DemoPeople; made: DemoIds; hash: string },
): Promise<void> {
  for (const person of demo.people) {
    const id = made.people[person.key] ?? ''
    const departmentId = idOf(made.departments, person.department)
    await insertPerson(trx, id, { name: person.name, email: person.email, departmentId })
    await writePassword(trx, id, hash)
    await replaceRoles(trx, id, person.roles)
  }
  // Managers may stand after their people in the file.
  for (const { key, manager } of demo.people)
    if (manager)
      await trx.run({
        text: 'update mortise.person set manager_id = $2 where id = $1',
        values: [made.people[key], idOf(made.people, manager)],
      })
}

async function setHeads(trx: Executor, { departments }: DemoPeople, ids: DemoIds): Promise<void> {
  for (const { key, head } of departments)
    if (head)
      await trx.run({
        text: 'update mortise.department set head_id = $2 where id = $1',
        values: [ids.departments[key], idOf(ids.people, head)],
      })
}

function idOf(ids: { [key: string]: string }, key: string | null | undefined): string | null {
  return key ? (ids[key] ?? null) : null
}
