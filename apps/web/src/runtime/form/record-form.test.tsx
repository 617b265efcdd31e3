import type { EntityRecord } from '@mortise/data'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '../../api/api-error.ts'
import { type Answer, type FormDriver, openForm } from './testing/form-driver.tsx'

const id = '01900000-0000-7000-8000-0000000000c1'
const order: EntityRecord = {
  id,
  version: 3,
  title: 'Chairs',
  note: 'old',
  amount: '10.00',
  urgent: false,
  due: '2026-01-01',
  lines: [
    { id: 'l1', item: 'Oak', qty: '2' },
    { id: 'l2', item: 'Ash', qty: '1' },
  ],
}
const saves: Answer = (_method, _path, { values }: { values: object }) => ({
  status: 200,
  body: { ...order, ...values, version: 4 },
})
const refuses =
  (status: number, body: object): Answer =>
  () => ({ status, body: { code: 'X', message: 'No.', params: {}, path: null, requestId: 'r', ...body } })
const unreachable: Answer = () => {
  throw new TypeError('no network')
}

/** Something is changed in every refused save; what it says is up to the problems. */
async function refusedSave(problems: object[]): Promise<FormDriver> {
  const opened = await openForm(order, refuses(422, { code: 'RECORD_INVALID', problems }))
  await opened.press('e')
  await opened.type('note', 'typed')
  await opened.press('Enter', { ctrlKey: true })
  return opened
}

const bodyOf = ({ requests }: FormDriver, index: number) => requests[index]?.body ?? {}

let form: FormDriver
beforeEach(() => localStorage.clear())
afterEach(() => form.unmount())

describe('a record', () => {
  it('is read until a value is clicked, and then only that value is an input', async () => {
    form = await openForm(order, saves)
    expect(form.input('note')).toBeNull()
    await form.click('Edit Note')
    expect(form.input('note')?.value).toBe('old')
    expect(document.activeElement).toBe(form.input('note'))
    expect(form.input('title')).toBeNull()
  })

  it('sends only what differs, with the version it was read at, and is read again', async () => {
    form = await openForm(order, saves)
    await form.press('e')
    await form.type('note', 'new')
    await form.press('Enter', { ctrlKey: true })
    expect(form.requests).toMatchObject([{ method: 'PATCH', body: { version: 3, values: { note: 'new' } } }])
    expect(form.requests[0]?.body).toHaveProperty('values', { note: 'new' })
    expect(form.saved).toMatchObject([{ version: 4 }])
    expect(form.input('note')).toBeNull()
    expect(form.text()).toContain('new')
  })

  it('does not count what was typed and taken back', async () => {
    form = await openForm(order, saves)
    await form.press('e')
    await form.type('note', 'new')
    expect(form.model().state).toBe('unsaved')
    await form.type('note', 'old')
    expect(form.model()).toMatchObject({ state: 'clean', changeCount: 0 })
    expect(localStorage).toHaveLength(0)
  })

  it('takes over what others saved as long as nothing is unsaved, and says so when something is', async () => {
    form = await openForm(order, saves)
    await form.receive({ ...order, version: 4, note: 'theirs' })
    expect(form.text()).toContain('theirs')
    await form.click('Edit Title')
    await form.type('title', 'Mine')
    await form.receive({ ...order, version: 5, note: 'again' })
    expect(form.input('title')?.value).toBe('Mine')
    expect(form.text()).toContain('Saving will merge both changes')
  })
})

