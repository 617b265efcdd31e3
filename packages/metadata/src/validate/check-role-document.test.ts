import type { ExpressionJson } from '@mortise/expressions'
import { describe, expect, it } from 'vitest'
import type { EntityGrant, RoleDocument } from '../documents/role.ts'
import { compileApp } from '../model/compile-app.ts'
import { conditionsOfRole } from '../model/role-conditions.ts'
import { salesApp } from '../testing/app.fixture.ts'
import { testFieldTypes as fieldTypes } from '../testing/field-types.fixture.ts'
import { validateApp } from './validate-app.ts'

const where = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const isLevelA = where({ '==': [{ var: 'level' }, 'a'] })

const roleWith = (entities: { [entity: string]: EntityGrant }): RoleDocument => ({
  kind: 'role',
  key: 'picker',
  label: { zh: '甄选', en: 'Picker' },
  entities,
})

const issues = (entities: { [entity: string]: EntityGrant }) =>
  validateApp([...salesApp(), roleWith(entities)], { fieldTypes })
const found = (entities: { [entity: string]: EntityGrant }) =>
  issues(entities).map(({ code, pointer }) => `${code} ${pointer}`)

describe('the conditions of a role', () => {
  it('are checked over the table that they stand at', () => {
    const fields: EntityGrant['fields'] = { name: { access: 'read', where: isLevelA, otherwise: 'mask' } }
    expect(found({ customer: { read: { scope: 'own', where: isLevelA }, fields } })).toEqual([])
    const wrong = where({ and: [{ '==': [{ var: 'levl' }, 'a'] }, true] })
    expect(found({ customer: { read: { where: wrong }, fields: { name: { access: 'read', where: wrong } } } })).toEqual(
      [
        'EXPRESSION_INVALID /entities/customer/read/where/expr/and/0/==/0',
        'EXPRESSION_INVALID /entities/customer/fields/name/where/expr/and/0/==/0',
      ],
    )
    expect(found({ order: { read: { where: isLevelA } } })).toEqual([
      'EXPRESSION_INVALID /entities/order/read/where/expr/==/0',
    ])
  })

  it('must be conditions', () => {
    expect(found({ customer: { read: { where: where({ var: 'name' }) } } })).toEqual([
      'EXPRESSION_INVALID /entities/customer/read/where/expr',
    ])
    expect(found({ customer: { read: { where: { expr: true } } as never } })).toEqual([
      'SHAPE_MISSING_KEY /entities/customer/read/where',
    ])
  })

  it('say in their text what they are', () => {
    const written = (text: string) => ({ customer: { read: { where: { ...isLevelA, text } } } })
    expect(found(written('{level} = "a" // the best'))).toEqual([])
    expect(found(written('{level} = "b"'))).toEqual(['FORMULA_TEXT_DIFFERS /entities/customer/read/where/text'])
  })

  it('that include blank records by a negation are doubtful, not wrong', () => {
    const [issue, ...others] = issues({ customer: { read: { where: where({ '!=': [{ var: 'level' }, 'a'] }) } } })
    expect([issue?.code, issue?.severity, others]).toEqual(['EXPRESSION_DOUBTFUL', 'warning', []])
    expect(issue?.message.zh).toContain('为空的记录也满足')
  })

  it('have a table of their own: not all others, and not one of lines', () => {
    const [others] = issues({ '*': { read: { where: where(true) } } })
    expect([others?.severity, others?.message.en]).toEqual([
      'error',
      '"where" is not accepted: a condition belongs to a table that is named, not to all others.',
    ])
    expect(
      found({ order_line: { read: 'none', fields: { product: { access: 'read', where: where(true) } } } }),
    ).toEqual([
      'ROLE_SUB_TABLE /entities/order_line',
      'EXPRESSION_INVALID /entities/order_line/fields/product/where/expr',
    ])
  })

  it('give less where they do not hold', () => {
    const fields: EntityGrant['fields'] = { name: { access: 'read', where: isLevelA, otherwise: 'read' } }
    expect(found({ customer: { read: 'all', fields } })).toEqual([
      'ROLE_OTHERWISE /entities/customer/fields/name/otherwise',
    ])
  })

  it('to change and delete that are not those to read are pointed out', () => {
    const other = where({ '==': [{ var: 'level' }, 'b'] })
    const read = { scope: 'own' as const, where: isLevelA }
    expect(found({ customer: { read, update: { where: isLevelA }, delete: 'own' } })).toEqual([])
    expect(found({ customer: { read: 'all', update: { where: other } } })).toEqual([])
    expect(found({ customer: { read, update: { where: other }, delete: 'department' } })).toEqual([
      'ROLE_WIDER_THAN_READ /entities/customer/update',
      'ROLE_WIDER_THAN_READ /entities/customer/delete',
    ])
  })

  it('are found and refused in a role that was not written through the front door', () => {
    const model = compileApp(salesApp(), { fieldTypes, revision: 1 })
    const broken = {
      ...roleWith({}),
      entities: {
        customer: { read: { where: 'drop table' }, update: { where: { v: 1, expr: { constructor: [] } } } },
        gone: { read: { where: isLevelA } },
        order: null,
      },
    } as never
    expect(conditionsOfRole(model, broken).map(({ path, checked }) => [path.join('/'), checked])).toEqual([
      ['entities/customer/read/where', null],
      ['entities/customer/update/where', null],
      ['entities/gone/read/where', null],
    ])
    expect(conditionsOfRole(model, { ...roleWith({}), entities: undefined } as never)).toEqual([])
  })
})
