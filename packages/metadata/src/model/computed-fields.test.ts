import type { ExpressionJson } from '@mortise/expressions'
import { describe, expect, it } from 'vitest'
import { diffApps } from '../diff/diff-apps.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { FieldDocument } from '../documents/entity.ts'
import { entityOf, fieldOf, relationTo, salesApp, text } from '../testing/app.fixture.ts'
import { testFieldTypes } from '../testing/field-types.fixture.ts'
import { testViewTypes } from '../testing/view-types.fixture.ts'
import { validateApp } from '../validate/validate-app.ts'
import type { AppModel } from './app-model.ts'
import { compileApp } from './compile-app.ts'
import { computedGraphOf } from './computed-graph.ts'
import { readsOf } from './computed-reads.ts'
import { dependentsOf } from './dependents-of.ts'
import { schemaOf } from './expression-schema.ts'
import { shownField } from './resolve-path.ts'

function formula(
  key: string,
  expr: ExpressionJson,
  result: object = { type: 'money' },
  more: object = {},
): FieldDocument {
  return fieldOf(key, 'formula', { options: { expression: { v: 1, expr }, result, ...more } })
}

/** The sales app with further fields: table → fields. */
function appWith(fields: { [entity: string]: FieldDocument[] }, more: AppDocumentAny[] = []): AppDocumentAny[] {
  const documents = [...salesApp(), ...more]
  for (const document of documents) {
    if (document.kind === 'entity') document.fields.push(...(fields[document.key] ?? []))
  }
  return documents
}

const compile = (documents: readonly AppDocumentAny[], previous?: AppModel) =>
  compileApp(documents, { fieldTypes: testFieldTypes, revision: 1, previous })
const findings = (documents: readonly AppDocumentAny[]) =>
  validateApp(documents, { fieldTypes: testFieldTypes, viewTypes: testViewTypes })

const price = fieldOf('price', 'money')
const amount = formula('amount', { '*': [{ var: 'quantity' }, { var: 'price' }] })
const orderTotal = formula('sum_of_lines', { sum: ['lines', { var: 'amount' }] })
const customerTotal = formula('turnover', { sum: ['orders', { var: 'sum_of_lines' }] })
const totals = { order_line: [price, amount], order: [orderTotal], customer: [customerTotal] }

describe('the names of expressions', () => {
  it('are those of the model: fields with their types, and the relations that can be summed up', () => {
    const schema = schemaOf(compile(appWith(totals)))
    const order = schema.entity('order')
    expect(order?.field('customer')).toMatchObject({ type: { kind: 'ref', entity: 'customer' }, nullable: true })
    expect(order?.field('customer_level')).toMatchObject({ type: { kind: 'enum', optionSet: 'level' } })
    expect(order?.field('sum_of_lines')).toMatchObject({ type: { kind: 'num' }, volatile: false })
    expect(order?.field('id')).toMatchObject({ nullable: false })
    expect(order?.field('lines')).toBe(null)
    expect([...(order?.relations() ?? [])].map(({ key, entity }) => [key, entity])).toEqual([['lines', 'order_line']])
    expect(schema.entity('customer')?.relation('orders')).toMatchObject({ entity: 'order' })
    expect(schema.optionSet('level')?.options.map(({ key }) => key)).toEqual(['a', 'b'])
  })

  it('hold nothing that may not be read', () => {
    const schema = schemaOf(compile(salesApp()), {
      entity: (key) => key !== 'order_line',
      field: ({ key }) => key !== 'total' && key !== 'customer',
    })
    expect(schema.entity('order')?.field('total')).toBe(null)
    expect(schema.entity('order_line')).toBe(null)
    expect(schema.entity('order')?.relation('lines')).toBe(null)
    expect(schema.entity('customer')?.relation('orders')).toBe(null)
    expect([...schema.entities()].map(({ key }) => key)).toEqual(['customer', 'order'])
  })
})

