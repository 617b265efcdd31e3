import { deepEqual } from '@mortise/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentKind } from '../documents/document-names.ts'
import type { AppDocumentAny, DocumentByKind } from '../documents/documents.ts'
import { compileApp } from '../model/compile-app.ts'
import { entityOf, fieldOf, salesApp, text } from '../testing/app.fixture.ts'
import { testFieldTypes as fieldTypes } from '../testing/field-types.fixture.ts'
import { isPublishable, validateApp } from '../validate/validate-app.ts'
import { archiveRemoved } from './archive-removed.ts'
import { diffApps } from './diff-apps.ts'

function change<Kind extends DocumentKind>(kind: Kind, key: string, edit: (document: DocumentByKind[Kind]) => unknown) {
  const documents = salesApp()
  for (const document of documents)
    if (document.kind === kind && document.key === key) edit(document as DocumentByKind[Kind])
  return documents
}

const diff = (after: AppDocumentAny[], before = salesApp()) => diffApps(before, after, { fieldTypes })
const words = (after: AppDocumentAny[], before = salesApp()) =>
  diff(after, before).map(({ text: { zh, en } }) => [zh, en])
const customer = (edit: (document: DocumentByKind['entity']) => unknown) => change('entity', 'customer', edit)
const seller = (edit: (document: DocumentByKind['role']) => unknown) => change('role', 'seller', edit)

