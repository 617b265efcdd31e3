import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AppDocumentAny, documentKinds } from '../documents/documents.ts'
import { salesApp } from '../testing/app.fixture.ts'
import { formatDocument } from './format-document.ts'

describe('formatDocument', () => {
  it('writes keys in the order of the schema and small values on one line', () => {
    const document = {
      fields: [{ options: { optionSet: 'level' }, label: { en: 'Level', zh: '等级' }, type: 'select', key: 'level' }],
      titleField: 'level',
      label: { fr: 'Client', en: 'Customer', zh: '客户' },
      key: 'customer',
      kind: 'entity',
    }
    expect(formatDocument(document as AppDocumentAny)).toBe(`{
  "kind": "entity",
  "key": "customer",
  "label": { "zh": "客户", "en": "Customer", "fr": "Client" },
  "titleField": "level",
  "fields": [
    { "key": "level", "type": "select", "label": { "zh": "等级", "en": "Level" }, "options": { "optionSet": "level" } }
  ]
}
`)
  })

  it.each(salesApp().map((document) => [`${document.kind}/${document.key}`, document] as const))(
    'loses nothing of %s and writes what it wrote byte for byte again',
    (_id, document) => {
      const written = formatDocument(document)
      expect(JSON.parse(written)).toEqual(document)
      expect(formatDocument(JSON.parse(written))).toBe(written)
    },
  )

  it('gives the same bytes whatever order the keys came in', () => {
    const document = fc.constantFrom(...salesApp())
    fc.assert(
      fc.property(document, fc.infiniteStream(fc.nat()), (original, numbers) => {
        const random = () => numbers.next().value as number
        expect(formatDocument(shuffled(original, random) as AppDocumentAny)).toBe(formatDocument(original))
      }),
    )
  })

  it('keeps every line within 120 characters where the texts allow it, and any JSON as it is', () => {
    const kind = fc.constantFrom(...(Object.keys(documentKinds) as (keyof typeof documentKinds)[]))
    fc.assert(
      fc.property(kind, fc.dictionary(fc.string(), fc.jsonValue()), (name, rest) => {
        const document = JSON.parse(JSON.stringify({ ...rest, kind: name }))
        const written = formatDocument(document)
        expect(JSON.parse(written)).toEqual(document)
        expect(formatDocument(JSON.parse(written))).toBe(written)
      }),
    )
    const lines = salesApp().flatMap((document) => formatDocument(document).split('\n'))
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120)
  })
})

function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((member) => shuffled(member, random))
  if (!value || typeof value !== 'object') return value
  const entries = Object.entries(value).map((entry) => [random(), entry] as const)
  entries.sort(([a], [b]) => a - b)
  return Object.fromEntries(entries.map(([, [key, inner]]) => [key, shuffled(inner, random)]))
}
