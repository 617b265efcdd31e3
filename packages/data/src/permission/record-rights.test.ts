import type { EntityGrant } from '@mortise/metadata'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser } from '../contract/access.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { person } from '../testing/open-fixture.ts'
import { profileOf } from './app-rights.ts'
import { rightsColumns } from './record-rights.ts'

const questions = { inRows: () => sql<boolean>`true`, isLocked: () => sql<boolean>`false` }

function columnsFor(grant: EntityGrant, access?: Access) {
  const model = fixtureModel({ seller: { customer: grant } })
  return rightsColumns(profileOf(access ?? asUser(person(['seller'])), model, 'customer'), questions)
}

describe('what is asked about the rights over a row', () => {
  it.each<[string, EntityGrant]>([
    ['everything may be changed', { read: 'all', update: 'all', delete: 'all' }],
    ['nothing may be changed', { read: 'all' }],
    ['what is seen may be changed', { read: 'department', update: 'department_and_below', delete: 'department' }],
    ['single fields are never written', { read: 'own', update: 'own', fields: { notes: 'read', name: 'none' } }],
  ])('is nothing where %s', (_case, grant) => {
    const { columns, read } = columnsFor(grant)
    expect(columns).toHaveLength(0)
    expect(read({})).toEqual({ update: 'update' in grant, delete: 'delete' in grant, readOnly: [] })
  })

  it('is nothing for administrators and the system, as long as no process keeps records to itself', () => {
    for (const access of [asUser(person([], { administrator: true })), asSystem('test')])
      expect(columnsFor({ read: 'all' }, access).columns).toHaveLength(0)
  })

  it('is once what several fields depend on', () => {
    const where = { v: 1 as const, expr: { '==': [{ var: 'active' }, true] } }
    const onSome = { access: 'write' as const, where, otherwise: 'read' as const }
    const { columns, read } = columnsFor({
      ...{ read: 'all', update: 'own', delete: 'own' },
      fields: { notes: onSome, revenue: onSome },
    })
    // Whether it may be changed, whether it may be archived, and the condition of both fields.
    expect(columns).toHaveLength(3)
    expect(read({ $update: true, $delete: false, $write0: false })).toEqual({
      ...{ update: true, delete: false },
      readOnly: ['notes', 'revenue'],
    })
  })
})