describe('diffApps', () => {
  it('finds nothing between equal states, whatever the order of documents and keys', () => {
    expect(diff(salesApp().reverse())).toEqual([])
  })

  it('gives the place, the meaning and what it is about', () => {
    const after = customer(({ fields }) =>
      fields.push(fieldOf('grade', 'select', { label: { zh: '级别', en: 'Grade' }, options: { optionSet: 'level' } })),
    )
    expect(diff(after)).toEqual([
      {
        document: 'entity/customer',
        change: 'added',
        pointer: '/fields/5',
        text: {
          zh: '「客户」表新增字段「级别」（单选）',
          en: 'Adds the field "Grade" (Single select) to the table "Customer"',
        },
        impact: { kind: 'table', widened: false, text: { zh: '新增一列', en: 'One more column' } },
        subject: { entity: 'customer', field: 'grade' },
      },
    ])
  })

  it.each<[string, AppDocumentAny[], string[][]]>([
    [
      'a new table',
      [...salesApp(), entityOf('x', [fieldOf('name')], { label: { zh: '产品', en: 'Product' } })],
      [['新增数据表「产品」', 'Adds the table "Product"']],
    ],
    [
      'a removed view',
      salesApp().filter(({ kind }) => kind !== 'view'),
      [['删除视图「重点客户」', 'Removes the view "Key customers"']],
    ],
    [
      'a removed field',
      customer(({ fields }) => fields.splice(1, 1)),
      [['「客户」表停用字段「编码」（单行文本）', 'Takes the field "Code" (Text) of the table "Customer" out of use']],
    ],
    [
      'a field that comes back',
      customer(({ fields }) => Object.assign(fields[4] ?? {}, { archived: undefined })),
      [['「客户」表恢复字段「old」（单行文本）', 'Brings the field "old" (Text) of the table "Customer" back']],
    ],
    [
      'a renamed table',
      customer((document) => Object.assign(document, { label: { zh: '会员', en: 'Member' } })),
      [['「客户」表改名为「会员」', 'Renames the table "Customer" to "Member"']],
    ],
    [
      'a renamed field',
      customer(({ fields }) => Object.assign(fields[0] ?? {}, { label: { zh: '全称', en: 'Full name' } })),
      [['「客户」表字段「名称」改名为「全称」', 'Renames the field "Name" of the table "Customer" to "Full name"']],
    ],
    [
      'another type',
      customer(({ fields }) => Object.assign(fields[1] ?? {}, { type: 'integer' })),
      [
        [
          '「客户」表字段「编码」的类型由「单行文本」改为「整数」',
          'Changes the type of the field "Code" of the table "Customer" from "Text" to "Whole number"',
        ],
      ],
    ],
    [
      'another option',
      customer(({ fields }) => Object.assign(fields[1] ?? {}, { options: { maxLength: 20 } })),
      [
        [
          '「客户」表字段「编码」的选项「maxLength」由 （无） 改为 20',
          'Changes the option "maxLength" of the field "Code" of the table "Customer" from (none) to 20',
        ],
      ],
    ],
    [
      'flags',
      customer(({ fields }) => Object.assign(fields[0] ?? {}, { required: false, unique: true })),
      [
        ['「客户」表字段「名称」不再必填', 'Makes the field "Name" of the table "Customer" optional'],
        ['「客户」表字段「名称」改为唯一', 'Makes the field "Name" of the table "Customer" unique'],
      ],
    ],
    [
      'another order of fields',
      customer(({ fields }) => fields.reverse()),
      [['「客户」表的字段顺序有改动', 'Changes the order of the fields of the table "Customer"']],
    ],
    [
      'a new index',
      customer(({ indexes }) => indexes?.push({ key: 'x', fields: ['level', 'name'] })),
      [['「客户」表新增索引：等级、名称', 'Adds the index over Level, Name to the table "Customer"']],
    ],
    [
      'a renamed option',
      change('option_set', 'level', ({ options }) =>
        Object.assign(options[0] ?? {}, { label: { zh: '重点', en: 'Key' } }),
      ),
      [['选项集「等级」选项「甲」改名为「重点」', 'Renames the option "A" of the option set "Level" to "Key"']],
    ],
    [
      'a removed option',
      change('option_set', 'level', ({ options }) => options.pop()),
      [['选项集「等级」停用选项「乙」', 'Takes the option "B" of the option set "Level" out of use']],
    ],
    [
      'view columns and filter',
      change('view', 'key_customers', ({ options }) => {
        options.columns = [...(options.columns ?? []), { field: 'code' }]
        options.filter = undefined
      }),
      [
        ['视图「重点客户」新增列「编码」', 'Adds the column "Code" to the view "Key customers"'],
        ['视图「重点客户」去掉了筛选条件', 'Takes the filter of the view "Key customers" out'],
      ],
    ],
    [
      'form fields',
      change('form', 'customer', (form) => Object.assign(form, { items: [{ item: 'field', field: 'code' }] })),
      [
        ['表单「客户表单」新增字段：编码', 'Adds to the form "Customer form": Code'],
        ['表单「客户表单」去掉字段：名称、等级', 'Takes out of the form "Customer form": Name, Level'],
        ['表单「客户表单」去掉分组「基本信息」', 'Takes the section "Basics" out of the form "Customer form"'],
      ],
    ],
    [
      'a menu entry',
      change('menu', 'main', ({ groups }) => groups[0]?.items.push({ key: 'x', entity: 'order' })),
      [['菜单「主菜单」新增菜单项「订单」', 'Adds the entry "Order" to the menu "Main menu"']],
    ],
    [
      'a page block',
      change('page', 'start', ({ blocks }) => blocks.splice(1, 1)),
      [['页面「工作台」去掉区块「合计」', 'Takes the block "Sum" out of the page "Start"']],
    ],
    [
      'a new version of the app',
      change('app', 'sales', (app) => Object.assign(app, { version: '1.1.0' })),
      [['应用的版本改为「1.1.0」', 'Changes the version of the app to "1.1.0"']],
    ],
    [
      'translated texts',
      change('translation', 'fr', ({ texts }) => {
        texts['entity/customer#/fields/name/label'] = 'Le nom'
      }),
      [['翻译「法语」改动了 1 处文字', 'Changes 1 texts of the translation "French"']],
    ],
  ])('names %s', (_what, after, expected) => {
    expect(words(after)).toEqual(expected)
  })

  it('says who gains and who loses which rights, and flags what is widened', () => {
    const after = seller(({ entities }) => {
      entities.customer = { read: 'department', update: 'none', create: true, fields: { code: 'write', '*': 'mask' } }
      delete entities.order
    })
    expect(diff(after).map(({ text: { zh }, impact }) => [zh, impact?.kind, impact?.widened])).toEqual([
      ['角色「销售」可查看「客户」的范围由「本人」改为「本部门」', 'rights', true],
      ['角色「销售」可修改「客户」的范围由「本人」改为「无」', 'rights', false],
      ['角色「销售」对「客户」的「编码」由「只读」改为「可编辑」', 'rights', true],
      ['角色「销售」对「客户」的其他所有字段由「可编辑」改为「脱敏」', 'rights', false],
      ['角色「销售」可查看「订单」的范围由「本部门」改为「无」', 'rights', false],
    ])
  })

  it('reads "all other tables" into what holds for a table', () => {
    const after = seller(({ entities }) => {
      delete entities.order
      entities['*'] = { read: 'department' }
    })
    expect(words(after).map(([zh]) => zh)).toEqual(['角色「销售」可查看其他所有数据表的范围由「无」改为「本部门」'])
  })

  it('counts the rights of a new role as widened', () => {
    const added: AppDocumentAny = {
      kind: 'role',
      key: 'boss',
      label: { zh: '管理层', en: 'Management' },
      design: true,
      entities: { '*': { read: 'all' } },
    }
    const [only] = diff([...salesApp(), added])
    expect(only?.impact).toMatchObject({ kind: 'rights', widened: true })
    expect(only?.impact?.text.en).toBe('Table rights: read 1, create 0, change 0, delete 0; may design the app')
  })

  it('finds every difference, and none where there is none', () => {
    const documents = salesApp()
    const replacement = fc.oneof(fc.stringMatching(/^[a-z]{1,9}$/), fc.boolean(), fc.integer(), fc.constant(text('x')))
    fc.assert(
      fc.property(fc.nat(), fc.nat(), replacement, (documentChoice, placeChoice, value) => {
        const after: unknown[] = salesApp()
        const position = documentChoice % after.length
        const places = placesOf(after[position]).filter(
          ([first]) => first !== undefined && first !== 'kind' && first !== 'key',
        )
        after[position] = replaced(after[position], places[placeChoice % places.length] ?? [], value)
        if (!isPublishable(validateApp(after, { fieldTypes }))) return
        const changes = diff(after as AppDocumentAny[])
        expect(changes.length === 0).toBe(deepEqual(after, documents))
        for (const { text: sentence } of changes)
          expect(`${sentence.zh}${sentence.en}`).not.toMatch(/[{}]|undefined|object Object/)
      }),
      { numRuns: 800 },
    )
  })
})

