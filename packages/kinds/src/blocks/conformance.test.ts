import { globSync, readFileSync } from 'node:fs'
import { isLocalizedText } from '@mortise/core'
import {
  type AppDocumentAny,
  type BlockOptions,
  type BlockRoles,
  type BlockType,
  blockReads,
  compileApp,
  keepReads,
  type PageBlock,
  validateApp,
} from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { loadBlockTypes, loadFieldTypes, loadViewTypes } from '../load.server.ts'
import { sampleDocuments } from '../samples/sample-documents.ts'

const [fieldTypes, viewTypes, blockTypes] = await Promise.all([loadFieldTypes(), loadViewTypes(), loadBlockTypes()])
const samples = sampleDocuments(fieldTypes)
const crm = globSync('../../../../templates/crm/{entities,option-sets,views}/*.json', { cwd: import.meta.dirname }).map(
  (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as AppDocumentAny,
)
const crmApp: AppDocumentAny = { kind: 'app', key: 'crm', label: { zh: '客户', en: 'CRM' }, version: '1.0.0' }
const ofCrm = [crmApp, ...crm]

/** Every page that options are proposed for: its table (null: it stands alone), and the app that it is in. */
const places: [table: string | null, documents: AppDocumentAny[]][] = [
  [null, ofCrm],
  ['sample', samples],
  ...crm
    .filter((document) => document.kind === 'entity' && !document.parentField)
    .map(({ key }): [string, AppDocumentAny[]] => [key, ofCrm]),
]

interface Schema {
  properties?: { [option: string]: Schema & { label?: unknown; choices?: object; enum?: readonly string[] } }
  items?: Schema
  required?: string[]
}

function blockOf(type: BlockType, options: BlockOptions): PageBlock {
  return {
    ...{ block: type.type, key: 'tried', options },
    ...(type.contents === 'blocks' && { blocks: [] }),
    ...(type.contents === 'tabs' && { tabs: [{ key: 'one', label: { zh: '一', en: 'One' }, blocks: [] }] }),
  }
}

function issuesOf(documents: readonly AppDocumentAny[], entity: string | null, block: PageBlock) {
  const page: AppDocumentAny = {
    ...{ kind: 'page', key: 'tried', label: { zh: '试', en: 'Tried' }, blocks: [block] },
    ...(entity !== null && { entity }),
  }
  const issues = validateApp([...documents, page], { fieldTypes, viewTypes, blockTypes })
  return issues.filter(({ document }) => document === 'page/tried').map(({ code }) => code)
}

function proposed(type: BlockType, table: string | null, documents: readonly AppDocumentAny[]): BlockOptions | null {
  const model = compileApp(documents, { fieldTypes, revision: 1 })
  return type.defaultOptions({ model, entity: table === null ? null : (model.entities.get(table) ?? null) })
}

const crmOptions = (type: BlockType) => proposed(type, 'customer', ofCrm) as BlockOptions
const reading = (documents: readonly AppDocumentAny[]) => ({
  page: 'customer',
  tableOf: (view: string) =>
    (documents.find((one) => one.kind === 'view' && one.key === view) as { entity: string }).entity,
})

it('finds the types of blocks', () => {
  expect(blockTypes.all().map(({ type }) => type)).toEqual(expect.arrayContaining(['view', 'related_list', 'tabs']))
})

describe.each(blockTypes.all().map((type) => [type.type, type] as const))('%s', (_key, type: BlockType) => {
  it('speaks both languages, down to its options and their choices', () => {
    expect(isLocalizedText(type.label) && isLocalizedText(type.description)).toBe(true)
    const check = ({ properties = {} }: Schema, roles: BlockRoles) => {
      for (const [name, option] of Object.entries(properties)) {
        expect(isLocalizedText(option.label)).toBe(true)
        for (const choice of option.enum ?? [])
          expect(isLocalizedText((option.choices as { [choice: string]: unknown })?.[choice])).toBe(true)
        const role = roles[name]
        if (role?.names === 'members') check(option.items ?? {}, role.each)
      }
    }
    check(type.options as Schema, type.roles)
  })

  it('has roles only for options that it has', () => {
    const check = (roles: BlockRoles, schema: Schema) => {
      for (const [option, role] of Object.entries(roles)) {
        expect(schema.properties).toHaveProperty(option)
        if ('of' in role && role.of !== undefined) expect(roles).toHaveProperty(role.of)
        if (role.names === 'members') check(role.each, schema.properties?.[option]?.items ?? {})
      }
    }
    check(type.roles, type.options as Schema)
  })

  it.each(places)('proposes options that are valid, or none: %s', (table, documents) => {
    const options = proposed(type, table, documents)
    if (options === null) return
    const wrongPlace = type.ofRecord && table === null
    expect(issuesOf(documents, table, blockOf(type, options))).toEqual(wrongPlace ? ['BLOCK_NEEDS_TABLE'] : [])
  })

  it('refuses what is not there', () => {
    for (const [option, role] of Object.entries(type.roles)) {
      if (role.names !== 'entity' && role.names !== 'view' && role.names !== 'field') continue
      const before = crmOptions(type)
      const wrong = Array.isArray(before[option]) ? ['nothing'] : 'nothing'
      const issues = issuesOf(ofCrm, 'customer', blockOf(type, { ...before, [option]: wrong }))
      expect(issues).toContain('REFERENCE_UNKNOWN')
    }
  })

  it('leaves nothing of what its reader may not know', () => {
    const options = crmOptions(type)
    const place = reading(ofCrm)
    expect(keepReads(type, options, place, () => true)).toEqual(options)
    const kept = keepReads(type, options, place, () => false)
    expect(kept === null ? [] : blockReads(type, kept, place)).toEqual([])
  })

  it('holds what it says that it holds, and nothing else', () => {
    const block = { block: type.type, key: 'tried', options: crmOptions(type) }
    expect(issuesOf(ofCrm, 'customer', block)).toEqual(type.contents ? ['BLOCK_CONTENTS_MISSING'] : [])
    const both = { ...block, blocks: [], tabs: [{ key: 'one', label: { zh: '一', en: 'One' }, blocks: [] }] }
    expect(issuesOf(ofCrm, 'customer', both)).toEqual(Array(type.contents ? 1 : 2).fill('BLOCK_CONTENTS_UNFIT'))
  })
})

describe('what blocks of one type ask for', () => {
  const figure = (options: BlockOptions, table: string | null = null) =>
    issuesOf(ofCrm, table, { block: 'figure', key: 'tried', options })

  it.each([
    ['a figure without its field', { entity: 'order', function: 'sum' }, ['AGGREGATE_FIELD_MISSING']],
    ['a sum of texts', { entity: 'customer', function: 'sum', field: 'name' }, ['AGGREGATE_IMPOSSIBLE']],
    [
      'a figure that opens another table',
      { entity: 'order', function: 'count', view: 'customers_all' },
      ['VIEW_OF_OTHER_TABLE'],
    ],
    ['a period without a date', { entity: 'order', function: 'count', period: 'month' }, ['FIGURE_PERIOD']],
    ['a comparison without a period', { entity: 'order', function: 'count', compare: true }, ['FIGURE_PERIOD']],
    ['a record where there is none', { entity: 'order', function: 'count', through: 'customer' }, ['VIEW_FIELD_UNFIT']],
  ])('%s', (_name, options, codes) => expect(figure(options)).toEqual(codes))

  it('relations that lead to the table of the page', () => {
    expect(figure({ entity: 'order', function: 'count', through: 'customer' }, 'customer')).toEqual([])
    expect(figure({ entity: 'order', function: 'count', through: 'contract' }, 'customer')).toEqual([
      'VIEW_FIELD_UNFIT',
    ])
  })

  it('no lines on their own', () => {
    const block = { block: 'actions', key: 'tried', options: { buttons: [{ does: 'create', entity: 'order_line' }] } }
    expect(issuesOf(ofCrm, null, block)).toEqual(['SUB_TABLE_ALONE'])
  })

  it('a type that is there', () => {
    expect(issuesOf(ofCrm, null, { block: 'figur', key: 'tried' })).toEqual(['BLOCK_TYPE_UNKNOWN'])
  })

  it('a filter that its reader may know: without it, it would be another figure', () => {
    const type = blockTypes.get('figure')
    const options = { entity: 'order', function: 'count', filter: { field: 'status', op: 'eq', value: 'done' } }
    const known = (names: string) => names !== 'filter'
    expect(keepReads(type, options, reading(ofCrm), ({ role }) => known(role.names))).toBeNull()
  })

  it('of several sources of a timeline those that its reader may know', () => {
    const type = blockTypes.get('timeline')
    const source = (entity: string) => ({ entity, field: 'customer', date: 'created_at', show: ['code'] })
    const options = { sources: [source('order'), source('ticket')] }
    expect(keepReads(type, options, reading(ofCrm), ({ table, value }) => (table ?? value) !== 'ticket')).toEqual({
      sources: [source('order')],
    })
  })
})

describe('buttons of a page', () => {
  const command: AppDocumentAny = {
    ...{ kind: 'command', key: 'call', label: { zh: '拨打', en: 'Call' }, entity: 'customer', places: ['record'] },
    actions: [{ key: 'call', type: 'open_link', options: { url: 'tel:1' } }],
  }
  const found = (table: string | null, button: object) =>
    issuesOf([...ofCrm, command], table, { block: 'actions', key: 'tried', options: { buttons: [button] } })

  it('run actions of the table of the page, and only there', () => {
    const button = { does: 'command', command: 'call' }
    expect(found('customer', button)).toEqual([])
    expect(found('order', button)).toEqual(['COMMAND_OF_OTHER_TABLE'])
    expect(found(null, button)).toEqual(['PAGE_ACTION_ALONE'])
    expect(found('customer', { does: 'command', command: 'gone' })).toHaveLength(1)
  })

  it('say what they do, and lead to nothing that would run as a program', () => {
    const label = { zh: '网站', en: 'Site' }
    expect(found(null, { does: 'link', url: 'https://example.com', label })).toEqual([])
    expect(found(null, { does: 'link', url: 'javascript:alert(1)', label })).toEqual(['BUTTON_ADDRESS'])
    expect(found(null, { does: 'link', url: 'https://example.com' })).toEqual(['BUTTON_WITHOUT_NAME'])
    expect(found(null, { does: 'create' })).toEqual(['BUTTON_WITHOUT_TARGET'])
    expect(found(null, { does: 'create', view: 'customers_all' })).toEqual(['BUTTON_WITHOUT_TARGET'])
  })

  it('are only those whose action the reader has', () => {
    const type = blockTypes.get('actions')
    const buttons = [
      { does: 'command', command: 'call' },
      { does: 'create', entity: 'order' },
    ]
    const kept = (keep: (name: string) => boolean) =>
      keepReads(type, { buttons }, reading(ofCrm), ({ role }) => keep(role.names))
    expect(kept((name) => name !== 'command')).toEqual({ buttons: [{ does: 'create', entity: 'order' }] })
    expect(kept(() => false)).toBeNull()
  })
})
