import { nearestName } from '@mortise/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentKind } from '../documents/document-names.ts'
import { documentKinds } from '../documents/documents.ts'
import { salesApp, text } from '../testing/app.fixture.ts'
import { checkShape } from './check-shape.ts'

const base = (kind: DocumentKind) => ({ kind, key: 'x', label: text('x') })
const app = { ...base('app'), version: '1.0.0' }
const form = (...items: unknown[]) => ({ ...base('form'), entity: 'customer', items })
const view = (options: object) => ({
  ...base('view'),
  entity: 'customer',
  type: 'list',
  options: { columns: [{ field: 'name' }], ...options },
})
const found = (document: object) =>
  checkShape(documentKinds[(document as { kind: DocumentKind }).kind].schema, document).map(
    ({ code, pointer }) => `${code} ${pointer}`,
  )

describe('checkShape', () => {
  it('takes labels in further languages', () => {
    const label = { ...text('x'), fr: 'y', 'pt-BR': 'z', 'zh-Hant': '客戶', yue: '客戶' }
    expect(found({ ...app, label })).toEqual([])
  })

  it.each<[string, object, string[]]>([
    ['a number where text is wanted', { ...app, version: 1 }, ['SHAPE_WRONG_TYPE /version']],
    ['a spelling that is not allowed', { ...app, version: '1' }, ['SHAPE_PATTERN /version']],
    ['a key in capitals', { ...app, key: 'CRM' }, ['SHAPE_KEY_PATTERN /key']],
    ['a key with two underscores together', { ...app, key: 'a__b' }, ['SHAPE_KEY_PATTERN /key']],
    [
      'a key of a map in capitals',
      { ...base('role'), entities: { Customer: { read: 'own' } } },
      ['SHAPE_KEY_PATTERN /entities/Customer'],
    ],
    ['a missing key', { ...base('app') }, ['SHAPE_MISSING_KEY ']],
    ['a label in one language', { ...app, label: { zh: '客户' } }, ['LABEL_LANGUAGE_MISSING /label']],
    ['a label that is empty', { ...app, label: { zh: '客户', en: '' } }, ['SHAPE_LIMIT /label/en']],
    [
      'a label with a misspelt key',
      { ...app, label: { ...text('x'), labels: 'y' } },
      ['SHAPE_UNKNOWN_KEY /label/labels'],
    ],
    ['a label in Chinese twice', { ...app, label: { ...text('x'), ZH: 'y' } }, ['SHAPE_UNKNOWN_KEY /label/ZH']],
    ['a label that is no text in French', { ...app, label: { ...text('x'), fr: 1 } }, ['SHAPE_WRONG_TYPE /label/fr']],
    ['a label that is no object', { ...app, label: 'CRM' }, ['SHAPE_WRONG_TYPE /label']],
    ['a choice that is none', { ...app, colour: 'geen' }, ['SHAPE_NOT_ALLOWED /colour']],
    ['a list that is empty', { ...base('option_set'), options: [] }, ['SHAPE_LIMIT /options']],
    ['a number out of range', form({ item: 'field', field: 'name', span: 5 }), ['SHAPE_LIMIT /items/0/span']],
    [
      'a fraction where a whole number is wanted',
      form({ item: 'field', field: 'name', span: 1.5 }),
      ['SHAPE_WRONG_TYPE /items/0/span'],
    ],
    ['an unknown item of a form', form({ item: 'feild', field: 'name' }), ['SHAPE_NOT_ALLOWED /items/0/item']],
    [
      'a wrong key deep inside a form',
      form({
        item: 'section',
        key: 'a',
        label: text('a'),
        items: [{ item: 'field', field: 'a', reqired: true }],
      }),
      ['SHAPE_UNKNOWN_KEY /items/0/items/0/reqired'],
    ],
    [
      'an unknown context',
      view({ filter: { field: 'a', op: 'eq', value: { ctx: 'me' } } }),
      ['SHAPE_NOT_ALLOWED /options/filter/value/ctx'],
    ],
    [
      'an unknown unit of a span',
      view({ filter: { field: 'a', op: 'within', value: { span: 'last', unit: 'days', count: 7 } } }),
      ['SHAPE_NOT_ALLOWED /options/filter/value/unit'],
    ],
    [
      'a path that is too long',
      view({ sort: [{ field: 'a.b.c.d.e', direction: 'asc' }] }),
      ['SHAPE_PATTERN /options/sort/0/field'],
    ],
  ])('finds %s, at its place and once', (_what, document, expected) => {
    expect(found(document)).toEqual(expected)
  })

  it('finds something exactly where the schema does not fit', () => {
    for (const document of salesApp()) expect(found(document)).toEqual([])
    const kind = fc.constantFrom(...(Object.keys(documentKinds) as DocumentKind[]))
    fc.assert(
      fc.property(
        kind,
        fc.dictionary(fc.constantFrom('key', 'label', 'items', 'options', 'fields', 'x'), fc.jsonValue()),
        (name, rest) => {
          expect(found({ ...JSON.parse(JSON.stringify(rest)), kind: name })).not.toEqual([])
        },
      ),
    )
  })
})

describe('nearestName', () => {
  it.each([
    ['titelField', 'titleField'],
    ['nmae', 'name'],
    ['Customer', 'customer'],
    ['custmer', 'customer'],
  ])('takes %s for %s', (written, meant) => {
    expect(nearestName(written, ['titleField', 'name', 'customer', 'order'])).toBe(meant)
  })

  it('does not guess at names that resemble nothing', () => {
    expect(nearestName('invoice', ['titleField', 'name', 'customer', 'order'])).toBeNull()
    expect(nearestName('', ['a'])).toBeNull()
    expect(nearestName('Z', ['a'])).toBeNull()
  })
})
