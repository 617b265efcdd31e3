import { fieldTypes, viewTypes } from '@mortise/kinds/runtime'
import { type AppDocumentAny, type FormItem, validateApp } from '@mortise/metadata'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeBeside, rowsOf } from './columns.ts'
import { insertMembers, moveNodes, removeNodes } from './edit-tree.ts'
import { type FormBody, fieldNodeId, formId, indexForm } from './form-node.ts'
import { duplicateNodes, layoutKinds, newLayoutItem, splitSection, unwrapNodes, wrapNodes } from './new-items.ts'

const both = (words: string) => ({ zh: words, en: words })
const words = {
  ...{ section: both('Section'), text: both('Text'), image: both('Picture') },
  tab: (number: number) => both(`Tab ${number}`),
  step: (number: number) => both(`Step ${number}`),
}

const fieldKeys = ['name', 'code', 'phone', 'city', 'note', 'level']
const field = (key: string, span?: number): FormItem => ({ item: 'field', field: key, ...(span && { span }) })

const start: FormBody = {
  columns: 2,
  items: [
    {
      item: 'section',
      key: 'basic',
      label: both('Basic'),
      columns: 2,
      items: ['name', 'code', 'phone'].map((key) => field(key)),
    },
    { item: 'tabs', key: 'more', tabs: [{ key: 'first', label: both('First'), items: [field('city')] }] },
    field('note', 2),
  ],
}

function problems(body: FormBody): string[] {
  const documents: AppDocumentAny[] = [
    { kind: 'app', key: 'sample', label: both('Sample'), version: '1.0.0' },
    {
      ...{ kind: 'entity', key: 'customer', label: both('Customer'), titleField: 'name' },
      fields: fieldKeys.map((key) => ({ key, type: 'text', label: both(key) })),
    },
    { kind: 'form', key: 'customer_form', label: both('Form'), entity: 'customer', ...body },
  ]
  return validateApp(documents, { fieldTypes, viewTypes })
    .filter(({ document, severity }) => document === 'form/customer_form' && severity === 'error')
    .map(({ code, pointer }) => `${code} ${pointer}`)
}

const nth = fc.nat({ max: 30 })
const command = fc.oneof(
  fc.record({
    do: fc.constant('move' as const),
    nodes: fc.array(nth, { minLength: 1, maxLength: 3 }),
    to: nth,
    at: nth,
  }),
  fc.record({
    do: fc.constant('beside' as const),
    nodes: fc.array(nth, { minLength: 1, maxLength: 2 }),
    to: nth,
    at: nth,
  }),
  fc.record({
    do: fc.constant('remove' as const),
    nodes: fc.array(nth, { minLength: 1, maxLength: 2 }),
    to: nth,
    at: nth,
  }),
  fc.record({
    do: fc.constant('wrap' as const),
    nodes: fc.array(nth, { minLength: 1, maxLength: 3 }),
    to: nth,
    at: nth,
  }),
  fc.record({
    do: fc.constant('unwrap' as const),
    nodes: fc.array(nth, { minLength: 1, maxLength: 1 }),
    to: nth,
    at: nth,
  }),
  fc.record({
    do: fc.constant('split' as const),
    nodes: fc.array(nth, { minLength: 1, maxLength: 1 }),
    to: nth,
    at: nth,
  }),
  fc.record({
    do: fc.constant('copy' as const),
    nodes: fc.array(nth, { minLength: 1, maxLength: 2 }),
    to: nth,
    at: nth,
  }),
  fc.record({
    do: fc.constant('insert' as const),
    nodes: fc.array(nth, { minLength: 1, maxLength: 1 }),
    to: nth,
    at: nth,
  }),
)
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never

function run(body: FormBody, { do: what, nodes, to, at }: Command): FormBody {
  const index = indexForm(body.items)
  const all = [...index.keys()]
  const ids = nodes.map((number) => all[number % all.length] ?? formId)
  const target = all[to % all.length] ?? formId
  const place = { parent: target, index: at % ((index.get(target)?.children.length ?? 0) + 1) }
  const doers: { [Name in Command['do']]: () => FormBody } = {
    move: () => moveNodes(body, ids, place),
    beside: () => placeBeside(body, ids, target, at % 2 === 0 ? 'left' : 'right'),
    remove: () => removeNodes(body, ids),
    wrap: () => wrapNodes(body, ids, at % 2 === 0 ? 'section' : 'tabs', words).body,
    unwrap: () => unwrapNodes(body, ids),
    split: () => splitSection(body, ids[0] ?? '', words).body,
    copy: () => duplicateNodes(body, ids, () => null).body,
    insert: () =>
      insertMembers(body, place, [newLayoutItem(body, layoutKinds[at % layoutKinds.length] ?? 'text', words)]),
  }
  return doers[what]()
}

