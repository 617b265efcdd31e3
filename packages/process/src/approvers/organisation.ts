/** A person, as the organisation has them. */
export interface OrganisationPerson {
  id: string
  /** Those who left are not asked. */
  active: boolean
  departmentId: string | null
  managerId: string | null
  /** What they are in the company. */
  title?: string | null
}

export interface OrganisationDepartment {
  id: string
  parentId: string | null
  headId: string | null
}

/**
 * Who is where, as it is at one moment, answered from memory: people are found within the transaction of an instance,
 * and the embedded database has no second connection.
 */
export interface Organisation {
  person(id: string): OrganisationPerson | null
  department(id: string): OrganisationDepartment | null
  /** People with a role of the app, in a steady order. */
  holdersOf(role: string): readonly string[]
  /** Who acts for somebody at present; empty when they are there. */
  agentsOf(person: string): readonly string[]
  administrators(): readonly string[]
  /** Who took over from somebody who left, if that was said. */
  successorOf?(person: string): string | null
}

/** The first manager above that still works here; null at the top, and in a circle. */
export function managerOf(organisation: Organisation, id: string): string | null {
  const seen = new Set([id])
  for (let next = organisation.person(id)?.managerId ?? null; next !== null && !seen.has(next); ) {
    const person = organisation.person(next)
    if (person?.active) return next
    seen.add(next)
    next = person?.managerId ?? null
  }
  return null
}

/** Everybody above, the next one first, each once; whoever left is passed over. */
export function managersAbove(organisation: Organisation, id: string): string[] {
  const found: string[] = []
  for (let next = managerOf(organisation, id); next !== null && next !== id && !found.includes(next); ) {
    found.push(next)
    next = managerOf(organisation, next)
  }
  return found
}

/** The department of a person and those above it, the innermost first. */
export function departmentsOf(organisation: Organisation, person: string): OrganisationDepartment[] {
  const found: OrganisationDepartment[] = []
  for (let id = organisation.person(person)?.departmentId ?? null; id !== null; ) {
    const department = organisation.department(id)
    if (!department || found.includes(department) || found.some((known) => known.id === id)) break
    found.push(department)
    id = department.parentId
  }
  return found
}

/** The head of the innermost department around a person that has one who works here, other than those left out. */
export function headAround(organisation: Organisation, person: string, except: readonly string[] = []): string | null {
  const heads = departmentsOf(organisation, person).map(({ headId }) => headId)
  return heads.find((id) => id !== null && !except.includes(id) && organisation.person(id)?.active) ?? null
}
