import type { AdminUser } from '@mortise/api'

/** Which people the list shows. `role`: a role as `app/key`, `none` for people without any, null for everybody. */
export interface PeopleFilter {
  text: string
  department: string | null
  role: string | null
  state: 'active' | 'inactive' | 'all'
}

export const everybody: PeopleFilter = { text: '', department: null, role: null, state: 'active' }

/** Stands for "without any role" in the choice of roles; no role can be called so. */
export const withoutRole = 'none'

interface Department {
  id: string
  parentId: string | null
}

/** The people who match, by name. A department means those in it and in all below it. */
export function filterPeople(
  people: readonly AdminUser[],
  filter: PeopleFilter,
  { departments, language }: { departments: readonly Department[]; language: 'zh' | 'en' },
): AdminUser[] {
  const words = filter.text.trim().toLowerCase().split(/\s+/)
  const inside = filter.department === null ? null : departmentsBelow(departments, filter.department)
  const order = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en')
  return people
    .filter((person) => words.every((word) => `${person.name}\n${person.email}`.toLowerCase().includes(word)))
    .filter((person) => inside === null || (person.departmentId !== null && inside.has(person.departmentId)))
    .filter((person) => hasRole(person, filter.role))
    .filter((person) => filter.state === 'all' || person.active === (filter.state === 'active'))
    .sort((a, b) => order.compare(a.name, b.name) || a.email.localeCompare(b.email))
}

/** The department and all below it. */
export function departmentsBelow(departments: readonly Department[], id: string): Set<string> {
  const children = Map.groupBy(departments, ({ parentId }) => parentId)
  const found = new Set([id])
  for (const current of found) for (const child of children.get(current) ?? []) found.add(child.id)
  return found
}

function hasRole({ roles }: AdminUser, role: string | null): boolean {
  if (role === null) return true
  return role === withoutRole ? roles.length === 0 : roles.includes(role)
}
