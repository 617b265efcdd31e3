import { describe, expect, it } from 'vitest'
import { diffApps } from '../diff/diff-apps.ts'
import type { ProcessDocument } from '../documents/process.ts'
import { mergeDocument } from '../merge/merge-document.ts'
import { salesApp } from '../testing/app.fixture.ts'
import { testFieldTypes as fieldTypes } from '../testing/field-types.fixture.ts'
import { validateApp } from './validate-app.ts'

const original = salesApp().find(({ kind }) => kind === 'process') as ProcessDocument

/** Codes and places of what is wrong with the process once it is changed. */
function findings(change: (process: ProcessDocument) => object) {
  const process = { ...structuredClone(original), ...change(structuredClone(original)) }
  const documents = salesApp().map((document) => (document.kind === 'process' ? process : document))
  return validateApp(documents, { fieldTypes })
    .filter(({ document }) => document === 'process/customer_check')
    .map(({ code, pointer }) => `${code} ${pointer}`)
}
const nodesWith = (change: object, key = 'check') => ({
  nodes: original.nodes.map((node) => (node.key === key ? { ...node, ...change } : node)),
})
const linesWith = (change: object) => ({
  transitions: original.transitions.map((line) => (line.key === 'to_done' ? { ...line, ...change } : line)),
})
const unknownField = { v: 1, expr: { '==': [{ var: 'nonsuch' }, 'A'] } }

describe('a process', () => {
  it('of the sales app is without fault', () => expect(findings(() => ({}))).toEqual([]))

  it.each([
    ['a table that is not there', () => ({ entity: 'nonsuch' }), 'REFERENCE_UNKNOWN /entity'],
    ['a sub-table', () => ({ entity: 'order_line' }), 'SUB_TABLE_ALONE /entity'],
    [
      'a role that is not there',
      () => ({ start: { hand: { roles: ['nobody'] } } }),
      'REFERENCE_UNKNOWN /start/hand/roles/0',
    ],
    [
      'a field that is not there',
      () => ({ start: { record: { on: ['create'], fields: ['nonsuch'] } } }),
      'REFERENCE_UNKNOWN /start/record/fields/0',
    ],
    [
      'a condition about such a field',
      () => ({ start: { hand: { when: unknownField } } }),
      'EXPRESSION_INVALID /start/hand/when',
    ],
    [
      'a start by records without a table',
      () => ({ entity: undefined, title: undefined, start: { record: { on: ['create'] } } }),
      'PROCESS_NEEDS_TABLE /start/record',
    ],
    [
      'a name in the title that stands for nothing',
      () => ({ title: { text: { zh: '{x}', en: '{x}' } } }),
      'PROCESS_PLACEHOLDER_UNKNOWN /title/text',
    ],
    [
      'two nodes of one key',
      ({ nodes }: ProcessDocument) => ({ nodes: [...nodes, nodes[0]] }),
      'KEY_DUPLICATE /nodes/3/key',
    ],
    ['a line from nowhere', () => linesWith({ from: 'chek' }), 'PROCESS_NODE_UNKNOWN /transitions/1/from'],
    ['a line to nowhere', () => linesWith({ to: 'nonsuch' }), 'PROCESS_NODE_UNKNOWN /transitions/1/to'],
    [
      'a line with two conditions',
      () => linesWith({ otherwise: true, outcome: { of: 'check', is: 'rejected' } }),
      'PROCESS_CONDITION_TWICE /transitions/1',
    ],
    [
      'an outcome of nobody',
      () => linesWith({ outcome: { of: 'nonsuch', is: 'rejected' } }),
      'PROCESS_NODE_UNKNOWN /transitions/1/outcome/of',
    ],
    [
      'a condition about a field that is not there',
      () => linesWith({ when: unknownField }),
      'EXPRESSION_INVALID /transitions/1/when',
    ],
    ['a node inside of one that is not there', () => nodesWith({ in: 'nonsuch' }), 'PROCESS_NODE_UNKNOWN /nodes/1/in'],
    ['a node inside of itself', () => nodesWith({ in: 'check' }), 'PROCESS_SCOPE_CIRCLE /nodes/1/in'],
    [
      'a place of a node that is not there',
      () => ({ layout: { nonsuch: { x: 1, y: 1 } } }),
      'PROCESS_LAYOUT_UNKNOWN /layout/nonsuch',
    ],
  ])('is told of %s', (_name, change, expected) => {
    expect(findings(change as never).map((finding) => finding.split('/expr')[0])).toContain(expected)
  })

  it('tells of a field that went, where the process names it', () => {
    const documents = salesApp().map((document) =>
      document.kind === 'entity' && document.key === 'customer'
        ? {
            ...document,
            fields: document.fields.map((field) => (field.key === 'level' ? { ...field, archived: true } : field)),
          }
        : document.kind === 'process'
          ? { ...document, start: { record: { on: ['update' as const], fields: ['level'] } } }
          : document,
    )
    const found = validateApp(documents, { fieldTypes }).filter(({ document }) => document === 'process/customer_check')
    expect(found.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'REFERENCE_ARCHIVED /start/record/fields/0',
    ])
  })
})

describe('two states of a process', () => {
  const texts = (change: object) => {
    const after = salesApp().map((document) => (document.kind === 'process' ? { ...document, ...change } : document))
    return diffApps(salesApp(), after as never, { fieldTypes }).map(({ text }) => text.en)
  }

  it.each([
    [
      'a node that came',
      { nodes: [...original.nodes, { key: 'tell', type: 'notice', label: { zh: '告知', en: 'Tell' } }] },
      'Adds the node "Tell" to the process "Customer check"',
    ],
    [
      'a node that went',
      { nodes: original.nodes.filter(({ key }) => key !== 'check') },
      'Takes the node "Check" out of the process "Customer check"',
    ],
    [
      'other people',
      nodesWith({ options: { approvers: [{ by: 'manager' }] } }),
      'Changes the people of the node "Check" of the process "Customer check"',
    ],
    [
      'a line that leads elsewhere',
      linesWith({ to: 'begin' }),
      'Changes the line "Check → begin" of the process "Customer check"',
    ],
    ['another start', { start: { hand: {} } }, 'Changes how the process "Customer check" is started'],
    ['a node that was moved', { layout: { begin: { x: 5, y: 0 } } }, 'Moves nodes of the process "Customer check"'],
  ])('differ in %s', (_name, change, expected) => expect(texts(change)).toContain(expected))

  it('changed by two people are merged node by node', () => {
    const mine = { ...original, ...nodesWith({ label: { zh: '复核', en: 'Second look' } }) }
    const theirs = { ...original, nodes: [...original.nodes, { key: 'tell', type: 'notice' }] }
    const { document, conflicts } = mergeDocument({ base: original, mine, theirs })
    expect(conflicts).toEqual([])
    expect((document as ProcessDocument).nodes.map(({ key, label }) => label?.en ?? key)).toEqual([
      'begin',
      'Second look',
      'done',
      'tell',
    ])
  })
})
