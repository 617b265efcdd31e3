import { createRegistry, type Registry } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import { describe, expect, it } from 'vitest'
import { type CommandActionType, defineCommandAction } from '../contract/command-action-type.ts'
import type { CommandDocument } from '../documents/command.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { Filter } from '../documents/filter.ts'
import type { PrintDocument } from '../documents/print.ts'
import { relatedPath } from '../model/related-path.ts'
import { Type } from '../schema/type.ts'
import { salesApp } from '../testing/app.fixture.ts'
import { testFieldTypes } from '../testing/field-types.fixture.ts'
import { validateApp } from './validate-app.ts'

const label = { zh: '试', en: 'Tried' }
const nothing: StoredExpression = { v: 1, expr: null }
const kinds: Registry<CommandActionType> = createRegistry<CommandActionType>('type of action', [
  defineCommandAction({
    ...{ type: 'set', label, description: label, icon: 'x', many: true, writes: true },
    options: Type.Object(
      { field: Type.String(), value: Type.Unsafe<StoredExpression>({}) },
      { additionalProperties: false },
    ),
    parts: ({ field, value }, { entity }) => [
      { part: 'set', pointer: '/field', entity: entity.key, field },
      { part: 'expression', pointer: '/value', stored: value },
    ],
    defaultOptions: () => ({ field: 'name', value: nothing }),
  }) as CommandActionType,
  defineCommandAction({
    ...{ type: 'show', label, description: label, icon: 'x', many: false, writes: false },
    options: Type.Object({ print: Type.String() }, { additionalProperties: false }),
    parts: ({ print }) => [{ part: 'document', pointer: '/print', kind: 'print', key: print }],
    defaultOptions: () => ({ print: 'card' }),
  }) as CommandActionType,
  defineCommandAction({
    ...{ type: 'ask', label, description: label, icon: 'x', many: false, writes: true, begins: true },
    options: Type.Object({ form: Type.String() }, { additionalProperties: false }),
    parts: ({ form }) => [{ part: 'document', pointer: '/form', kind: 'form', key: form }],
    defaultOptions: () => ({ form: 'customer' }),
  }) as CommandActionType,
  defineCommandAction({
    ...{ type: 'around', label, description: label, icon: 'x', many: true, writes: true },
    options: Type.Object(
      {
        relation: Type.String(),
        filter: Type.Optional(Type.Unsafe<Filter>({})),
        value: Type.Optional(Type.Unsafe<StoredExpression>({})),
      },
      { additionalProperties: false },
    ),
    parts: ({ relation, filter, value }, { model, entity }) => {
      const over = relatedPath(model, entity, relation)?.target.key
      return [
        { part: 'relation', pointer: '/relation', path: relation },
        ...(over && filter ? [{ part: 'filter' as const, pointer: '/filter', entity: over, filter }] : []),
        ...(over && value ? [{ part: 'expression' as const, pointer: '/value', stored: value, entity: over }] : []),
      ]
    },
    defaultOptions: () => ({ relation: 'orders' }),
  }) as CommandActionType,
])

const ask = (key: string, form = 'customer') => ({ key, type: 'ask', options: { form } })
const around = (relation: string, more: object = {}) => ({ key: 'r', type: 'around', options: { relation, ...more } })
const set = (key: string, field: string, expr: StoredExpression['expr'] = null) => ({
  ...{ key, type: 'set', options: { field, value: { v: 1, expr } } },
})
const show = (key: string) => ({ key, type: 'show', options: { print: 'card' } })

function findingsOf(document: AppDocumentAny, others: readonly AppDocumentAny[] = []): string[] {
  const { kind, key } = document
  const app = [...salesApp().filter((one) => one.kind !== kind || one.key !== key), ...others, document]
  return validateApp(app, { fieldTypes: testFieldTypes, commandActions: kinds })
    .filter((issue) => issue.document === `${kind}/${key}`)
    .map(({ code, pointer }) => `${code} ${pointer}`)
}

