import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { LinePanel } from './line-panel.tsx'
import { NodePanel } from './node-panel.tsx'
import { ProcessPanel } from './process-panel.tsx'
import { openPanel, type PanelDriver, people, processWith } from './testing/panel-stage.tsx'

let panel: PanelDriver
afterEach(() => panel.unmount())

const openNode = async (type: string, options?: object) => {
  panel = await openPanel(processWith(type, options as never), (props) => <NodePanel {...props} nodeKey="tried" />)
}
const openLine = async (line: string) => {
  panel = await openPanel(processWith('handle'), (props) => <LinePanel {...props} lineKey={line} />)
}
const openProcess = async () => {
  panel = await openPanel(processWith('handle'), (props) => <ProcessPanel {...props} />)
}
const node = () => panel.process().nodes.find(({ key }) => key === 'tried')
const line = (key: string) => panel.process().transitions.find((one) => one.key === key)
const steps = () => panel.design.store.snapshot().history.done.length

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(panel.host, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

describe('who is asked', () => {
  it('is read as sentences, and each opens to be changed', async () => {
    await openNode('approval', { approvers: [{ by: 'roles', roles: ['sales', 'finance'] }] })
    expect(panel.text()).toContain('Everybody with the role sales & finance')
    await panel.click('Everybody with the role sales & finance')
    await panel.choose('Who it is', 'Managers, one above the other')
    expect(node()?.options?.approvers).toEqual([{ by: 'manager_chain' }])
    await panel.choose('Up to', 'A number of levels')
    expect(node()?.options?.approvers).toEqual([{ by: 'manager_chain', levels: 2 }])
    expect(panel.text()).toContain('Managers of the initiator, 2 levels')
    expect(await violations()).toEqual([])
  })

  it('grows by a rule that is opened, and shrinks again', async () => {
    await openNode('approval')
    await panel.click('Add people')
    await panel.click('Certain peopleAlways the same, by name')
    expect(node()?.options?.approvers).toEqual([{ by: 'manager' }, { by: 'users', users: [] }])
    await panel.choose('Who they are', 'Wang Jian')
    expect(node()?.options?.approvers).toMatchObject([{ by: 'manager' }, { users: [people[1]?.id] }])
    await panel.click('Move Wang Jian up')
    expect(node()?.options?.approvers).toMatchObject([{ by: 'users' }, { by: 'manager' }])
    await panel.click('Remove Manager of the initiator')
    expect(node()?.options?.approvers).toMatchObject([{ by: 'users' }])
  })

  it('is told at the people when a role is gone', async () => {
    await openNode('approval', { approvers: [{ by: 'roles', roles: ['nonsuch'] }] })
    const section = [...panel.host.querySelectorAll('section')].find((one) => one.textContent?.startsWith('People'))
    expect(section?.querySelector('[data-severity="error"]')?.textContent).toContain('nonsuch')
  })

  it('is told at the deadlines when they come in the wrong order', async () => {
    const day = (amount: number) => ({ amount, unit: 'day' })
    const options = {
      approvers: [{ by: 'manager' }],
      deadlines: [
        { key: 'late', after: day(9), action: 'remind' },
        { key: 'early', after: day(1), action: 'remind' },
      ],
    }
    const process = processWith('approval', options)
    process.transitions.push({ key: 'l5', from: 'tried', to: 'done' })
    panel = await openPanel(process, (props) => <NodePanel {...props} nodeKey="tried" />)
    expect(panel.host.querySelector('[data-severity]')).toBeNull()
    await panel.click('Deadlines1')
    expect(panel.host.querySelector('[data-severity="error"]')?.textContent).toContain('"early"')
  })

  it('offers reasons in both languages, whose keys stay when their words change', async () => {
    const old = ['too dear']
    await openNode('approval', { approvers: [{ by: 'manager' }], demands: { reasons: old } })
    await panel.click('Rules')
    await panel.type('Reason 1', 'Too expensive')
    await panel.type('Reason 1 · Chinese', '太贵')
    expect(node()?.options?.demands).toEqual({
      reasons: [{ key: 'too dear', label: { zh: '太贵', en: 'Too expensive' } }],
    })
    await panel.click('Add a reason')
    await panel.type('Reason 2', 'Too late')
    expect(node()?.options?.demands).toMatchObject({ reasons: [{ key: 'too dear' }, { key: 'reason' }] })
    await panel.click('Remove Too expensive')
    expect(node()?.options?.demands).toMatchObject({ reasons: [{ key: 'reason', label: { en: 'Too late' } }] })
    expect(await violations()).toEqual([])
  })

  it('can be counted as a vote, in percent on the screen', async () => {
    await openNode('approval')
    await panel.click('Vote')
    expect(node()?.options?.rule).toEqual({ of: 'vote', by: 'share', pass: 0.5 })
    await panel.type('Passes from (%)', '75')
    expect(node()?.options?.rule).toEqual({ of: 'vote', by: 'share', pass: 0.75 })
    await panel.choose('What is counted', 'People')
    expect(node()?.options?.rule).toEqual({ of: 'vote', by: 'number', pass: 2 })
  })

  it('says what happens when there is nobody, with the people for that', async () => {
    await openNode('approval')
    await panel.choose('When nobody is found', 'People named here are asked')
    await panel.choose('Who they are', 'Li Na')
    expect(node()?.options?.whenEmpty).toEqual({ do: 'users', users: [people[0]?.id] })
    await panel.choose('When the same person agreed before', 'Passes, if at any step before')
    expect(node()?.options?.repeat).toEqual({ of: 'all' })
  })
})

describe('rules, rights and deadlines of a task', () => {
  it('are on tabs of their own', async () => {
    await openNode('approval')
    await panel.click('Rules')
    await panel.choose('After a rejection', 'Back to the initiator')
    await panel.click('Transfer')
    await panel.click('A signature')
    expect(node()?.options).toMatchObject({
      onReject: 'to_start',
      rights: { delegate: true, addSigner: true },
      demands: { signature: true },
    })
    expect(node()?.options?.rights).not.toHaveProperty('transfer')
  })

  it('give rights on fields one by one, for all at once, and in sub-tables', async () => {
    await openNode('approval')
    await panel.click('Fields')
    await panel.click('Rights on Amount: Write')
    await panel.click('Amount is required')
    await panel.click('Show the fields of Lines')
    await panel.click('Rights on Price: Hide')
    expect(node()?.options?.access).toEqual({ write: ['amount'], require: ['amount'], hide: ['lines.price'] })
    await panel.type('Find a field', 'due')
    await panel.click('Read')
    expect(node()?.options?.access).toMatchObject({ read: ['due'], write: ['amount'] })
    expect(await violations()).toEqual([])
  })

  it('show the name of each field of the table that people know', async () => {
    await openNode('notice')
    await panel.click('Fields')
    expect(panel.text()).toContain('Boss')
    expect(() => panel.control('Rights on Amount: Write')).toThrow()
    await panel.click('Rights on Amount: Hide')
    expect(node()?.options?.access).toEqual({ hide: ['amount'] })
  })

  it('have deadlines that come one after the other, each change a step of its own', async () => {
    await openNode('approval')
    await panel.click('Deadlines')
    await panel.click('Add a deadline')
    await panel.click('Add a deadline')
    expect(node()?.options?.deadlines).toEqual([
      { key: 'remind', action: 'remind', after: { amount: 1, unit: 'day', working: true } },
      { key: 'transfer_up', action: 'transfer_up', after: { amount: 2, unit: 'day', working: true } },
    ])
    await panel.choose('What happens at deadline 2', 'Pass')
    const before = steps()
    await panel.type('After', '3')
    await panel.type('After', '30')
    expect(steps()).toBe(before + 1)
    await panel.click('Put them in the order in which they are due')
    expect(node()?.options?.deadlines).toMatchObject([{ action: 'pass' }, { action: 'remind' }])
  })
})

describe('a line', () => {
  it('is taken by a condition, by how people decided, or otherwise', async () => {
    await openLine('l3')
    await panel.click('When people decided so')
    expect(line('l3')?.outcome).toEqual({ of: 'asked', is: 'approved' })
    await panel.choose('Decided', 'Rejected')
    expect(line('l3')?.outcome).toEqual({ of: 'asked', is: 'rejected' })
    await panel.click('Otherwise')
    expect(line('l3')).toEqual({ key: 'l3', from: 'which', to: 'tried', otherwise: true })
    expect(line('l4')).toEqual({ key: 'l4', from: 'which', to: 'done' })
    expect(await violations()).toEqual([])
  })

  it('is put before others out of the same node', async () => {
    await openLine('l4')
    await panel.click('Move End up')
    expect(panel.process().transitions.map(({ key }) => key)).toEqual(['l1', 'l2', 'l4', 'l3'])
  })

  it('has no condition where the node before does not choose', async () => {
    await openLine('l1')
    expect(panel.text()).toContain('put a choice before')
    expect(() => panel.control('Otherwise')).toThrow()
  })
})

describe('the process', () => {
  it('is started by people, by changes and by a schedule', async () => {
    await openProcess()
    await panel.click('By people')
    await panel.choose('Roles that may start it', 'sales')
    await panel.click('By changes of records')
    await panel.click('A record is changed')
    await panel.choose('Only changes of these fields', 'Amount')
    await panel.click('By a schedule')
    await panel.choose('How often', 'Every week')
    await panel.choose('Day of the week', 'Friday')
    expect(panel.process().start).toEqual({
      hand: { roles: ['sales'] },
      record: { on: ['create', 'update'], fields: ['amount'] },
      schedule: { every: 'week', weekday: 5 },
    })
    expect(await violations()).toEqual([])
    await panel.click('By people')
    expect(panel.process().start).not.toHaveProperty('hand')
  })

  it('names its instances by fields, is locked and switched off', async () => {
    await openProcess()
    await panel.choose('Add a value…', 'Amount')
    expect(panel.process().title).toEqual({
      text: { zh: 'Approval of orders（中） {amount}', en: 'Approval of orders {amount}' },
      placeholders: [{ key: 'amount', value: { v: 1, expr: { var: 'amount' } } }],
    })
    await panel.click('Lock the record meanwhile')
    await panel.click('Switched off')
    expect(panel.process()).toMatchObject({ lock: true, off: true })
  })
})

it('values of an update are fields of the record, one more at a time', async () => {
  await openNode('set_fields')
  await panel.click('Add a field')
  expect(node()?.options?.values).toHaveLength(2)
})

it('says what is missing by its name, at the option', async () => {
  await openNode('create_record', {})
  const section = panel.control('Table').closest('div')?.parentElement?.parentElement
  expect(panel.text()).toContain('Table: this has to be filled in.')
  expect(panel.text()).not.toContain('"entity"')
  expect(section?.textContent).toContain('Table: this has to be filled in.')
  await panel.choose('Table', 'Order')
  expect(node()?.options).toEqual({ entity: 'order' })
  await panel.click('Add a field')
  expect(node()?.options?.values).toHaveLength(1)
})

it('a repetition is over lines or over records of a table', async () => {
  await openNode('each')
  expect(node()?.options?.over).toEqual({ lines: 'lines' })
  await panel.choose('Which records', 'Each record that is found')
  expect(node()?.options?.over).toEqual({ entity: 'order' })
  await panel.choose('Which records', 'Each line of a sub-table')
  expect(node()?.options?.over).toEqual({ lines: 'lines' })
})

it('an event handler begins at something else with what that takes', async () => {
  await openNode('event_handler')
  await panel.choose('What it begins at', 'A message comes')
  expect(node()?.options?.trigger).toEqual({ on: 'message', name: 'message' })
  await panel.type('Name of the message', 'paid')
  expect(node()?.options?.trigger).toEqual({ on: 'message', name: 'paid' })
  await panel.choose('What it begins at', 'A time is over')
  expect(node()?.options?.trigger).toEqual({ on: 'timer', after: { amount: 1, unit: 'day', working: true } })
})
