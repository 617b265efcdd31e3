import type { ExpressionJson } from '@mortise/expressions'
import type { FormDocument, FormRule } from '@mortise/metadata'
import { afterEach, describe, expect, it } from 'vitest'
import { type Answer, type FormDriver, openForm } from '../testing/form-driver.tsx'

const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const v = (name: string) => ({ var: name })
const words = (text: string) => ({ zh: text, en: text })

const rules: FormRule[] = [
  {
    key: 'rush',
    when: is(v('urgent')),
    actions: [
      { do: 'show', fields: ['note'] },
      { do: 'require', fields: ['amount'] },
    ],
  },
  { key: 'named', actions: [{ do: 'set', field: 'title', value: is({ cat: ['Order of ', v('note')] }) }] },
  {
    key: 'large',
    when: is({ '>': [v('amount'), 1000] }),
    actions: [{ do: 'message', level: 'error', text: words('Too large.') }],
  },
  { key: 'rebate', when: is({ '>': [v('customer.rebate'), 0] }), actions: [{ do: 'read_only', fields: ['amount'] }] },
  {
    key: 'price',
    lines: 'lines',
    when: is({ '>': [v('qty'), 10] }),
    actions: [{ do: 'set', field: 'price', value: is(1), mode: 'always' }],
  },
]

const form: FormDocument = {
  kind: 'form',
  key: 'order_form',
  label: words('order'),
  entity: 'order',
  items: [
    { item: 'field', field: 'title' },
    { item: 'field', field: 'urgent' },
    { item: 'section', key: 'notes', label: words('Notes'), items: [{ item: 'field', field: 'note' }] },
    { item: 'field', field: 'amount' },
    { item: 'field', field: 'due' },
    { item: 'field', field: 'customer' },
    { item: 'sub_table', field: 'lines' },
  ],
  rules,
}

let driver: FormDriver | null = null
afterEach(() => {
  driver?.unmount()
  localStorage.clear()
})

async function open(record: Parameters<typeof openForm>[0], answer: Answer, more: object = {}) {
  driver = await openForm(record, answer, { form, ...more })
  return driver
}

const answerNo: Answer = (_method, path, body: { values: object }) =>
  path.endsWith('/evaluate')
    ? { status: 200, body: { parts: { 'rebate/when': false } } }
    : { status: 201, body: { id: 'n1', version: 1, ...body.values } }

const stored = {
  ...{ id: '01900000-0000-7000-8000-0000000000c1', version: 3, title: 'Chairs', amount: '10.00', urgent: false },
  ...{ due: '2026-01-01', customer: null, note: null, lines: [{ id: 'l1', item: 'Oak', qty: '2', price: '9.00' }] },
}

describe('a form with rules', () => {
  it('fills a new record in, shows what a rule shows, and demands it before it saves', async () => {
    const page = await open(null, answerNo, { prefill: { note: 'chairs' } })
    expect(page.input('title')?.value).toBe('Order of chairs')
    // What rules put in is no work of anybody yet: nothing is kept of it, and nobody is asked about it.
    await page.wait(300)
    expect(page.model().isDirty()).toBe(false)
    expect(localStorage.length).toBe(0)
    expect(page.text()).not.toContain('Notes')
    page.input('urgent')?.click()
    await page.wait(50)
    expect(page.text()).toContain('Notes')
    await page.model().save()
    await page.wait(50)
    expect(page.text()).toContain('Please fill in this field')
    expect(page.requests.filter(({ path }) => path.endsWith('/records'))).toEqual([])
    await page.type('amount', '20')
    await page.model().save()
    const [sent] = page.requests.filter(({ path }) => path.endsWith('/records'))
    expect(sent?.body).toMatchObject({
      form: 'order_form',
      values: { title: 'Order of chairs', note: 'chairs', amount: '20.00' },
    })
  })

  it('leaves a record alone that is only read', async () => {
    const page = await open(stored, answerNo)
    expect(page.model().isDirty()).toBe(false)
    expect(page.text()).toContain('Chairs')
  })

  it('says why it will not save', async () => {
    const page = await open(stored, answerNo)
    await page.click('Edit Amount')
    await page.type('amount', '2000')
    expect(page.text()).toContain('Too large.')
    await page.model().save()
    expect(page.requests.some(({ method }) => method === 'PATCH')).toBe(false)
  })

  it('gives lines their values, and keeps what was typed beside them', async () => {
    const page = await open(stored, answerNo)
    await page.click('Edit Lines')
    await page.type('field-order-lines-0-qty', '20')
    await page.wait(100)
    const { values } = page.model().run.get()
    expect(values.lines).toEqual([{ id: 'l1', item: 'Oak', qty: '20', price: '1' }])
  })

  it('asks the server what it cannot know, and does as it says', async () => {
    const page = await open({ ...stored, customer: '01900000-0000-7000-8000-0000000000d1' }, (_method, path) =>
      path.endsWith('/evaluate')
        ? { status: 200, body: { parts: { 'rebate/when': true } } }
        : { status: 200, body: { records: [], next: null, previous: null } },
    )
    await page.wait(300)
    const asked = page.requests.filter(({ path }) => path.endsWith('/forms/order_form/evaluate'))
    expect(asked).toHaveLength(1)
    expect(asked[0]?.body).toMatchObject({ parts: ['rebate/when'] })
    expect(page.text()).not.toContain('Edit Amount')
    expect(document.querySelector('[aria-label="Edit Amount"]')).toBe(null)
  })
})