const command = (more: Partial<CommandDocument>): CommandDocument => ({
  ...{
    kind: 'command',
    key: 'promote',
    label,
    entity: 'customer',
    places: ['record'],
    actions: [set('a', 'name', 'x')],
  },
  ...more,
})

describe('a command', () => {
  it.each<[string, Partial<CommandDocument>, string[]]>([
    ['that is right', {}, []],
    ['of no table', { entity: 'nonsuch' }, ['REFERENCE_UNKNOWN /entity']],
    [
      'of a sub-table',
      { entity: 'order_line', actions: [show('a')] },
      ['SUB_TABLE_ALONE /entity', 'PRINT_OF_OTHER_TABLE /actions/0/options/print'],
    ],
    ['for a role that is not there', { roles: ['nonsuch'] }, ['REFERENCE_UNKNOWN /roles/0']],
    ['under a condition that is none', { when: { v: 1, expr: { var: 'name' } } }, ['EXPRESSION_INVALID /when/expr']],
    ['that asks for a field that is gone', { input: [{ field: 'gone' }] }, ['REFERENCE_UNKNOWN /input/0/field']],
    [
      'that asks for what nobody may fill in',
      { input: [{ field: 'created_at' }] },
      ['COMMAND_NOT_SETTABLE /input/0/field'],
    ],
    [
      'with an action of no type',
      { actions: [{ key: 'a', type: 'nonsuch' }] },
      ['COMMAND_ACTION_UNKNOWN /actions/0/type'],
    ],
    ['that sets a field that is gone', { actions: [set('a', 'gone')] }, ['REFERENCE_UNKNOWN /actions/0/options/field']],
    [
      'that sets what the system fills in',
      { actions: [set('a', 'created_at')] },
      ['COMMAND_NOT_SETTABLE /actions/0/options/field'],
    ],
    [
      'that sets a field twice',
      { actions: [set('a', 'name'), set('b', 'name')] },
      ['COMMAND_SET_TWICE /actions/1/options/field'],
    ],
    [
      'that overwrites what it asked for',
      { input: [{ field: 'name' }] },
      ['COMMAND_INPUT_OVERWRITTEN /actions/0/options/field'],
    ],
    ['that opens two things', { actions: [show('a'), show('b')] }, ['COMMAND_OPENS_TWICE /actions/1']],
    [
      'for many that opens something for one',
      { places: ['selection'], actions: [show('a')] },
      ['COMMAND_NOT_MANY /actions/0'],
    ],
    ['that begins with a form', { actions: [ask('a'), set('b', 'parent')] }, []],
    [
      'that overwrites what is filled in in its form',
      { actions: [ask('a'), set('b', 'name')] },
      ['COMMAND_FORM_OVERWRITTEN /actions/1/options/field'],
    ],
    ['with a form that is gone', { actions: [ask('a', 'gone')] }, ['REFERENCE_UNKNOWN /actions/0/options/form']],
    ['with a form further on', { actions: [set('b', 'name'), ask('a')] }, ['COMMAND_BEGINS_LATER /actions/1']],
    ['with two forms', { actions: [ask('a'), ask('b')] }, ['COMMAND_BEGINS_LATER /actions/1']],
    ['with a form and questions', { input: [{ field: 'parent' }], actions: [ask('a')] }, ['COMMAND_ASKS_TWICE /input']],
    [
      'that reaches records around, with formulas that see both',
      {
        actions: [
          around('orders', {
            filter: { formula: { v: 1, expr: { '==': [{ var: 'number' }, { outer: 'name' }] } } },
            value: { v: 1, expr: { cat: [{ var: 'number' }, { outer: 'name' }] } },
          }),
        ],
      },
      [],
    ],
    ['that goes on over them', { actions: [around('parent.orders')] }, []],
    ['that leads nowhere', { actions: [around('gone')] }, ['REFERENCE_UNKNOWN /actions/0/options/relation']],
    [
      'that leads on from many',
      { actions: [around('orders.lines')] },
      ['REFERENCE_UNKNOWN /actions/0/options/relation'],
    ],
    [
      'whose formulas about records around are wrong',
      {
        actions: [
          around('orders', {
            filter: { field: 'gone', op: 'blank' },
            value: { v: 1, expr: { outer: 'gone' } },
          }),
        ],
      },
      ['REFERENCE_UNKNOWN /actions/0/options/filter/field', 'EXPRESSION_INVALID /actions/0/options/value/expr'],
    ],
    ['that nobody can press', { places: [] }, ['COMMAND_NOWHERE /places']],
  ])('%s', (_name, more, findings) => {
    expect(findingsOf(command(more))).toEqual(findings)
  })

  it('can be pressed on a form alone', () => {
    const form = { ...salesApp().find(({ kind }) => kind === 'form'), key: 'other' } as Extract<
      AppDocumentAny,
      { kind: 'form' }
    >
    const button = { item: 'button' as const, key: 'press', command: 'promote' }
    expect(findingsOf(command({ places: [] }), [{ ...form, items: [button] }])).toEqual([])
    expect(findingsOf({ ...form, items: [{ ...button, command: 'nonsuch' }] })).toEqual([
      'REFERENCE_UNKNOWN /items/0/command',
    ])
    const ofOrders = command({ key: 'ship', entity: 'order', actions: [] as never })
    expect(
      findingsOf({ ...form, items: [{ ...button, command: 'ship' }] }, [
        { ...ofOrders, actions: [set('a', 'number')] },
      ]),
    ).toEqual(['COMMAND_OF_OTHER_TABLE /items/0/command'])
  })
})