describe('a form that is filled in for something else', () => {
  const sent: object[] = []
  const filling = {
    always: true,
    keptAs: `${id} close`,
    async send(values: object, options: object) {
      sent.push({ ...values, ...options })
      return { ...order, ...values, version: 4 }
    },
    current: async () => ({ ...order, version: 5, note: 'theirs' }),
  }
  beforeEach(() => sent.splice(0))

  it('has inputs from the start, and does it even where nothing was typed', async () => {
    form = await openForm(order, saves, { filling })
    expect(form.input('note')?.value).toBe('old')
    await form.press('Escape')
    expect(form.input('note')?.value).toBe('old')
    await form.press('Enter', { ctrlKey: true })
    expect(sent).toEqual([{ acceptDuplicates: false }])
    expect(form.saved).toMatchObject([{ version: 4 }])
    expect(form.requests).toEqual([])
  })

  it('keeps what is typed apart from what is typed into the record itself', async () => {
    form = await openForm(order, saves, { filling })
    await form.type('note', 'typed')
    form.unmount()
    form = await openForm(order, saves)
    expect(form.model().draft).toBeNull()
    form.unmount()
    form = await openForm(order, saves, { filling })
    await form.click('Continue')
    expect(form.input('note')?.value).toBe('typed')
    await form.press('Enter', { ctrlKey: true })
    expect(sent).toEqual([{ note: 'typed', acceptDuplicates: false }])
    expect(localStorage).toHaveLength(0)
  })

  it('puts what others saved meanwhile together with it, and does it then', async () => {
    let version = 0
    const changed = new ApiError(409, 'RECORD_CHANGED', 'Changed.', {
      ...{ code: 'RECORD_CHANGED', message: 'Changed.', params: {}, path: null, requestId: 'r' },
    })
    form = await openForm(order, saves, {
      filling: {
        ...filling,
        async send(values: object, options: object) {
          version = form.model().start.current.version
          if (version === 3) throw changed
          return filling.send(values, options)
        },
      },
    })
    await form.type('title', 'Mine')
    await form.press('Enter', { ctrlKey: true })
    expect(version).toBe(5)
    expect(sent).toEqual([{ title: 'Mine', acceptDuplicates: false }])
  })
})

describe('a refused save', () => {
  it('keeps everything, and puts each problem at its field, that of a line in its cell', async () => {
    const problems = [
      { path: 'note', code: 'X', message: 'Bad note', params: {} },
      { path: 'lines/1/qty', code: 'X', message: 'Bad number', params: {} },
      { path: 'secret', code: 'X', message: 'Bad secret', params: {} },
    ]
    form = await openForm(order, refuses(422, { code: 'RECORD_INVALID', problems }))
    await form.press('e')
    await form.type('note', 'typed')
    await form.press('Enter', { ctrlKey: true })
    expect(form.input('note')?.value).toBe('typed')
    expect(document.querySelector('[id="field-order-note-error"]')?.textContent).toBe('Bad note')
    expect(document.querySelector('[id="field-order-lines-1-qty-problem"]')?.textContent).toBe('Bad number')
    expect(form.text()).toContain('secret: Bad secret')
    await form.type('note', 'typed again')
    expect(form.text()).not.toContain('Bad note')
    expect(form.text()).toContain('Bad number')
  })

  it('goes to the cell of a line at fault, and says under the lines which it is', async () => {
    const problems = [{ path: 'lines/1/qty', code: 'X', message: 'Bad number', params: {} }]
    form = await refusedSave(problems)
    expect(document.activeElement).toBe(form.input('lines-1-qty'))
    expect(form.input('lines-error')?.textContent).toBe('Line 2, Quantity: Bad number')
  })

  it('goes to the message when the fault has no cell, and to no other cell', async () => {
    const problems = [{ path: 'lines/0/order', code: 'X', message: 'Cannot be changed', params: {} }]
    form = await refusedSave(problems)
    expect(form.input('lines-error')?.textContent).toBe('Line 1, Order: Cannot be changed')
    expect(document.activeElement).toBe(form.input('lines-error'))
  })

  it('opens no list over the message', async () => {
    const problems = [{ path: 'customer', code: 'X', message: 'Bad customer', params: {} }]
    form = await refusedSave(problems)
    expect(document.activeElement).toBe(form.input('customer'))
    expect(form.input('customer')?.getAttribute('aria-expanded')).toBe('false')
  })

  it('asks for what is missing before the server does, in the tab where it is', async () => {
    form = await openForm({ ...order, amount: null }, saves)
    await form.press('e')
    await form.press('Enter', { ctrlKey: true })
    expect(form.requests).toEqual([])
    expect(document.activeElement).toBe(form.input('amount'))
    expect(form.text()).toContain('Please fill in this field')
  })

  it('for want of a connection is tried again by itself when it is back', async () => {
    let reachable = false
    form = await openForm(order, (...request) => (reachable ? saves(...request) : unreachable(...request)))
    await form.press('e')
    await form.type('note', 'new')
    await form.press('Enter', { ctrlKey: true })
    expect(form.model().state).toBe('offline')
    expect(form.input('note')?.value).toBe('new')
    reachable = true
    await form.wait(3300)
    expect(form.saved).toMatchObject([{ note: 'new' }])
  })

  it('of a resembling record asks first, and saves all the same when told to', async () => {
    const duplicates = [{ check: 'title', fields: ['title'], records: [{ id, title: 'Chairs' }] }]
    form = await openForm(null, (method, path, body: { acceptDuplicates?: boolean }) =>
      body.acceptDuplicates
        ? saves(method, path, body as never)
        : refuses(409, { code: 'RECORD_DUPLICATE', duplicates })(method, path, body as never),
    )
    await form.type('title', 'Chairs')
    await form.click('Money')
    await form.type('amount', '5')
    await form.press('Enter', { ctrlKey: true })
    expect(form.text()).toContain('Possible duplicate')
    await form.click('Save anyway')
    expect(form.saved).toHaveLength(1)
  })
})

