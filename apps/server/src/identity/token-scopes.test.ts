import { describe, expect, it } from 'vitest'
import { checkScopes, findScope, leavesTable } from './token-scopes.ts'

describe('scopes of API tokens', () => {
  it.each(['crm:read', 'crm:write', 'crm:design', 'crm.customer:write', 'admin'])('know %s', (scope) =>
    expect(() => checkScopes([scope])).not.toThrow(),
  )
  it.each(['crm', 'crm:all', '*', 'crm.customer:design', 'CRM:read', 'crm.customer.name:read', ''])(
    'refuse "%s"',
    (scope) => expect(() => checkScopes([scope])).toThrow(/scope/),
  )
  it('let writing include reading, and an app its tables, never the other way round', () => {
    const place = { app: 'crm', entity: 'customer' }
    expect(findScope(['crm:write'], { need: 'read', ...place })).toBe('app')
    expect(findScope(['crm.customer:write'], { need: 'read', ...place })).toBe('entity')
    expect(findScope(['crm:read'], { need: 'write', ...place })).toBeNull()
    expect(findScope(['crm.customer:read'], { need: 'read', app: 'crm', entity: 'deal' })).toBeNull()
    expect(findScope(['crm.customer:read'], { need: 'read', app: 'crm' })).toBeNull()
    expect(findScope(['crm:write'], { need: 'design', app: 'crm' })).toBeNull()
    expect(findScope(['admin', 'crm:design'], { need: 'session' })).toBeNull()
  })
  it('of one table do not reach others over relations', () => {
    expect(leavesTable({ select: ['name', 'level'], filter: { field: 'name', op: 'eq', value: 'a.b' } })).toBe(false)
    expect(leavesTable({ select: ['name', 'vault.name'] })).toBe(true)
    expect(leavesTable({ filter: { and: [{ not: { field: 'vault.name', op: 'blank' } }] } })).toBe(true)
    expect(leavesTable({ filter: { any: 'deals' } })).toBe(true)
    expect(leavesTable({ filter: { formula: { v: 1, expr: { var: 'vault.name' } } } })).toBe(true)
    expect(leavesTable({ sort: [{ field: 'vault.name', direction: 'asc' }] })).toBe(true)
    expect(leavesTable({ groups: [{ field: 'vault.name' }], metrics: [] })).toBe(true)
  })
})
