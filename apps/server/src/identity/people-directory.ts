import type { DirectoryDepartment, DirectoryUser } from '@mortise/api'
import type { Database, Directory } from '@mortise/data/server'
import { publicPersonId, publicPersonName } from '../public-form/public-principal.ts'
import { departmentAndBelow, readDepartments } from './department-tree.ts'

/** Names behind ids, for everyone signed in, and for records that refer to people and departments. */
export interface PeopleDirectory {
  person(id: string): DirectoryUser | null | Promise<DirectoryUser | null>
  hasDepartment(id: string): boolean | Promise<boolean>
  membersOf(departmentIds: readonly string[]): Promise<readonly string[]>
  departmentsBelow(departmentId: string): Promise<readonly string[]>
  users(): Promise<readonly DirectoryUser[]>
  departments(): Promise<readonly DirectoryDepartment[]>
  /** The same as it is now, answering from memory alone. */
  snapshot(): Promise<Directory>
  /** Something changed: read again at the next question. */
  forget(): void
}

interface Snapshot {
  users: readonly DirectoryUser[]
  byId: ReadonlyMap<string, DirectoryUser>
  departments: readonly DirectoryDepartment[]
  departmentIds: ReadonlySet<string>
  until: number
}

const timeToLiveMs = 10_000

/** The directory of a few thousand people is held in memory as a whole, for seconds. */
export function createPeopleDirectory(database: Database, now: () => number = Date.now): PeopleDirectory {
  let present: Snapshot | undefined
  let reading: Promise<Snapshot> | undefined
  const refresh = () => {
    reading ??= readSnapshot(database, now() + timeToLiveMs)
      .then((snapshot) => {
        present = snapshot
        return snapshot
      })
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  const current = () => (present && present.until > now() ? present : refresh())
  // An id that is not known may have been added by another server a moment ago.
  const ask = <Answer>(known: (snapshot: Snapshot) => Answer | null) => {
    const snapshot = current()
    if (snapshot instanceof Promise) return snapshot.then(known)
    return known(snapshot) ?? refresh().then(known)
  }
  return {
    person: (id) => ask((snapshot) => snapshot.byId.get(id) ?? null),
    hasDepartment(id) {
      const found = ask((snapshot) => (snapshot.departmentIds.has(id) ? true : null))
      return found instanceof Promise ? found.then((known) => known ?? false) : (found ?? false)
    },
    async membersOf(departmentIds) {
      const { users } = await current()
      return users.flatMap(({ id, departmentId }) => (departmentId && departmentIds.includes(departmentId) ? id : []))
    },
    departmentsBelow: async (id) => departmentAndBelow((await current()).departments, id),
    users: async () => (await current()).users,
    departments: async () => (await current()).departments,
    snapshot: async () => frozen(await current()),
    forget() {
      present = undefined
      reading = undefined
    },
  }
}

function frozen({ users, byId, departments, departmentIds }: Snapshot): Directory {
  return {
    departmentsBelow: (id) => departmentAndBelow(departments, id),
    person: (id) => byId.get(id) ?? null,
    hasDepartment: (id) => departmentIds.has(id),
    membersOf: (ids) => users.flatMap(({ id, departmentId }) => (departmentId && ids.includes(departmentId) ? id : [])),
  }
}

async function readSnapshot(database: Database, until: number): Promise<Snapshot> {
  const { rows: people } = await database.run<DirectoryUser>({
    text: `select id, name, email, department_id as "departmentId", title, active from mortise.person order by name, id`,
    values: [],
  })
  const users = [...people, publicPerson]
  const departments = (await readDepartments(database)).map(({ id, name, parentId }) => ({ id, name, parentId }))
  return {
    users,
    byId: new Map(users.map((user) => [user.id, user])),
    departments,
    departmentIds: new Set(departments.map((department) => department.id)),
    until,
  }
}

/** Records from public forms are made in its name, so that it has to have one. Nobody can be given it: it is not active. */
const publicPerson: DirectoryUser = {
  id: publicPersonId,
  name: publicPersonName,
  email: '',
  departmentId: null,
  title: null,
  active: false,
}