describe('archiveRemoved', () => {
  it('keeps removed tables, fields and options as archived, at the end', () => {
    const before = salesApp()
    const after = salesApp().filter(({ key }) => key !== 'order' && key !== 'order_line')
    for (const document of after) {
      if (document.kind === 'entity') document.fields = document.fields.filter(({ key }) => key !== 'code')
      if (document.kind === 'option_set') document.options.shift()
    }
    const published = archiveRemoved(before, after)
    const find = <Kind extends DocumentKind>(kind: Kind, key: string) =>
      published.find((document) => document.kind === kind && document.key === key) as DocumentByKind[Kind] | undefined
    expect(find('entity', 'order')?.archived).toBe(true)
    expect(find('entity', 'customer')?.fields.map(({ key, archived }) => [key, archived])).toEqual([
      ['name', undefined],
      ['level', undefined],
      ['parent', undefined],
      ['old', true],
      ['code', true],
    ])
    expect(find('option_set', 'level')?.options.map(({ key, archived }) => [key, archived])).toEqual([
      ['b', undefined],
      ['a', true],
    ])
  })

  it('changes nothing where nothing was removed, and brings back what is wanted again', () => {
    expect(archiveRemoved(salesApp(), salesApp())).toEqual(salesApp())
    const without = salesApp().filter(({ key }) => key !== 'order')
    const published = archiveRemoved(salesApp(), without)
    expect(
      archiveRemoved(published, salesApp()).filter((document) => 'archived' in document && document.archived),
    ).toEqual([])
  })

  it('keeps what was removed through every later publication', () => {
    const without = salesApp().filter(({ key }) => key !== 'order' && key !== 'order_line')
    const once = archiveRemoved(salesApp(), without)
    expect(archiveRemoved(once, without)).toEqual(once)
  })

  it('gives an app that compiles without the archived parts', () => {
    const after = customerWithoutCode()
    expect(
      validateApp(archiveRemoved(salesApp(), after), { fieldTypes }).filter(({ severity }) => severity === 'error'),
    ).toEqual([])
    const model = compileApp(archiveRemoved(salesApp(), after), { fieldTypes, revision: 2 })
    expect(model.entities.get('customer')?.fields.has('code')).toBe(false)
  })
})

function customerWithoutCode(): AppDocumentAny[] {
  const documents = customer((document) => {
    document.fields = document.fields.filter(({ key }) => key !== 'code')
    document.indexes = []
  })
  for (const document of documents) if (document.kind === 'role') delete document.entities.customer?.fields
  return documents
}

type Place = (string | number)[]

function placesOf(value: unknown, at: Place = []): Place[] {
  if (!value || typeof value !== 'object') return [at]
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [at, ...inner.flatMap(([step, one]) => placesOf(one, [...at, step]))]
}

function replaced(value: unknown, [step, ...rest]: Place, by: unknown): unknown {
  if (step === undefined) return by
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? replaced(one, rest, by) : one))
  const object = value as Record<string, unknown>
  return { ...object, [step]: replaced(object[step], rest, by) }
}