describe('a computed field', () => {
  it('behaves like a field of the type of its result, also behind a look-up', () => {
    const shown = fieldOf('shown', 'lookup', { options: { path: 'customer.turnover' } })
    const model = compile(appWith({ ...totals, order: [orderTotal, shown] }))
    const field = model.entities.get('customer')?.fields.get('turnover')
    expect(field).toMatchObject({ computed: { stored: true, problems: [] } })
    expect(field && shownField(field)).toMatchObject({ type: 'money', key: 'turnover', options: { currency: 'CNY' } })
    const lookup = model.entities.get('order')?.fields.get('shown')
    expect(lookup && shownField(lookup)).toMatchObject({ type: 'money' })
  })

  it('is kept, unless it changes by itself or looks into a whole table, or reads what does', () => {
    const model = compile(
      appWith({
        order: [
          formula('age', { datedif: [{ var: 'created_at' }, { ctx: 'now' }, 'days'] }, { type: 'integer' }),
          formula('old', { '>': [{ var: 'age' }, 30] }, { type: 'checkbox' }),
          formula(
            'cheaper',
            { exists: ['order', { '<': [{ var: 'total' }, { outer: 'total' }] }] },
            { type: 'checkbox' },
          ),
          formula('double', { '*': [{ var: 'total' }, 2] }),
        ],
      }),
    )
    const stored = model.entities
      .get('order')
      ?.ownFields.flatMap(({ key, computed }) => (computed ? [[key, computed.stored]] : []))
    expect(stored).toEqual([
      ['age', false],
      ['old', false],
      ['cheaper', false],
      ['double', true],
    ])
  })

  it('has no value, and keeps the app running, when its expression does not pass the check any more', () => {
    const model = compile(appWith({ order: [formula('gone', { no_such_function: [{ var: 'total' }] })] }))
    const field = model.entities.get('order')?.fields.get('gone')
    expect(field?.computed).toMatchObject({
      checked: null,
      stored: false,
      problems: [{ code: 'EXPRESSION_OPERATOR_UNKNOWN' }],
    })
    expect(computedGraphOf(model).nodes).toEqual([])
  })

  it('is taken over into the next model with its table only while all that it reads stays', () => {
    const documents = appWith(totals)
    const before = compile(documents)
    const renamed = documents.map((document) =>
      document.key === 'order_line' ? { ...document, label: text('Item') } : document,
    )
    const after = compile(renamed as AppDocumentAny[], before)
    expect(compile(documents, before).entities.get('order')).toBe(before.entities.get('order'))
    expect(after.entities.get('order')).not.toBe(before.entities.get('order'))
    expect(after.entities.get('order')?.fields.get('sum_of_lines')?.computed?.stored).toBe(true)
  })
})

describe('the graph of computed fields', () => {
  it('orders them by what needs what, and knows those that follow from their own record', () => {
    const gross = formula('gross', { '*': [{ var: 'amount' }, 1.13] })
    const model = compile(appWith({ ...totals, order_line: [gross, price, amount] }))
    const nodes = computedGraphOf(model).nodes.map(({ field, level, local }) => [field.key, level, local])
    expect(nodes).toEqual([
      ['amount', 0, true],
      ['sum_of_lines', 1, false],
      ['gross', 1, true],
      ['turnover', 2, false],
    ])
  })

  it('knows who reads a field, over which relations, and that links and records coming and going count', () => {
    const graph = computedGraphOf(compile(appWith(totals)))
    const readers = (entity: string, field: string) =>
      graph
        .readersOf(entity, field)
        .map(({ node, read }) => `${node.field.key} ${read.path.map(({ via }) => via).join()}`)
    expect(readers('order_line', 'amount')).toEqual(['sum_of_lines foreign'])
    expect(readers('order_line', 'id')).toEqual(['sum_of_lines foreign'])
    expect(readers('order_line', 'order')).toEqual(['sum_of_lines foreign'])
    expect(readers('order', 'customer')).toEqual(['turnover foreign'])
    expect(readers('order_line', 'product')).toEqual([])
  })

  it('follows look-ups to the field that they show', () => {
    const model = compile(
      appWith({ order: [formula('vip', { '==': [{ var: 'customer_level' }, 'a'] }, { type: 'checkbox' })] }),
    )
    const field = model.entities.get('order')?.fields.get('vip')
    expect(field && readsOf(model, field).map(({ path, entity, field: read }) => [path.length, entity, read])).toEqual([
      [0, 'order', 'customer'],
      [1, 'customer', 'level'],
    ])
  })

  it('allows a total over a tree, which reads itself', () => {
    const tree = appWith({
      customer: [
        formula('all', { '+': [{ count: ['customer_parent'] }, { sum: ['customer_parent', { var: 'all' }] }] }),
      ],
    })
    expect(findings(tree)).toEqual([])
    expect(computedGraphOf(compile(tree))).toMatchObject({ circles: [], nodes: [{ recursive: true, level: 0 }] })
  })
})

