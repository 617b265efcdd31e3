import { errorCatalogue, languages } from '@mortise/core'
import type { ColumnClass } from '@mortise/data'
import { compileApp, type FieldModel, fieldGroups, validateApp } from '@mortise/metadata'
import { fits } from '@mortise/metadata/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFieldStorages, loadFieldTypes } from '../load.server.ts'
import { sampleDocuments, sampleKey } from '../samples/sample-documents.ts'

const fieldTypes = await loadFieldTypes()
const storages = await loadFieldStorages()
const documents = sampleDocuments(fieldTypes)
const model = compileApp(documents, { fieldTypes, revision: 1 })
const sample = model.entities.get('sample')

/** The field of a type in the sample table; the internal type `id` is a system field there. */
function fieldOf(type: string): FieldModel {
  const field = sample?.fields.get(sampleKey(type)) ?? sample?.fields.get(type)
  if (!field) throw new Error(`the sample table has no ${type}`)
  return field
}

function read(type: string, value: unknown) {
  const field = fieldOf(type)
  const result = field.kind.normalise?.(value as never, field.options as never, field)
  return result ?? { value }
}

it('has the types that the product promises', () => {
  const promised = `auto_number checkbox date datetime decimal department email file id image integer long_text lookup
    money multi_select percent person phone relation relation_many select sub_table text url`
  expect(fieldTypes.all().map(({ type }) => type)).toEqual(expect.arrayContaining(promised.split(/\s+/)))
})

it('has a server half for every shared half and the other way round', () => {
  expect(storages.all().map(({ type }) => type)).toEqual(fieldTypes.all().map(({ type }) => type))
})

it('makes a valid app of the samples', () => {
  expect(validateApp(documents, { fieldTypes })).toEqual([])
})

/** What the values of each class of columns can be in expressions. */
const typesOfClass: Record<ColumnClass, string[]> = {
  text: ['text'],
  choice: ['enum'],
  number: ['num'],
  boolean: ['bool'],
  date: ['date'],
  instant: ['datetime'],
  reference: ['ref', 'user', 'department'],
  choices: ['set'],
  files: ['files'],
}

describe.each(fieldTypes.all().map((kind) => [kind.type, kind] as const))('%s', (type, kind) => {
  const storage = storages.get(type)

  it('is described in every language', () => {
    for (const language of languages) {
      expect(kind.label[language]).toMatch(/\S/)
      expect(kind.description[language]).toMatch(/\S/)
    }
    expect(fieldGroups).toContain(kind.group)
    for (const [, option] of Object.entries(kind.options.properties)) {
      const { label } = option as { label?: { zh: string; en: string } }
      expect(label).toMatchObject({ zh: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) })
    }
  })

  it('accepts the options of its samples and refuses unknown ones', () => {
    expect(fits(kind.options, kind.samples.options ?? {})).toBe(true)
    expect(fits(kind.options, { ...kind.samples.options, unknown_option: 1 })).toBe(false)
  })

  it('finds nothing wrong with the options of its samples', () => {
    expect(kind.check?.(fieldOf(type)) ?? []).toEqual([])
  })

  it.each(kind.samples.valid.map((value) => [JSON.stringify(value), value]))('accepts %s', (_text, value) => {
    const field = fieldOf(type)
    const result = read(type, value)
    expect(result).not.toHaveProperty('code')
    const normal = (result as { value: unknown }).value
    expect(fits(kind.value(field.options as never), normal)).toBe(true)
    expect(read(type, normal)).toEqual({ value: normal })
  })

  it.each(kind.samples.invalid.map((value) => [JSON.stringify(value), value]))('refuses %s', (_text, value) => {
    if (kind.writable === false) {
      expect(fits(kind.value(fieldOf(type).options as never), value)).toBe(false)
      return
    }
    const result = read(type, value)
    expect(result).toHaveProperty('code')
    expect(errorCatalogue().has((result as { code: string }).code)).toBe(true)
  })

  it('reads any JSON without throwing, and what it accepts is in its one spelling and fits its schema', () => {
    const field = fieldOf(type)
    const schema = kind.value(field.options as never)
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const result = read(type, value)
        if ('code' in result || value === null) return
        expect(read(type, result.value)).toEqual(result.value === null ? expect.anything() : { value: result.value })
        if (result.value !== null && kind.normalise) expect(fits(schema, result.value)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('shows each valid sample as text in every language, where it has a text of its own', () => {
    const field = fieldOf(type)
    if (!kind.text) return
    for (const value of kind.samples.valid) {
      const { value: normal } = read(type, value) as { value: never }
      for (const language of languages) expect(kind.text(normal, field, language)).toMatch(/\S/)
    }
  })

  it('has a column exactly where its structure is one, with a default exactly where it has no blank', () => {
    const spec = storage.column?.(fieldOf(type))
    expect(spec !== undefined).toBe(storage.structure === 'column')
    if (spec) expect(spec.default !== undefined).toBe(['boolean', 'choices', 'files'].includes(spec.class))
    expect(Array.isArray(kind.blank ?? null)).toBe(
      storage.structure === 'link' || storage.structure === 'children' || /choices|files/.test(spec?.class ?? ''),
    )
  })

  it('names the places of its numbers exactly where its column has some', () => {
    const { type: columnType = '' } = storage.column?.(fieldOf(type)) ?? {}
    const scale = columnType === 'bigint' ? '0' : /^numeric\(\d+,(\d+)\)$/.exec(columnType)?.[1]
    expect(kind.places?.(fieldOf(type).options)?.toString()).toBe(scale)
  })

  it('has a type in expressions exactly where it has a value, and one that fits its column', () => {
    const field = fieldOf(type)
    const found = kind.expression?.(field) ?? null
    const valueless = storage.structure === 'link' || storage.structure === 'children'
    expect(found === null).toBe(valueless)
    const spec = storage.column?.(field)
    if (spec) expect(typesOfClass[spec.class]).toContain(found?.kind)
  })

  it('offers in queries what its shared half says', () => {
    const field = fieldOf(type)
    expect(storage.operators(field)).toEqual(kind.operators?.(field) ?? [])
    expect(storage.sortable).toBe(kind.sortable ?? false)
    expect(storage.groupable).toBe(kind.groupable ?? false)
    expect(storage.aggregates).toEqual(kind.aggregates ?? [])
  })
})
