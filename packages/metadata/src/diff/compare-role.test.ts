import type { ExpressionJson } from '@mortise/expressions'
import { describe, expect, it } from 'vitest'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { EntityGrant } from '../documents/role.ts'
import { salesApp } from '../testing/app.fixture.ts'
import { testFieldTypes as fieldTypes } from '../testing/field-types.fixture.ts'
import { diffApps } from './diff-apps.ts'

const where = (expr: ExpressionJson, more: object = {}) => ({ v: 1 as const, expr, ...more })
const isA = where({ '==': [{ var: 'level' }, 'a'] })
const isB = where({ '==': [{ var: 'level' }, 'b'] })

const inWords = '{Level} = "A"'

const appWith = (customer: EntityGrant): AppDocumentAny[] => [
  ...salesApp(),
  { kind: 'role', key: 'picker', label: { zh: '甄选', en: 'Picker' }, entities: { customer } },
]

const changes = (before: EntityGrant, after: EntityGrant) =>
  diffApps(appWith(before), appWith(after), { fieldTypes }).map(({ text, impact }) => [text.en, impact?.widened])

describe('changes of conditions in a role', () => {
  it.each<[string, EntityGrant, EntityGrant, string, boolean]>([
    [
      'a condition that is added',
      { read: 'own' },
      { read: { scope: 'own', where: isA } },
      `own to own and by condition ${inWords}`,
      true,
    ],
    [
      'a condition in place of everything',
      { read: 'all' },
      { read: { where: isA } },
      `all to by condition ${inWords}`,
      false,
    ],
    [
      'a condition that is taken away',
      { read: { scope: 'own', where: isA } },
      { read: 'own' },
      `own and by condition ${inWords} to own`,
      false,
    ],
    [
      'a scope beside a condition',
      { read: { where: isA } },
      { read: { scope: 'own', where: isA } },
      `by condition ${inWords} to own and by condition ${inWords}`,
      true,
    ],
  ])('say who gains or loses by %s', (_name, before, after, words, widened) => {
    expect(changes(before, after)).toEqual([[expect.stringContaining(`from ${words}`), widened]])
  })

  it('count another condition as wider, because nobody knows', () => {
    expect(changes({ read: { where: isA } }, { read: { where: isB } })).toEqual([
      [expect.stringContaining(`from by condition ${inWords} to by condition {Level} = "B"`), true],
    ])
  })

  it('give nobody other rights when only the way it is written differs', () => {
    const written = where(isA.expr, { text: '{level} = "a"' })
    expect(changes({ read: { where: isA } }, { read: { where: written } })).toEqual([
      ['Changes the role "Picker"', undefined],
    ])
  })

  it.each<[string, NonNullable<EntityGrant['fields']>[string], NonNullable<EntityGrant['fields']>[string], boolean]>([
    ['writable only by condition', 'write', { access: 'write', where: isA, otherwise: 'read' }, false],
    ['readable by condition', 'none', { access: 'read', where: isA }, true],
    ['another condition', { access: 'read', where: isA }, { access: 'read', where: isB }, true],
    [
      'less where it does not hold',
      { access: 'write', where: isA, otherwise: 'read' },
      { access: 'write', where: isA },
      false,
    ],
    ['everywhere what was by condition', { access: 'read', where: isA }, 'read', true],
  ])('to a field: %s', (_name, before, after, widened) => {
    const read = 'all' as const
    const [change, ...others] = changes({ read, fields: { name: before } }, { read, fields: { name: after } })
    expect([change?.[1], others]).toEqual([widened, []])
    expect(change?.[0]).toContain('Changes the access of the role "Picker" to "Name" of "Customer"')
  })

  it('name both sides of a condition', () => {
    const fields = { name: { access: 'write' as const, where: isA, otherwise: 'mask' as const } }
    expect(changes({ read: 'all' }, { read: 'all', fields })[0]?.[0]).toContain(
      `from writable to writable by condition ${inWords}, else masked`,
    )
  })
})