describe('a print template', () => {
  const print = (items: PrintDocument['items']): PrintDocument => ({
    kind: 'print',
    key: 'card',
    label,
    entity: 'customer',
    items,
  })
  const text = (words: string, keys: string[]) => ({
    ...{ item: 'text' as const, key: 't', text: { zh: words, en: words } },
    values: keys.map((key) => ({ key, value: { v: 1 as const, expr: { var: 'name' } } })),
  })

  it.each<[string, PrintDocument['items'], string[]]>([
    ['that is right', [text('{name}', ['name'])], []],
    ['with a name that stands for nothing', [text('{nonsuch}', [])], ['PLACEHOLDER_UNKNOWN /items/0/text']],
    ['with a value that is not used', [text('x', ['name'])], ['PLACEHOLDER_UNUSED /items/0/values/0']],
    [
      'with a field that is gone',
      [{ item: 'fields', key: 'f', fields: ['gone'] }],
      ['REFERENCE_UNKNOWN /items/0/fields/0'],
    ],
    [
      'with lines that are none',
      [{ item: 'lines', key: 'l', field: 'name', columns: [{ field: 'name' }] }],
      ['FORM_NOT_SUB_TABLE /items/0/field'],
    ],
    ['with a picture from nowhere', [{ item: 'image', key: 'i' }], ['PRINT_IMAGE /items/0']],
    ['with a picture that is none', [{ item: 'image', key: 'i', field: 'name' }], ['PRINT_IMAGE_FIELD /items/0/field']],
    [
      'with the approvals of a process that is gone',
      [{ item: 'approvals', key: 'a', process: 'gone' }],
      ['REFERENCE_UNKNOWN /items/0/process'],
    ],
    ['with the approvals of a process', [{ item: 'approvals', key: 'a', process: 'customer_check' }], []],
  ])('%s', (_name, items, findings) => {
    expect(findingsOf(print(items))).toEqual(findings)
  })

  it('has no approvals of a process about another table', () => {
    const items = [{ item: 'approvals' as const, key: 'a', process: 'customer_check' }]
    expect(findingsOf({ ...print(items), entity: 'order' })).toEqual(['PRINT_PROCESS_OF_OTHER_TABLE /items/0/process'])
  })
})