it('keeps a form whole whatever is done to it, and never touches the one before', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 15 }), (commands) => {
      const before = JSON.stringify(start)
      let body = start
      for (const one of commands) {
        const fields = (at: FormBody) =>
          [...indexForm(at.items).keys()].filter((id) => id.startsWith('field:')).toSorted()
        const next = run(body, one)
        // Only removing takes fields away, and nothing brings one twice: the index would lose it.
        if (one.do !== 'remove') expect(fields(next)).toEqual(fields(body))
        body = next
        expect(problems(body)).toEqual([])
      }
      expect(JSON.stringify(start)).toBe(before)
    }),
    { numRuns: 150 },
  )
})

it('moves several nodes at once to where they were put, in their order', () => {
  const moved = moveNodes(start, [fieldNodeId('phone'), fieldNodeId('name')], { parent: 'first', index: 1 })
  expect(indexForm(moved.items).get('first')?.children).toEqual(['city', 'name', 'phone'].map(fieldNodeId))
  const within = moveNodes(start, [fieldNodeId('name')], { parent: 'basic', index: 2 })
  expect(indexForm(within.items).get('basic')?.children).toEqual(['code', 'name', 'phone'].map(fieldNodeId))
})

it('refuses to move a node into itself, and tabs to where tabs cannot stand', () => {
  expect(moveNodes(start, ['basic'], { parent: 'basic', index: 0 })).toBe(start)
  expect(moveNodes(start, ['more'], { parent: 'first', index: 0 })).toBe(start)
  expect(moveNodes(start, ['first'], { parent: 'basic', index: 0 })).toBe(start)
})

it('takes the row of tabs away with its last tab', () => {
  expect(indexForm(removeNodes(start, ['first']).items).has('more')).toBe(false)
})

const row = (body: FormBody, container: string, columns: number) => {
  const index = indexForm(body.items)
  const members = (index.get(container)?.children ?? []).flatMap((id) => index.get(id)?.member ?? [])
  return rowsOf(members, columns).map((one) => one.map((item) => `${item.field} ${item.span ?? 1}`))
}

it('makes two columns of one where a field is put beside another', () => {
  const single: FormBody = { columns: 1, items: ['name', 'code', 'note'].map((key) => field(key)) }
  const beside = placeBeside(single, [fieldNodeId('note')], fieldNodeId('name'), 'left')
  expect(beside.columns).toBe(2)
  expect(row(beside, formId, 2)).toEqual([['note 1', 'name 1'], ['code 2']])
})

it('narrows a wide field for the one beside it; in a full row halves its cell, and all other rows look as before', () => {
  const beside = placeBeside(start, [fieldNodeId('city')], fieldNodeId('note'), 'right')
  expect(row(beside, formId, 2)).toEqual([['note 1', 'city 1']])
  const full = placeBeside(start, [fieldNodeId('note')], fieldNodeId('code'), 'right')
  expect(indexForm(full.items).get('basic')?.member).toMatchObject({ columns: 4 })
  expect(row(full, 'basic', 4)).toEqual([['name 2', 'code 1', 'note 1'], ['phone 2']])
})

it('wraps what is selected where the first of it stood, and unwraps it again', () => {
  const { body, id } = wrapNodes(start, [fieldNodeId('code'), fieldNodeId('phone')], 'section', words)
  expect(indexForm(body.items).get('basic')?.children).toEqual([fieldNodeId('name'), id])
  expect(unwrapNodes(body, [id ?? '']).items).toEqual(start.items)
})

it('tells a section in two from a node on, but not before its first', () => {
  const { body, id } = splitSection(start, fieldNodeId('code'), words)
  const index = indexForm(body.items)
  expect(index.get('basic')?.children).toEqual([fieldNodeId('name')])
  expect(index.get(id ?? '')).toMatchObject({ index: 1, children: [fieldNodeId('code'), fieldNodeId('phone')] })
  expect(body.items[1]).toMatchObject({ columns: 2 })
  expect(splitSection(start, fieldNodeId('name'), words).id).toBeNull()
  expect(splitSection(start, fieldNodeId('city'), words).id).toBeNull()
})