describe('validation of computed fields', () => {
  it('finds nothing wrong with a sound app', () => expect(findings(appWith(totals))).toEqual([]))

  it('says where in the expression a name is wrong, and what was meant', () => {
    const [issue, ...more] = findings(
      appWith({ ...totals, order_line: [price, formula('amount', { '*': [{ var: 'quantty' }, { var: 'price' }] })] }),
    )
    expect(more.map(({ code }) => code)).not.toContain('EXPRESSION_DOUBTFUL')
    expect(issue).toMatchObject({
      ...{
        code: 'EXPRESSION_INVALID',
        document: 'entity/order_line',
        pointer: '/fields/5/options/expression/expr/*/0',
      },
      params: { code: 'EXPRESSION_FIELD_UNKNOWN' },
    })
    expect(issue?.message.en).toContain('quantity')
  })

  it('says where in the formula it is, and when the formula says something else', () => {
    const written = (text: string, expr: ExpressionJson) =>
      findings(
        appWith({
          order: [
            fieldOf('x', 'formula', { options: { expression: { v: 1, expr, text }, result: { type: 'money' } } }),
          ],
        }),
      )
    expect(written('{total} * {nothing}', { '*': [{ var: 'total' }, { var: 'nothing' }] })).toMatchObject([
      { code: 'EXPRESSION_INVALID' },
    ])
    const [issue] = written('{total} * {number}', { '*': [{ var: 'total' }, { var: 'number' }] })
    expect(issue?.params).toMatchObject({ start: 10, end: 18 })
    expect(written('{total} * 2 // twice', { '*': [{ var: 'total' }, 2] })).toEqual([])
    expect(written('{total} * 2', { '*': [{ var: 'total' }, 3] }).map(({ code }) => code)).toEqual([
      'FORMULA_TEXT_DIFFERS',
    ])
  })

  it('wants the value to be of the type of the result', () => {
    const [issue] = findings(appWith({ order: [formula('wrong', { var: 'number' })] }))
    expect(issue).toMatchObject({ code: 'EXPRESSION_INVALID', params: { code: 'EXPRESSION_TYPE' } })
    expect(issue?.message.en).toContain('VALUE')
  })

  it.each([
    ['nothing', { type: 'nothing' }, 'COMPUTED_RESULT_TYPE'],
    ['relation', { type: 'relation', options: { entity: 'order' } }, 'COMPUTED_RESULT_TYPE'],
    ['formula', { type: 'formula' }, 'COMPUTED_RESULT_TYPE'],
    ['money', { type: 'money', options: { colour: 'red' } }, 'SHAPE_UNKNOWN_KEY'],
    ['select', { type: 'select', options: { optionSet: 'nothing' } }, 'REFERENCE_UNKNOWN'],
  ])('refuses the result type %s with the options %j', (_name, result, code) => {
    expect(findings(appWith({ order: [formula('x', null, result)] })).map((issue) => issue.code)).toContain(code)
  })

  it('refuses fields that need each other, with the way round in words of both languages', () => {
    const circle = appWith({
      order: [formula('net', { '-': [{ var: 'total' }, { var: 'customer.rebate' }] })],
      customer: [formula('rebate', { '*': [{ sum: ['orders', { var: 'net' }] }, 0.1] })],
    })
    expect(findings(circle)).toMatchObject([
      {
        ...{ code: 'COMPUTED_CIRCLE', document: 'entity/customer' },
        message: {
          zh: expect.stringContaining('客户.rebate → 订单.net → 客户.rebate'),
          en: expect.stringContaining('Customer.rebate → Order.net → Customer.rebate'),
        },
      },
    ])
    expect(
      findings(appWith({ order: [formula('self', { '+': [{ var: 'self' }, 1] })] })).map(({ code }) => code),
    ).toEqual(['COMPUTED_CIRCLE'])
  })

  it('refuses a tree that is read up and down at once', () => {
    const both = appWith({
      customer: [formula('x', { '+': [{ var: 'parent.x' }, { sum: ['customer_parent', { var: 'x' }] }] })],
    })
    expect(findings(both).map(({ code }) => code)).toEqual(['COMPUTED_CIRCLE'])
  })

  it('refuses what changes by itself in a roll-up, and says what to use instead', () => {
    const expr: ExpressionJson = { count: ['orders', { '<': [{ var: 'created_at' }, { ctx: 'now' }] }] }
    const [issue] = findings(appWith({ customer: [formula('recent', expr, { type: 'integer' }, { kept: true })] }))
    expect(issue).toMatchObject({
      params: { code: 'EXPRESSION_VOLATILE' },
      fix: { en: expect.stringContaining('formula field') },
    })
    expect(findings(appWith({ customer: [formula('recent', expr, { type: 'integer' })] }))).toEqual([])
  })

  it('gives no column to what is computed when it is read', () => {
    const age = formula('age', { datedif: [{ var: 'created_at' }, { ctx: 'now' }, 'days'] }, { type: 'integer' })
    expect(findings(appWith({ order: [{ ...age, indexed: true }] })).map(({ code }) => code)).toEqual([
      'COMPUTED_NOT_KEPT',
    ])
  })

  it('refuses formulas that grow beyond measure by naming one another', () => {
    const doubling = Array.from({ length: 14 }, (_, index) =>
      formula(
        `d${index}`,
        index === 0
          ? { datedif: [{ var: 'created_at' }, { ctx: 'now' }, 'days'] }
          : { '+': [{ var: `d${index - 1}` }, { var: `d${index - 1}` }] },
        { type: 'integer' },
      ),
    )
    expect(findings(appWith({ order: doubling.slice(0, 8) }))).toEqual([])
    expect(findings(appWith({ order: doubling }))[0]).toMatchObject({ params: { code: 'EXPRESSION_TOO_LARGE' } })
  })

  it('lets only own fields into what the database cannot compute', () => {
    const words = (value: ExpressionJson) =>
      appWith({ ...totals, order: [orderTotal, formula('in_words', { rmbupper: [value] }, { type: 'text' })] })
    expect(findings(words({ var: 'total' }))).toEqual([])
    expect(findings(words({ var: 'sum_of_lines' })).map(({ code }) => code)).toEqual(['COMPUTED_OWN_FIELDS'])
  })

  it('checks formulas in filters of views, over the table at hand', () => {
    const view = (expr: ExpressionJson): AppDocumentAny => ({
      ...{ kind: 'view', key: 'large', label: text('Large'), entity: 'order', type: 'list' },
      options: { columns: [{ field: 'number' }], filter: { any: 'lines', where: { formula: { v: 1, expr } } } },
    })
    expect(findings(appWith(totals, [view({ '>': [{ var: 'amount' }, 100] })]))).toEqual([])
    expect(findings(appWith(totals, [view({ '>': [{ var: 'total' }, 100] })]))).toMatchObject([
      { code: 'EXPRESSION_INVALID', document: 'view/large', pointer: '/options/filter/where/formula/expr/>/0' },
    ])
  })
})

