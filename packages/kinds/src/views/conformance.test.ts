import { globSync, readFileSync } from 'node:fs'
import { isLocalizedText } from '@mortise/core'
import {
  type AppDocumentAny,
  compileApp,
  type EntityModel,
  type ViewOptions,
  type ViewType,
  validateApp,
} from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { loadFieldTypes, loadViewTypes } from '../load.server.ts'
import { sampleDocuments } from '../samples/sample-documents.ts'

const [fieldTypes, viewTypes] = await Promise.all([loadFieldTypes(), loadViewTypes()])
const samples = sampleDocuments(fieldTypes)
const crm = globSync('../../../../templates/crm/{entities,option-sets}/*.json', { cwd: import.meta.dirname }).map(
  (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as AppDocumentAny,
)
const crmApp: AppDocumentAny = { kind: 'app', key: 'crm', label: { zh: '客户', en: 'CRM' }, version: '1.0.0' }
const bare: AppDocumentAny = {
  kind: 'entity',
  key: 'bare',
  label: { zh: '空表', en: 'Bare' },
  titleField: 'name',
  fields: [{ key: 'name', type: 'text', label: { zh: '名称', en: 'Name' } }],
}

/** Every table that options are proposed for: its key, and the app that it is in. */
const tables: [entity: string, documents: AppDocumentAny[]][] = [
  ['sample', samples],
  ...crm.filter(({ kind }) => kind === 'entity').map(({ key }): [string, AppDocumentAny[]] => [key, [crmApp, ...crm]]),
]

interface Schema {
  properties?: { [option: string]: { label?: unknown } }
  required?: string[]
}

const viewOf = (entity: string, type: string, options: ViewOptions): AppDocumentAny => ({
  ...{ kind: 'view', key: 'tried', label: { zh: '试', en: 'Tried' }, entity, type, options },
})

it('finds the types of views', () => {
  expect(viewTypes.all().map(({ type }) => type)).toEqual(expect.arrayContaining(['list', 'kanban']))
})

describe.each(viewTypes.all().map((kind) => [kind.type, kind] as const))('%s', (type, kind: ViewType) => {
  const schema = kind.options as Schema

  it('speaks both languages, down to its options', () => {
    expect(isLocalizedText(kind.label) && isLocalizedText(kind.description)).toBe(true)
    for (const { wanted } of Object.values(kind.fields)) expect(isLocalizedText(wanted)).toBe(true)
    for (const option of Object.values(schema.properties ?? {}))
      if (option.label !== undefined) expect(isLocalizedText(option.label)).toBe(true)
  })

  it('has filter and sort, and a role only for options that it has', () => {
    expect(schema.properties).toHaveProperty('filter')
    expect(schema.properties).toHaveProperty('sort')
    for (const option of Object.keys(kind.fields)) expect(schema.properties).toHaveProperty(option)
  })

  it.each(tables)('proposes options that are valid, or none: %s', (entity, documents) => {
    const model = compileApp(documents, { fieldTypes, revision: 1 })
    const options: ViewOptions | null = kind.defaultOptions(model.entities.get(entity) as EntityModel, model)
    if (options === null) return
    const issues = validateApp([...documents, viewOf(entity, type, options)], { fieldTypes, viewTypes })
    expect(issues.filter(({ document }) => document === 'view/tried')).toEqual([])
  })

  it('proposes nothing for a table that has no field for it', () => {
    const model = compileApp([crmApp, bare], { fieldTypes, revision: 1 })
    const options: ViewOptions | null = kind.defaultOptions(model.entities.get('bare') as EntityModel, model)
    const needs = (schema.required ?? []).some(
      (option) => !kind.fields[option]?.accepts(model.entities.get('bare')?.title as never),
    )
    expect(options === null).toBe(needs)
  })

  it('refuses fields that are not there', () => {
    for (const option of Object.keys(kind.fields)) {
      const array = (schema.properties?.[option] as { type?: string })?.type === 'array'
      const value = array ? (option === 'columns' ? [{ field: 'nothing' }] : ['nothing']) : 'nothing'
      const issues = validateApp([...samples, viewOf('sample', type, { [option]: value })], { fieldTypes, viewTypes })
      expect(issues.some(({ severity, document }) => severity === 'error' && document === 'view/tried')).toBe(true)
    }
  })
})
