import type { EntityRecord } from '@mortise/data'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, type FormDriver, openForm } from '../testing/form-driver.tsx'

const order: EntityRecord = {
  id: '01900000-0000-7000-8000-0000000000c1',
  version: 3,
  title: 'Chairs',
  amount: '10.00',
  urgent: false,
  due: '2026-01-01',
  customer: { id: '01900000-0000-7000-8000-0000000000d1', title: 'Fir & Co' },
  lines: [
    { id: 'l1', item: 'Oak', qty: '2', price: '10.00', value: '20.00' },
    { id: 'l2', item: 'Ash', qty: '1', price: '5.55', value: '5.55' },
  ],
  // Not what the lines come to: what the server says stands until something is changed.
  total: '99.00',
  payable: '95.00',
}
const saves: Answer = (_method, _path, { values }: { values: object }) => ({
  status: 200,
  body: { ...order, ...values, version: 4, total: '70.00', payable: '66.00' },
})

let form: FormDriver
beforeEach(() => localStorage.clear())
afterEach(() => form.unmount())

const cell = (line: number, field: string) =>
  document.querySelector(`[id="field-order-lines-${line}-${field}"]`)?.textContent
const reading = (label: string) => {
  const labels = [...document.querySelectorAll('[class*="label"]')]
  return labels.find((one) => one.textContent === label)?.nextElementSibling?.textContent
}

describe('computed fields of a form', () => {
  it('show what the server said until something is changed', async () => {
    form = await openForm(order, saves)
    expect(reading('Total')).toBe('¥99.00')
    await form.press('e')
    expect(reading('Total')).toBe('¥99.00')
    await form.type('note', 'no figure')
    expect(reading('Total')).toBe('¥99.00')
    expect(form.text()).not.toContain('Updated when saved')
  })

  it('follow the lines as they are typed, line by line and in total', async () => {
    form = await openForm(order, saves)
    await form.press('e')
    await form.type('field-order-lines-0-qty', '6')
    expect(cell(0, 'value')).toBe('¥60.00')
    expect(cell(1, 'value')).toBe('¥5.55')
    expect(reading('Total')).toBe('¥65.55')
    await form.click('Add a line')
    await form.type('field-order-lines-2-qty', '3')
    await form.type('field-order-lines-2-price', '1.5')
    expect(cell(2, 'value')).toBe('¥4.50')
    expect(reading('Total')).toBe('¥70.05')
  })

  it('say that they come with saving where other records are needed', async () => {
    form = await openForm(order, saves)
    await form.press('e')
    await form.type('field-order-lines-0-qty', '6')
    expect(form.text()).toContain('¥95.00Updated when saved')
    await form.press('Enter', { ctrlKey: true })
    expect(form.text()).not.toContain('Updated when saved')
    expect(reading('Total')).toBe('¥70.00')
  })

  it('are not sent, neither of the record nor of its lines', async () => {
    form = await openForm(order, saves)
    await form.press('e')
    await form.type('field-order-lines-0-qty', '6')
    await form.press('Enter', { ctrlKey: true })
    const { values: sent } = (form.requests[0]?.body ?? {}) as { values: { lines: object[] } }
    expect(Object.keys(sent)).toEqual(['lines'])
    expect(sent.lines).toEqual([
      { id: 'l1', item: 'Oak', qty: '6', price: '10.00' },
      { id: 'l2', item: 'Ash', qty: '1', price: '5.55' },
    ])
  })

  it('are previewed in a new record as far as they follow from it alone', async () => {
    form = await openForm(null, saves)
    expect(form.text()).toContain('Total')
    expect(form.text()).not.toContain('Payable')
    await form.click('Add a line')
    await form.type('field-order-lines-0-qty', '2')
    await form.type('field-order-lines-0-price', '3.33')
    expect(reading('Total')).toBe('¥6.66')
  })
})
