import { globSync, readFileSync } from 'node:fs'
import { compileApp, type EntityDocument, type FieldDocument } from '@mortise/metadata'
import { fillDefaults } from '@mortise/metadata/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFieldTypes } from './load.server.ts'

const fieldTypes = await loadFieldTypes()
const label = { zh: '字段', en: 'Field' }

/** The options of a field once compiled. */
function compiledOptions(type: string, options: FieldDocument['options']) {
  const fields: EntityDocument['fields'] = [{ key: 'f', type, label, ...(options && { options }) }]
  const documents = [
    { kind: 'app', key: 'a', label, version: '1.0.0' } as const,
    { kind: 'entity', key: 'e', label, titleField: 'f', fields } as const,
  ]
  const model = compileApp(documents, { fieldTypes, revision: 1, partial: true })
  return model.entities.get('e')?.fields.get('f')?.options
}

const expected = (type: string, options: object = {}) =>
  fillDefaults(fieldTypes.get(type).options, structuredClone(options)) as object

// Look-ups and computed fields are nothing without what they show or compute.
const ownTypes = fieldTypes
  .all()
  .filter(({ internal, lookupOption, computed }) => !internal && !lookupOption && !computed)

describe('options of fields that say nothing', () => {
  it.each(ownTypes.map(({ type }) => type))('have the defaults of the schema: %s', (type) => {
    expect(compiledOptions(type, {})).toEqual(expected(type))
  })

  it('keep what they do say', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ownTypes),
        fc.func(fc.option(fc.jsonValue(), { nil: undefined })),
        (kind, given) => {
          const properties = (kind.options as { properties?: object }).properties ?? {}
          const entries = Object.keys(properties).map((key) => [key, given(key)] as const)
          const options = Object.fromEntries(entries.filter(([, value]) => value !== undefined))
          expect(compiledOptions(kind.type, options)).toEqual(expected(kind.type, options))
        },
      ),
    )
  })
})

describe('options of the CRM', () => {
  const folder = new URL('../../../templates/crm/entities/', import.meta.url).pathname
  it.each(globSync('*.json', { cwd: folder }))('are those of the schema: %s', (file) => {
    const { fields } = JSON.parse(readFileSync(folder + file, 'utf8')) as EntityDocument
    for (const { type, options } of fields) {
      if (ownTypes.some((kind) => kind.type === type))
        expect(compiledOptions(type, options)).toEqual(expected(type, options))
    }
  })
})
