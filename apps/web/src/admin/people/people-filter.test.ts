import type { AdminUser } from '@mortise/api'
import { describe, expect, it } from 'vitest'
import { everybody, filterPeople, type PeopleFilter, withoutRole } from './people-filter.ts'

const departments = [
  { id: 'sales', parentId: null },
  { id: 'east', parentId: 'sales' },
  { id: 'shanghai', parentId: 'east' },
  { id: 'service', parentId: null },
]

const person = (name: string, more: Partial<AdminUser> = {}): AdminUser => ({
  id: name,
  name,
  email: `${name}@example.com`,
  title: null,
  language: 'zh',
  departmentId: null,
  managerId: null,
  administrator: false,
  active: true,
  roles: [],
  lastSeenAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
})

const people = [
  person('赵敏', { departmentId: 'shanghai', roles: ['crm/sales'], email: 'zhao.min@example.com' }),
  person('李娜', { departmentId: 'sales', roles: ['crm/sales', 'crm/finance'] }),
  person('Anna', { departmentId: 'service', active: false }),
]

const names = (filter: Partial<PeopleFilter>, language: 'zh' | 'en' = 'zh') =>
  filterPeople(people, { ...everybody, ...filter }, { departments, language }).map(({ name }) => name)

describe('the list of people', () => {
  it('shows those who are active, in the order of the language', () => {
    expect(names({})).toEqual(['李娜', '赵敏'])
    expect(names({ state: 'inactive' })).toEqual(['Anna'])
    expect(names({ state: 'all' })).toHaveLength(3)
  })

  it('finds names and e-mails, every word of them', () => {
    expect(names({ text: ' ZHAO example ' })).toEqual(['赵敏'])
    expect(names({ text: '赵 无' })).toEqual([])
  })

  it('takes a department with all below it', () => {
    expect(names({ department: 'sales' })).toEqual(['李娜', '赵敏'])
    expect(names({ department: 'east' })).toEqual(['赵敏'])
  })

  it('takes those with a role, or without any', () => {
    expect(names({ role: 'crm/finance' })).toEqual(['李娜'])
    expect(names({ role: withoutRole, state: 'all' })).toEqual(['Anna'])
  })
})
