import type { ExpressionJson } from '@mortise/expressions'
import type { EntityGrant } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { asSystem, asUser } from '../contract/access.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { person } from '../testing/open-fixture.ts'
import { profileOf, rightsOf } from './app-rights.ts'
import { capabilitiesOf } from './capabilities.ts'
import { allRows, coversRows, isNoRows, noRows, ownedRows, unionRows } from './entity-profile.ts'

const own = ownedRows(true, 'none')
const profile = (roles: { [role: string]: { [entity: string]: EntityGrant } }, entity = 'customer') =>
  profileOf(asUser(person(Object.keys(roles))), fixtureModel(roles), entity)

describe('the profile of a set of roles', () => {
  it('gives nothing to somebody without a role, or with roles of another app', () => {
    const model = fixtureModel({ seller: { customer: { read: 'all' } } })
    for (const roles of [[], ['other/seller'], ['crm/unknown'], ['seller']]) {
      const nobody = asUser({ ...person([]), roles })
      expect(isNoRows(profileOf(nobody, model, 'customer').read)).toBe(true)
      expect(capabilitiesOf(rightsOf(nobody, model), model)).toEqual({})
    }
  })

  it('never gives the union of the fields of two roles on the same row', () => {
    const { read, fields } = profile({
      all: { customer: { read: 'all', fields: { '*': 'none', name: 'read' } } },
      mine: { customer: { read: 'own', update: 'own', fields: { revenue: 'write', name: 'none' } } },
    })
    expect(read).toEqual(allRows)
    expect(fields.get('name')).toMatchObject({ read: allRows, write: noRows })
    expect(fields.get('revenue')).toMatchObject({ read: own, write: own })
    expect(fields.get('id')?.read).toEqual(allRows)
    expect(fields.get('version')?.write).toEqual(noRows)
  })

  it('denies what a tampered role document grants', () => {
    const tampered = { customer: { read: 'everything', create: 'yes', fields: { name: 'admin' } } } as never
    const { read, create, fields } = profile({ bad: tampered })
    expect([isNoRows(read), create, fields.has('name')]).toEqual([true, false, false])
    const half = { customer: { read: 'all', update: 7, fields: { '*': 'sudo', name: 'read' } } } as never
    const rights = profile({ bad: half })
    expect([isNoRows(rights.update), rights.fields.has('revenue'), rights.fields.has('name')]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('takes "*" for tables and fields that are not named, also those named like members of every object', () => {
    const roles = { seller: { '*': { read: 'all' as const, fields: { '*': 'mask' as const, city: 'read' as const } } } }
    expect(profile(roles, 'company').fields.get('city')?.read).toEqual(allRows)
    expect(profile(roles, 'company').fields.get('name')).toMatchObject({ read: noRows, mask: allRows })
    expect(isNoRows(profile({ seller: { constructor: { read: 'all' as const } } }).read)).toBe(true)
  })

  it('makes lines follow the record that owns them', () => {
    const roles = {
      seller: {
        customer: { read: 'department' as const, update: 'own' as const, delete: 'all' as const },
        item: { read: 'all' as const, fields: { price: 'none' as const, quantity: 'read' as const } },
      },
    }
    const { read, update, create, fields } = profile(roles, 'item')
    expect(read).toEqual(ownedRows(true, 'home'))
    expect(profile(roles, 'item').delete).toEqual(own)
    expect([update, create, fields.has('price')]).toEqual([own, true, false])
    expect(fields.get('quantity')).toMatchObject({ write: noRows, create: false })
    const hidden = {
      seller: { customer: { read: 'all' as const, update: 'all' as const, fields: { items: 'read' as const } } },
    }
    expect(profile(hidden, 'item')).toMatchObject({ read: allRows, update: noRows, create: false })
    const closed = { seller: { customer: { read: 'all' as const, fields: { items: 'none' as const } } } }
    expect(isNoRows(profile(closed, 'item').read)).toBe(true)
  })

  it('lets the system and administrators do all that can be done, and nothing that cannot', () => {
    const model = fixtureModel()
    for (const access of [asSystem('test'), asUser(person([], { administrator: true }))]) {
      const { read, create, fields } = profileOf(access, model, 'customer')
      expect([read, create]).toEqual([allRows, true])
      expect(fields.get('company_city')).toMatchObject({ read: allRows, write: noRows, create: false })
      expect(fields.get('created_at')?.write).toEqual(noRows)
      expect(fields.get('owner')?.write).toEqual(allRows)
    }
  })

  it('says in the capabilities what screens need', () => {
    const roles = {
      seller: {
        customer: {
          read: 'own' as const,
          create: true,
          fields: { '*': 'read' as const, name: 'write' as const, notes: 'mask' as const, revenue: 'none' as const },
        },
      },
    }
    const model = fixtureModel(roles)
    const { customer, company, item } = capabilitiesOf(rightsOf(asUser(person(['seller'])), model), model)
    expect(company).toBeUndefined()
    expect(item).toMatchObject({ read: true, update: false })
    expect(customer).toMatchObject({ read: true, create: true, update: false, delete: false })
    expect(customer?.fields).toMatchObject({ name: 'write', notes: 'mask', level: 'read' })
    expect(customer?.fields).not.toHaveProperty('revenue')
    // The look-up leads into a table that may not be read.
    expect(customer?.fields).not.toHaveProperty('company_city')
  })

  it('joins scopes, and knows which lies inside which', () => {
    const below = ownedRows(false, 'below')
    expect(unionRows(own, below)).toEqual(ownedRows(true, 'below'))
    expect(coversRows(unionRows(own, below), own)).toBe(true)
    expect(coversRows(own, below)).toBe(false)
    expect(coversRows(below, allRows)).toBe(false)
    expect(coversRows(noRows, noRows)).toBe(true)
  })

  it('lets a condition stand beside a scope, and none of it hold that does not pass the checker', () => {
    const where = (expr: ExpressionJson) => ({ v: 1 as const, expr })
    const active = where({ '==': [{ var: 'active' }, true] })
    const rightsFor = (customer: unknown) => profile({ seller: { customer } as never })
    const both = rightsFor({ read: { scope: 'own', where: active }, update: { where: active } })
    expect([both.read.own, both.read.conditions.size]).toEqual([true, 1])
    expect(coversRows(both.read, both.update)).toBe(true)
    // Without reading nothing can be changed, and no further than it can be read.
    const narrow = rightsFor({ read: { where: active }, update: 'all', delete: 'own' })
    expect(coversRows(narrow.read, narrow.update) && coversRows(narrow.update, narrow.read)).toBe(true)
    expect(coversRows(own, narrow.delete) && !coversRows(narrow.delete, own)).toBe(true)
    for (const tampered of [null, 'true', {}, where({ var: 'name' }), where({ '==': [{ var: 'secret' }, 1] })]) {
      const rights = rightsFor({
        read: 'all',
        update: { where: tampered },
        fields: { name: { access: 'read', where: tampered } },
      })
      expect([isNoRows(rights.update), rights.fields.has('name')]).toEqual([true, false])
    }
    const onAll = profile({ seller: { '*': { read: { where: where(true) } } } })
    expect(isNoRows(onAll.read)).toBe(true)
  })

  it('makes lines follow the conditions of the record that owns them, and of its field', () => {
    const where = { v: 1 as const, expr: { '==': [{ var: 'active' }, true] } }
    const items = { access: 'write' as const, where, otherwise: 'read' as const }
    const seller = { customer: { read: { where }, update: 'all' as const, fields: { items } } }
    const parent = profile({ seller })
    const lines = profile({ seller }, 'item')
    expect(coversRows(parent.read, lines.read) && coversRows(lines.read, parent.read)).toBe(true)
    expect(coversRows(lines.update, parent.update)).toBe(false)
    expect(coversRows(parent.update, lines.update)).toBe(true)
    expect(lines.fields.get('product')?.write).toEqual(lines.update)
  })
})