describe('two people', () => {
  const current = { ...order, version: 7, note: 'theirs', title: 'Tables' }
  const changed: Answer = (method, path, body: { version: number; values: object }) =>
    method === 'GET'
      ? { status: 200, body: current }
      : body.version === 7
        ? { status: 200, body: { ...current, ...body.values, version: 8 } }
        : refuses(409, { code: 'RECORD_CHANGED' })(method, path, body as never)

  it('who changed different fields are both heard without a question', async () => {
    form = await openForm(order, changed)
    await form.click('Money')
    await form.click('Edit Amount')
    await form.type('amount', '99')
    await form.press('Enter', { ctrlKey: true })
    expect(form.saved).toMatchObject([{ amount: '99.00', note: 'theirs', title: 'Tables' }])
  })

  it('who changed the same field are asked, and only about that field', async () => {
    form = await openForm(order, changed)
    await form.press('e')
    await form.type('note', 'mine')
    await form.press('Enter', { ctrlKey: true })
    expect(form.model().conflict?.conflicts).toEqual([{ field: 'note', mine: 'mine', theirs: 'theirs' }])
    await form.click('Save as chosen')
    expect(form.requests.at(-1)?.body).toMatchObject({ version: 7, values: { note: 'mine' } })
    expect(form.saved).toMatchObject([{ note: 'mine', title: 'Tables' }])
  })
})

describe('what is not saved', () => {
  it('is offered again on the next visit, up to the last character', async () => {
    form = await openForm(order, saves)
    await form.click('Edit Note')
    await form.type('note', 'half a sen')
    form.unmount()
    form = await openForm(order, saves)
    expect(form.text()).toContain('There are unsaved changes from')
    expect(form.input('note')).toBeNull()
    await form.click('Continue')
    expect(form.input('note')?.value).toBe('half a sen')
    expect(form.model().state).toBe('unsaved')
  })

  it('is gone from the device once it is discarded', async () => {
    form = await openForm(order, saves)
    await form.click('Edit Note')
    await form.type('note', 'x')
    await form.click('Discard changes')
    await form.click('Discard changes')
    await form.wait(250)
    expect(localStorage).toHaveLength(0)
    expect(form.text()).toContain('old')
  })

  it('is kept apart for records begun with different values', async () => {
    form = await openForm(null, saves, { prefill: { note: 'a' } })
    await form.type('title', 'for a')
    form.unmount()
    form = await openForm(null, saves, { prefill: { note: 'b' } })
    expect(form.text()).not.toContain('unsaved changes from')
  })
})

