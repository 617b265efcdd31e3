import { afterEach, beforeEach, expect, it } from 'vitest'
import { queryClient } from '../../api/query-client.ts'
import { type FormDriver, openForm, serverDrafts } from './testing/form-driver.tsx'

const order = {
  ...{ id: '01900000-0000-7000-8000-0000000000c1', version: 3, title: 'Chairs', amount: '10.00', urgent: false },
  ...{ due: '2026-01-01', customer: null, lines: [] },
}
const answer = () => ({ status: 200, body: { ...order, version: 4, title: 'Tables' } })

let driver: FormDriver | null = null
beforeEach(() => {
  localStorage.clear()
  queryClient.clear()
  Object.assign(serverDrafts, { list: [], draft: null, kept: [] })
})
afterEach(async () => {
  driver?.unmount()
  // What was typed last is sent as the form goes.
  await new Promise((resolve) => setTimeout(resolve, 20))
})

it('what was left on another device is offered here', async () => {
  serverDrafts.list = [{ entity: 'order', record: order.id, at: '2026-11-22T08:00:00.000Z' }]
  serverDrafts.draft = {
    at: '2026-11-22T08:00:00.000Z',
    version: 3,
    changes: { title: 'Tables' },
    base: { title: 'Chairs' },
  }
  driver = await openForm(order, answer)
  await driver.wait(50)
  expect(driver.text()).toContain('There are unsaved changes')
  await driver.click('Continue')
  expect(driver.input('title')?.value).toBe('Tables')
})

it('what is typed comes to the server after a pause, and goes from there when it is saved', async () => {
  driver = await openForm(order, answer)
  await driver.click('Edit Title')
  await driver.type('title', 'Tables')
  expect(serverDrafts.kept).toEqual([])
  await driver.wait(1700)
  expect(serverDrafts.kept).toEqual([
    { method: 'PUT', body: { version: 3, changes: { title: 'Tables' }, base: { title: 'Chairs' } } },
  ])
  await driver.press('Enter', { ctrlKey: true })
  await driver.wait(100)
  expect(serverDrafts.kept.map(({ method }) => method)).toEqual(['PUT', 'DELETE'])
})

it('a form that was only read leaves nothing there', async () => {
  driver = await openForm(order, answer)
  await driver.wait(1700)
  driver.unmount()
  expect(serverDrafts.kept).toEqual([])
})
