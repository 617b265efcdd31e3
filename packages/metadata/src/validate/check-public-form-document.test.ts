import { describe, expect, it } from 'vitest'
import { diffApps } from '../diff/diff-apps.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { PublicFormDocument } from '../documents/public-form.ts'
import { compileApp } from '../model/compile-app.ts'
import { publicRoleKey, roleOf } from '../model/public-form-role.ts'
import { salesApp, text } from '../testing/app.fixture.ts'
import { testFieldTypes as fieldTypes } from '../testing/field-types.fixture.ts'
import { validateApp } from './validate-app.ts'

/** The app with a form over orders that shows what visitors may and may not have, and a public form over it. */
function appWith(change: Partial<PublicFormDocument>): AppDocumentAny[] {
  const items = ['number', 'customer', 'total'].map((field) => ({ item: 'field' as const, field }))
  return [
    ...salesApp(),
    { kind: 'form', key: 'order', label: text('Order'), entity: 'order', items },
    { kind: 'public_form', key: 'ask', label: text('Ask'), form: 'order', fields: ['number'], ...change },
  ]
}
const found = (change: Partial<PublicFormDocument>) =>
  validateApp(appWith(change), { fieldTypes }).map(({ code, pointer }) => `${code} ${pointer}`)
const always = { v: 1 as const, expr: true }

describe('a public form', () => {
  it.each([
    ['nothing wrong', {}, []],
    ['a form that is not there', { form: 'ordr' }, ['REFERENCE_UNKNOWN /form']],
    ['a field that the form does not show', { fields: ['lines'] }, ['PUBLIC_FORM_NOT_SHOWN /fields/0']],
    ['a relation that is not opened', { fields: ['customer'] }, ['PUBLIC_FORM_CHOICE_MISSING /fields/0']],
    ['a relation that is', { fields: ['customer'], choices: [{ field: 'customer', where: always }] }, []],
    ['choices in what is not filled in', { choices: [{ field: 'customer' }] }, ['PUBLIC_FORM_CHOICE /choices/0/field']],
    [
      'a condition over fields that are not there',
      { fields: ['customer'], choices: [{ field: 'customer', where: { v: 1, expr: { var: 'nope' } } }] },
      ['EXPRESSION_INVALID /choices/0/where/expr'],
    ],
    ['the same field filled in and fixed', { values: { number: 'x' } }, ['PUBLIC_FORM_VALUE_TWICE /values/number']],
    [
      'a relation in the link without a field to match',
      { parameters: [{ name: 'c', field: 'customer' }] },
      ['PUBLIC_FORM_MATCH /parameters/0'],
    ],
    ['with one', { parameters: [{ name: 'c', field: 'customer', match: 'name' }] }, []],
    ['a system field', { values: { owner: 'x' } }, ['PUBLIC_FORM_FIELD_CLOSED /values/owner']],
    [
      'dates the wrong way round',
      { opens: '2026-02-01T00:00:00Z', closes: '2026-01-01T00:00:00Z' },
      ['PUBLIC_FORM_DATES /closes'],
    ],
    ['a link that is not https', { thanks: { link: 'javascript:alert(1)' } }, ['SHAPE_PATTERN /thanks/link']],
  ] as [string, Partial<PublicFormDocument>, string[]][])('with %s', (_name, change, issues) => {
    expect(found(change)).toEqual(issues)
  })

  it('gives its visitors the right to make one record with its fields, and to see titles of what they choose', () => {
    const fields = ['number', 'customer']
    const documents = appWith({ fields, choices: [{ field: 'customer', where: always }] })
    const model = compileApp(documents, { fieldTypes, revision: 1 })
    expect(roleOf(model, publicRoleKey('ask'))?.entities).toEqual({
      customer: { read: { where: always }, fields: { name: 'read', '*': 'none' } },
      order: {
        ...{ read: 'own', create: true },
        fields: { number: 'write', customer: 'write', owner: 'write', department: 'write', '*': 'none' },
      },
    })
    expect(model.roles.has(publicRoleKey('ask'))).toBe(false)
  })

  it('is told as widened rights when it is new, and by its fields when it changes', () => {
    const before = appWith({})
    const without = before.filter(({ key }) => key !== 'ask')
    const [added] = diffApps(without, before, { fieldTypes })
    expect(added?.impact).toMatchObject({ kind: 'rights', widened: true })
    const changes = diffApps(before, appWith({ fields: ['number', 'total'] }), { fieldTypes })
    expect(changes.map(({ text: { en } }) => en)).toEqual(['Adds the field "Total" to the public form "Ask"'])
  })
})