describe('what depends on a field', () => {
  it('is found across tables, look-ups included', () => {
    const vip = formula('vip', { '==': [{ var: 'customer_level' }, 'a'] }, { type: 'checkbox' })
    const model = compile(appWith({ ...totals, order: [orderTotal, vip] }))
    const names = (entity: string, field: string) => dependentsOf(model, entity, field).map(({ key }) => key)
    expect(names('order_line', 'price')).toEqual(['amount'])
    expect(names('customer', 'level')).toEqual(['vip'])
    expect(names('order', 'customer')).toEqual(['turnover', 'vip'])
    expect(names('order', 'number')).toEqual([])
  })

  /** The totals app with another version of the price of a line. */
  const withPrice = (change: Partial<FieldDocument>) =>
    findings(appWith({ ...totals, order_line: [{ ...price, ...change }, amount] }))

  it('is refused when the field is archived, and not touched when it gets another name', () => {
    expect(withPrice({ label: text('Cost') })).toEqual([])
    expect(withPrice({ archived: true }).map(({ code }) => code)).toContain('EXPRESSION_INVALID')
  })

  it('is named when publishing would take it out of use', () => {
    const before = appWith(totals)
    const after = appWith({ ...totals, order_line: [amount] })
    const [change] = diffApps(before, after, { fieldTypes: testFieldTypes })
    expect(change).toMatchObject({
      change: 'removed',
      impact: {
        text: {
          zh: expect.stringContaining('「订单明细」的「amount」'),
          en: expect.stringContaining('"amount" of "Order line"'),
        },
      },
    })
  })

  it('needs no name but the key: entities of one table can be told apart by it', () => {
    const other = entityOf('note', [fieldOf('text'), fieldOf('about', 'relation', relationTo('order'))])
    const model = compile(
      appWith({ order: [formula('notes', { count: ['note_about'] }, { type: 'integer' })] }, [other]),
    )
    expect(dependentsOf(model, 'note', 'about').map(({ key }) => key)).toEqual(['notes'])
  })
})
