import type { AwayPeriod } from '@mortise/api'
import type { Database } from '@mortise/data/server'
import type { Organisation, OrganisationDepartment, OrganisationPerson } from '@mortise/process'
import { readAwayNow } from './away-store.ts'

/** The organisation of a moment, for one process of an app. */
export interface OrganisationDirectory {
  of(app: string, process: string): Promise<Organisation>
  /** Something changed: read again at the next question. */
  forget(): void
}

interface Snapshot {
  people: ReadonlyMap<string, OrganisationPerson>
  departments: ReadonlyMap<string, OrganisationDepartment>
  administrators: readonly string[]
  /** People by `app/role`. */
  holders: ReadonlyMap<string, readonly string[]>
  away: readonly AwayPeriod[]
  successors: ReadonlyMap<string, string>
  until: number
}

const timeToLiveMs = 5000

/** A few thousand people are held in memory as a whole, for seconds: approvers are found without asking the database. */
export function createOrganisationDirectory(database: Database, now: () => number = Date.now): OrganisationDirectory {
  let present: Snapshot | undefined
  let reading: Promise<Snapshot> | undefined
  const read = () => {
    reading ??= readSnapshot(database, now())
      .then((snapshot) => {
        present = snapshot
        return snapshot
      })
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  return {
    async of(app, process) {
      return organisationOf(present && present.until > now() ? present : await read(), { app, process })
    },
    forget() {
      present = undefined
      reading = undefined
    },
  }
}

function organisationOf(snapshot: Snapshot, { app, process }: { app: string; process: string }): Organisation {
  const { people, departments, holders, administrators, away } = snapshot
  const concerns = ({ processes }: AwayPeriod) => processes.length === 0 || processes.includes(`${app}/${process}`)
  return {
    person: (id) => people.get(id) ?? null,
    department: (id) => departments.get(id) ?? null,
    holdersOf: (role) => holders.get(`${app}/${role}`) ?? [],
    agentsOf: (person) =>
      away.flatMap((period) =>
        period.personId === person && concerns(period) && people.get(period.agentId)?.active ? [period.agentId] : [],
      ),
    administrators: () => administrators,
    successorOf: (person) => successorOf(snapshot, person),
  }
}

/** Somebody who took over may have left as well. */
function successorOf({ people, successors }: Snapshot, person: string): string | null {
  const seen = new Set([person])
  for (let next = successors.get(person); next !== undefined && !seen.has(next); next = successors.get(next)) {
    if (people.get(next)?.active) return next
    seen.add(next)
  }
  return null
}

async function readSnapshot(database: Database, now: number): Promise<Snapshot> {
  const [people, departments, roles, away, successors] = await Promise.all([
    database.run<OrganisationPerson & { administrator: boolean }>({
      text: `select id, active, department_id as "departmentId", manager_id as "managerId", administrator
        from mortise.person order by name, id`,
      values: [],
    }),
    database.run<OrganisationDepartment>({
      text: `select id, parent_id as "parentId", head_id as "headId" from mortise.department`,
      values: [],
    }),
    database.run<{ role: string; people: string[] }>({
      text: `select r.app || '/' || r.role as role, array_agg(r.user_id order by p.name, p.id) as people
        from mortise.user_role r join mortise.person p on p.id = r.user_id group by 1`,
      values: [],
    }),
    readAwayNow(database, new Date(now).toISOString()),
    database.run<{ person: string; successor: string }>({
      text: 'select person_id as person, successor_id as successor from mortise.successor',
      values: [],
    }),
  ])
  return {
    people: new Map(people.rows.map((person) => [person.id, person])),
    departments: new Map(departments.rows.map((department) => [department.id, department])),
    administrators: people.rows.flatMap(({ id, administrator, active }) => (administrator && active ? [id] : [])),
    holders: new Map(roles.rows.map(({ role, people: holders }) => [role, holders])),
    away,
    successors: new Map(successors.rows.map(({ person, successor }) => [person, successor])),
    until: now + timeToLiveMs,
  }
}