describe('a new record', () => {
  it('starts with its defaults and what it was begun with, and sends no blanks', async () => {
    form = await openForm(null, saves, { prefill: { note: 'given' } })
    expect(form.input('code')).toBeNull()
    await form.type('title', 'New')
    await form.click('Money')
    expect(form.input('due')?.value).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    await form.type('amount', '1')
    await form.press('Enter', { ctrlKey: true })
    const { values } = bodyOf(form, 0) as { values: object }
    expect(Object.keys(values).sort()).toEqual(['amount', 'due', 'note', 'title'])
  })

  it('whose answer was lost is not made twice', async () => {
    const made: EntityRecord[] = []
    let answers = false
    form = await openForm(null, (method, path, body: { values: object }) => {
      if (path.endsWith('/query')) return { status: 200, body: { records: made, next: null, previous: null } }
      made.push({ ...order, ...body.values, version: 1 })
      if (!answers) return unreachable(method, path, body as never)
      return { status: 201, body: made[0] }
    })
    await form.type('title', 'Once')
    await form.click('Money')
    await form.type('amount', '1')
    await form.press('Enter', { ctrlKey: true })
    expect(form.model().state).toBe('offline')
    answers = true
    await form.wait(3300)
    expect(form.saved).toHaveLength(1)
    expect(made).toHaveLength(1)
  })
})

describe('the lines', () => {
  async function paste(text: string) {
    const target = document.querySelector('[id="field-order-lines"]') as HTMLElement
    const event = new Event('paste', { bubbles: true, cancelable: true })
    Object.assign(event, { clipboardData: { getData: () => text } })
    target.dispatchEvent(event)
    await form.wait(30)
  }

  it('take rows of a spreadsheet; what cannot be read is shown and keeps the form from saving', async () => {
    form = await openForm(order, saves)
    await form.press('e')
    await paste('Elm\t1,200\nFir\tmany\n')
    expect(document.querySelector('[id="field-order-lines-3-qty-problem"]')?.textContent).toBe('Cannot read “many”')
    await form.press('Enter', { ctrlKey: true })
    expect(form.requests).toEqual([])
    expect(form.text()).toContain('1 pasted cell could not be read')
    await form.type('field-order-lines-3-qty', '5')
    await form.press('Enter', { ctrlKey: true })
    const { values } = bodyOf(form, 0) as { values: { lines: object[] } }
    expect(values.lines).toEqual([
      { id: 'l1', item: 'Oak', qty: '2' },
      { id: 'l2', item: 'Ash', qty: '1' },
      { item: 'Elm', qty: '1200', price: null },
      { item: 'Fir', qty: '5', price: null },
    ])
  })

  it('go where the heads of the pasted columns say', async () => {
    form = await openForm(order, saves)
    await form.press('e')
    await paste('Quantity\t品名\n7\tYew')
    expect(document.querySelector<HTMLInputElement>('[id="field-order-lines-2-item"]')?.value).toBe('Yew')
    expect(document.querySelector('tfoot')?.textContent).toContain('10')
  })
})

describe('a form made of tabs, with activity beside it', () => {
  const activity = <p>What happened</p>
  const tabs = () => [...document.querySelectorAll('[role="tab"]')].map((tab) => tab.textContent)

  it('has one row of tabs, with activity among them', async () => {
    form = await openForm(order, saves, { activity })
    expect(document.querySelectorAll('[role="tablist"]')).toHaveLength(1)
    expect(tabs()).toEqual(['Basics', 'Activity', 'Money'])
    await form.click('Activity')
    expect(form.text()).toContain('What happened')
    await form.click('Money')
    expect(form.text()).not.toContain('What happened')
  })

  it('keeps what was typed while activity is looked at', async () => {
    form = await openForm(order, saves, { activity })
    await form.press('e')
    await form.type('note', 'new')
    await form.click('Activity')
    await form.click('Basics')
    expect(form.input('note')?.value).toBe('new')
  })

  it('has its own tabs only where activity stands elsewhere', async () => {
    form = await openForm(order, saves)
    expect(tabs()).toEqual(['Basics', 'Money'])
  })
})
