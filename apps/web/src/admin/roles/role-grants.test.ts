import type { RoleDocument } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import {
  accessOf,
  grantOf,
  limitedFields,
  rowGrant,
  scopesWithin,
  withAccess,
  withGrant,
  withoutGrant,
} from './role-grants.ts'

const role: RoleDocument = {
  kind: 'role',
  key: 'sales',
  label: { zh: '销售', en: 'Sales' },
  entities: {
    '*': { read: 'all', fields: { '*': 'read' } },
    customer: { read: 'department', create: true, update: 'department', delete: 'own' },
  },
}

describe('the rights of a role', () => {
  it('over a table that is not named are those over all others', () => {
    expect(grantOf(role, 'order')).toEqual({ grant: { read: 'all', fields: { '*': 'read' } }, own: false })
    expect(grantOf(role, 'customer').own).toBe(true)
    expect(grantOf({ ...role, entities: {} }, 'constructor').grant).toEqual({ read: 'none' })
  })

  it('start from those over all others when one of them is changed', () => {
    const { entities } = withGrant(role, 'order', { create: true })
    expect(entities.order).toEqual({ read: 'all', create: true, fields: { '*': 'read' } })
    expect(withoutGrant({ ...role, entities }, 'order')).toEqual(role)
  })

  it('to change and delete never reach further than those to read', () => {
    const { entities } = withGrant(role, 'customer', { read: 'own' })
    expect(entities.customer).toEqual({ read: 'own', create: true, update: 'own', delete: 'own' })
    expect(withGrant(role, 'customer', { read: 'none' }).entities.customer).toEqual({ read: 'none', create: true })
    expect(scopesWithin('department')).toEqual(['none', 'own', 'department'])
  })

  it('by condition stay within what may be read: by the same condition, or by any where all is read', () => {
    const where = { v: 1 as const, expr: { '==': [{ var: 'level' }, 'a'] } }
    const other = { v: 1 as const, expr: { '==': [{ var: 'level' }, 'b'] } }
    const narrowed = withGrant(role, 'customer', { read: { where }, update: { where }, delete: { where: other } })
    expect(narrowed.entities.customer).toEqual({ read: { where }, create: true, update: { where } })
    const wide = withGrant(role, 'customer', { read: 'all', update: { scope: 'own', where: other } })
    expect(wide.entities.customer?.update).toEqual({ scope: 'own', where: other })
    expect(withGrant(wide, 'customer', { read: { scope: 'own', where } }).entities.customer?.update).toBe('own')
    const all = withGrant(role, 'customer', { read: 'all', update: 'all' })
    expect(withGrant(all, 'customer', { read: { where } }).entities.customer?.update).toEqual({ where })
    expect(rowGrant({ scope: 'none', where })).toEqual({ where })
  })

  it('to a field follow all others until they are said, and leave nothing behind when they follow again', () => {
    const masked = withAccess(role, { entity: 'customer', field: 'phone' }, 'mask')
    expect(accessOf(grantOf(masked, 'customer').grant, 'phone')).toEqual({
      access: 'mask',
      own: true,
      where: null,
      otherwise: 'mask',
    })
    expect(accessOf(grantOf(masked, 'customer').grant, 'name')).toEqual({
      access: 'write',
      own: false,
      where: null,
      otherwise: 'write',
    })
    expect(limitedFields(grantOf(masked, 'customer').grant, [{ key: 'phone' }, { key: 'name' }])).toBe(1)
    expect(withAccess(masked, { entity: 'customer', field: 'phone' }, null)).toEqual(role)
    const some = { access: 'write' as const, where: { v: 1 as const, expr: true }, otherwise: 'read' as const }
    const { grant } = grantOf(withAccess(role, { entity: 'customer', field: 'phone' }, some), 'customer')
    expect(accessOf(grant, 'phone')).toEqual({ ...some, own: true })
    expect(limitedFields(grant, [{ key: 'phone' }])).toBe(1)
    expect(withAccess(role, { entity: 'customer', field: '*' }, 'write')).toEqual(role)
  })
})
