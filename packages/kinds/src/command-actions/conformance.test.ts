import { globSync, readFileSync } from 'node:fs'
import { isLocalizedText } from '@mortise/core'
import {
  type AppDocumentAny,
  type CommandActionType,
  type CommandDocument,
  compileApp,
  validateApp,
} from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { loadCommandActions, loadCommandHandlers, loadFieldTypes } from '../load.server.ts'

const [fieldTypes, commandActions, handlers] = await Promise.all([
  loadFieldTypes(),
  loadCommandActions(),
  loadCommandHandlers(),
])
const label = { zh: '试', en: 'Tried' }
const app: AppDocumentAny = { kind: 'app', key: 'crm', label, version: '1.0.0' }
const tables = globSync('../../../../templates/crm/{entities,forms,option-sets,prints}/*.json', {
  cwd: import.meta.dirname,
}).map((file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as AppDocumentAny)
const documents = [app, ...tables]
const model = compileApp(documents, { fieldTypes, revision: 1 })
/** Those that a command can be of, and that every type can do something with. */
const entities = [...model.entities.values()].filter(
  ({ key, parent }) => !parent && [...model.prints.values()].some(({ entity }) => entity === key),
)

const commandOf = (entity: string, type: string, options: object): CommandDocument => ({
  ...{ kind: 'command', key: 'tried', label, entity, places: ['record'] },
  actions: [{ key: 'only', type, options: options as { [option: string]: unknown } }],
})
const errorsOf = (command: CommandDocument) =>
  validateApp([...documents, command], { fieldTypes, commandActions }).filter(
    ({ document, severity }) => document === 'command/tried' && severity === 'error',
  )

interface Schema {
  properties: { [option: string]: { label?: unknown; editor?: unknown } }
}

it('finds the types of actions, each with its server half', () => {
  const types = commandActions.all().map(({ type }) => type)
  expect(types).toEqual(expect.arrayContaining(['update_fields', 'create_record', 'open_form', 'open_link', 'print']))
  expect(
    handlers
      .all()
      .map(({ type }) => type)
      .sort(),
  ).toEqual(types.sort())
})

describe.each(commandActions.all().map((kind) => [kind.type, kind] as const))('%s', (type, kind: CommandActionType) => {
  const options = (kind.options as unknown as Schema).properties

  it('speaks both languages, down to its options', () => {
    expect(isLocalizedText(kind.label) && isLocalizedText(kind.description)).toBe(true)
    for (const option of Object.values(options)) expect(isLocalizedText(option.label)).toBe(true)
  })

  it('begins with options that can be published, on every table', () => {
    for (const entity of entities) {
      const errors = errorsOf(commandOf(entity.key, type, kind.defaultOptions({ entity, model })))
      // An address has to be written, and a process drawn, by somebody.
      expect(
        errors.filter(({ pointer }) => !/\/(url|process)$/.test(pointer)).map(({ message }) => message.en),
      ).toEqual([])
    }
  })

  it('says where in its options each thing is that it names', () => {
    for (const entity of entities) {
      const chosen = kind.defaultOptions({ entity, model })
      for (const { pointer } of kind.parts(chosen as never, { entity, model })) {
        const found = pointer
          .split('/')
          .slice(1)
          .reduce<unknown>((at, step) => (at as { [step: string]: unknown })[step], chosen)
        expect(found, pointer).toBeDefined()
      }
    }
  })

  it('refuses an option that it does not have', () => {
    const [entity] = entities
    if (!entity) throw new Error('unreachable: the CRM has print templates')
    const errors = errorsOf(commandOf(entity.key, type, { ...kind.defaultOptions({ entity, model }), nonsuch: 1 }))
    expect(errors.map(({ code }) => code)).toContain('SHAPE_UNKNOWN_KEY')
  })

  it('has a runtime half where something is left for the browser', () => {
    const folder = type.replaceAll('_', '-')
    const halves = globSync(`${folder}/${folder}.*`, { cwd: import.meta.dirname })
    if (!kind.writes) expect(halves).toContain(`${folder}/${folder}.runtime.tsx`)
  })
})
