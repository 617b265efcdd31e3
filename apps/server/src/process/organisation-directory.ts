import type { AwayPeriod } from '@mortise/api'
import type { Database } from '@mortise/data/server'
import type { Organisation, OrganisationDepartment, OrganisationPerson } from '@mortise/process'
import { readAwayNow } from './away-store.ts'
import { readDepartments, readPeople, readRoleHolders } from './organisation-store.ts'
import { readSuccessors, type Successor } from './successor-store.ts'

/** The organisation of a moment, for one process of an app. */
export interface OrganisationDirectory {
  of(app: string, process: string): Promise<Organisation>
  /** Everybody with a role of an app, whether or not they still work here. */
  members(app: string): Promise<string[]>
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
  successors: ReadonlyMap<string, Successor>
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
  const snapshot = async () => (present && present.until > now() ? present : await read())
  return {
    async of(app, process) {
      return organisationOf(await snapshot(), { app, process })
    },
    async members(app) {
      const { holders } = await snapshot()
      return [...new Set([...holders].flatMap(([role, people]) => (role.startsWith(`${app}/`) ? people : [])))]
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
    successorOf: (person) => successorOf(snapshot, person, `${app}/${process}`),
  }
}

/** Somebody who took over may have left as well. */
function successorOf({ people, successors }: Snapshot, person: string, process: string): string | null {
  const after = (id: string) => successors.get(id)?.byProcess[process] ?? successors.get(id)?.successor
  const seen = new Set([person])
  for (let next = after(person); next !== undefined && !seen.has(next); next = after(next)) {
    if (people.get(next)?.active) return next
    seen.add(next)
  }
  return null
}

async function readSnapshot(database: Database, now: number): Promise<Snapshot> {
  const [people, departments, roles, away, successors] = await Promise.all([
    readPeople(database),
    readDepartments(database),
    readRoleHolders(database),
    readAwayNow(database, new Date(now).toISOString()),
    readSuccessors(database),
  ])
  return {
    people: new Map(people.map((person) => [person.id, person])),
    departments: new Map(departments.map((department) => [department.id, department])),
    administrators: people.flatMap(({ id, administrator, active }) => (administrator && active ? [id] : [])),
    holders: new Map(roles.map(({ role, people: holders }) => [role, holders])),
    away,
    successors: new Map(successors.map((successor) => [successor.person, successor])),
    until: now + timeToLiveMs,
  }
}
