import { asUser, type Principal } from '@mortise/data'
import { createDataEngine } from '@mortise/data/server'
import {
  loadBlockTypes,
  loadCommandActions,
  loadFieldStorages,
  loadFieldTypes,
  loadViewTypes,
} from '@mortise/kinds/server'
import { compileApp } from '@mortise/metadata'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { testApp } from '../testing/test-app.ts'
import { describeApp } from './describe-app.ts'
import { describeOpenApi } from './describe-openapi.ts'

const model = compileApp(testApp, { fieldTypes: await loadFieldTypes(), revision: 1 })
const engine = createDataEngine({
  storages: await loadFieldStorages(),
  directory: { person: () => null, hasDepartment: () => false, membersOf: () => [], departmentsBelow: (id) => [id] },
})
const administrator = { id: 'u', roles: [], administrator: true } as unknown as Principal
const scope = { model } as Parameters<typeof engine.capabilities>[1]
const description = describeApp(model, engine.capabilities(asUser(administrator), scope), null, {
  viewTypes: await loadViewTypes(),
  blockTypes: await loadBlockTypes(),
  commandActions: await loadCommandActions(),
})
// biome-ignore lint/suspicious/noExplicitAny: a document of any depth
type Json = any
const openApi = describeOpenApi(model, description, 'http://localhost:3000') as Json

/** Every object of the document with its place. */
function* walk(value: unknown, place = ''): Generator<[string, { [key: string]: unknown }]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [place, value as { [key: string]: unknown }]
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, `${place}/${key}`)
}

const at = (reference: string) =>
  reference
    .slice(2)
    .split('/')
    .reduce<Json>((value, key) => value?.[key], openApi)

describe('the OpenAPI of an app', () => {
  it('has what version 3.1 asks for', () => {
    expect(openApi.openapi).toBe('3.1.0')
    expect(openApi.info).toMatchObject({ title: 'CRM', version: expect.any(String) })
    for (const [path, item] of Object.entries<Json>(openApi.paths)) {
      expect(path).toMatch(/^\//)
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect((item.parameters ?? []).map((parameter: Json) => parameter.name)).toEqual(inPath)
    }
  })

  it('refers only to what is there', () => {
    for (const [place, value] of walk(openApi))
      if (typeof value.$ref === 'string') {
        expect(value.$ref, place).toMatch(/^#\/components\//)
        expect(at(value.$ref), `${place} → ${value.$ref}`).toBeDefined()
      }
  })

  it('names each operation once and says what it answers', () => {
    const operations = Object.values<Json>(openApi.paths).flatMap((item) =>
      ['get', 'post', 'patch', 'delete'].flatMap((method) => item[method] ?? []),
    )
    const ids = operations.map((operation) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('create_customer')
    for (const { responses } of operations) {
      expect(responses.default).toBeDefined()
      for (const response of Object.values<Json>(responses)) expect(response.description ?? response.$ref).toBeTruthy()
    }
  })

  it('holds schemas that take real values and refuse wrong ones', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'app', components: openApi.components })
    const validate = (name: string) => ajv.compile({ $ref: `app#/components/schemas/${name}` })
    expect(validate('Query')({ filter: { and: [{ not: { field: 'name', op: 'eq', value: 'x' } }] } })).toBe(true)
    expect(validate('Query')({ filter: { and: [{ not: { field: 'name', op: 'like', value: 'x' } }] } })).toBe(false)
    expect(validate('customer_values')({ name: 'A', level: 'high', credit: '12.50' })).toBe(true)
    expect(validate('customer_values')({ name: 'A', id: 'x' })).toBe(false)
    expect(validate('customer_values')({ name: 7 })).toBe(false)
  })

  it('does not carry what only the designer reads', () => {
    for (const [place, value] of walk(openApi)) expect(value.editor, place).toBeUndefined()
  })
})
