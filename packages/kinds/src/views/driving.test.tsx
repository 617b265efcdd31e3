import type { EntityRecord } from '@mortise/data'
import { afterEach, describe, expect, it } from 'vitest'
import { mountView, sampleRecords, type ViewDriver } from '../testing/view-driver.tsx'
import { branchQuery } from './tree/runtime/use-tree.tsx'

let driver: ViewDriver | undefined
afterEach(() => {
  driver?.unmount()
  driver = undefined
})
const open = async (...setting: Parameters<typeof mountView>) => {
  driver = await mountView(...setting)
  return driver
}
const idOf = (view: ViewDriver, index: number) => view.records[index]?.id ?? ''

describe('a board', () => {
  const options = { group: 'select_value', total: 'money_value', fields: ['money_value'] }
  const cellOf = (view: ViewDriver, index: number) =>
    view.host.querySelector(`[data-card="${idOf(view, index)}"]`)?.closest<HTMLElement>('[data-cell]')?.dataset.cell

  it('stands in the order of the options, those without a value last', async () => {
    const view = await open('kanban', { options })
    expect([...view.host.querySelectorAll<HTMLElement>('[data-cell]')].map(({ dataset }) => dataset.cell)).toEqual([
      'silver',
      'gold',
      'none',
      '',
    ])
    expect(cellOf(view, 0)).toBe('gold')
    expect(view.host.textContent).toContain('¥200.00')
  })

  it('asks for each column by itself', async () => {
    const view = await open('kanban', { options })
    expect(view.queries.map(({ page }) => page?.size)).toEqual([25, 25, 25, 25])
  })

  it('moves a card by its menu, saving the value of the column', async () => {
    const view = await open('kanban', { options })
    await view.click('Move 记录 1')
    await view.click('Silver')
    expect(view.saves).toEqual([{ id: idOf(view, 0), values: { select_value: 'silver' } }])
    expect(cellOf(view, 0)).toBe('silver')
    expect(view.host.querySelector('[data-board-status]')?.textContent).toBe('记录 1 was moved to Silver.')
  })

  it('puts a refused card back and says so', async () => {
    const view = await open('kanban', { options, refuses: true })
    await view.click('Move 记录 1')
    await view.click('Silver')
    expect(cellOf(view, 0)).toBe('gold')
    expect(view.host.querySelector('[data-board-status]')?.textContent).toBe(
      '记录 1 could not be moved and is back in Gold.',
    )
  })

  it('makes a record in a column, and folds one', async () => {
    const view = await open('kanban', { options })
    await view.click(/^New Sample in Gold/)
    expect(view.created).toEqual([{ select_value: 'gold' }])
    await view.click('Fold Gold')
    expect(view.options().collapsed).toEqual(['gold'])
    expect(cellOf(view, 0)).toBeUndefined()
    await view.click('Unfold Gold')
    expect(cellOf(view, 0)).toBe('gold')
  })

  it('has lanes of people across its columns', async () => {
    const view = await open('kanban', { options: { ...options, lanes: 'person_value' } })
    const lanes = [...view.host.querySelectorAll('section[aria-label^="Lane"]')].map((lane) =>
      lane.getAttribute('aria-label'),
    )
    expect(lanes).toEqual(['Lane 李娜, 3 records', 'Lane 张伟, 3 records'])
  })
})

describe('a calendar', () => {
  const day = (view: ViewDriver, index: number) => String(view.records[index]?.date_value)
  const entry = (view: ViewDriver, index: number) =>
    view.host.querySelector<HTMLElement>(`[data-entry="${idOf(view, index)}"] button`) as HTMLElement
  const later = (from: string, days: number) =>
    new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)

  it('moves a record by a day with Alt and an arrow, and by a week up and down', async () => {
    const view = await open('calendar', { options: { start: 'date_value' } })
    const from = day(view, 0)
    await view.press(entry(view, 0), 'ArrowRight', { altKey: true })
    expect(view.saves.at(-1)?.values).toEqual({ date_value: later(from, 1) })
    await view.press(entry(view, 0), 'ArrowDown', { altKey: true })
    expect(view.saves.at(-1)?.values).toEqual({ date_value: later(from, 8) })
    expect(view.host.querySelector('[data-calendar-status]')?.textContent).toContain('记录 1 moved to')
  })

  it('leaves a refused record where it was', async () => {
    const view = await open('calendar', { options: { start: 'date_value' }, refuses: true })
    await view.press(entry(view, 0), 'ArrowRight', { altKey: true })
    expect(view.host.querySelector('[data-calendar-status]')?.textContent).toContain('was not changed')
  })

  it('asks only for the days that it shows, and for others when the page is turned', async () => {
    const view = await open('calendar', { options: { start: 'date_value' } })
    const first = JSON.stringify(view.queries.at(-1)?.filter)
    await view.click('Later')
    expect(JSON.stringify(view.queries.at(-1)?.filter)).not.toBe(first)
  })

  it('makes a record on a day, with the day filled in', async () => {
    const view = await open('calendar', { options: { start: 'date_value' } })
    await view.click(/^New Sample on \w+ 15/)
    expect(String(view.created[0]?.date_value)).toMatch(/-15$/)
  })

  it('shows a week by its hours', async () => {
    const view = await open('calendar', { options: { start: 'datetime_value', mode: 'week' } })
    expect(view.host.textContent).toContain('13:00')
    expect(view.options().mode).toBe('week')
  })
})

describe('a timeline', () => {
  const options = { start: 'date_value', end: 'until', progress: 'percent_value' }

  it('says in words when something is, how many days are worked, and how far it is', async () => {
    const view = await open('gantt', { options: { ...options, end: 'date_value' } })
    const bar = view.host.querySelector(`[data-bar="${idOf(view, 0)}"] button`)
    expect(bar?.getAttribute('aria-label')).toMatch(/^记录 1, .+, [01] working days, 50% done/)
  })

  it('moves by days with Alt and the arrows', async () => {
    const view = await open('gantt', { options: { ...options, end: 'date_value' } })
    const bar = view.host.querySelector<HTMLElement>(`[data-bar="${idOf(view, 1)}"] button`) as HTMLElement
    const from = String(view.records[1]?.date_value)
    await view.press(bar, 'ArrowLeft', { altKey: true })
    expect(Object.values(view.saves[0]?.values ?? {})).toContain(
      new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10),
    )
  })
})

describe('a hierarchy', () => {
  const place = { parent: 'text_value', what: {}, sort: [], select: ['id'] }

  it('asks for a level when it is unfolded; the filter picks the roots only', () => {
    const filter = { field: 'x', op: 'eq', value: 1 } as const
    const what = { filter }
    const blank = { field: 'text_value', op: 'blank' }
    expect(branchQuery(place, '', null).filter).toEqual(blank)
    expect(branchQuery({ ...place, what }, '', null).filter).toEqual({ and: [filter, blank] })
    expect(branchQuery({ ...place, what }, 'a', null).filter).toEqual({ field: 'text_value', op: 'eq', value: 'a' })
    expect(branchQuery({ ...place, what: { filter, search: 's' } }, '', null)).toMatchObject({ filter, search: 's' })
    expect(branchQuery(place, 'a', 'next').page).toEqual({ size: 100, after: 'next' })
  })

  it('unfolds and folds a record, and ends in a circle', async () => {
    const records = sampleRecords(3).map((record, index) => ({ ...record, boss: null as string | null, place: index }))
    const [first, second, third] = records
    if (!first || !second || !third) throw new Error('unreachable: three were made')
    second.boss = first.id
    third.boss = second.id
    const view = await open('tree', { records, options: { parent: 'boss' } })
    expect(view.host.querySelectorAll('[data-node]')).toHaveLength(1)
    await view.click('Unfold 记录 1, 1 below')
    await view.click('Unfold 记录 2, 1 below')
    expect([...view.host.querySelectorAll('[data-node]')].map((node) => node.getAttribute('data-node'))).toEqual([
      first.id,
      second.id,
      third.id,
    ])
    await view.click('New below 记录 3')
    expect(view.created).toEqual([{ boss: third.id }])
    const title = (record: EntityRecord) =>
      view.host.querySelector<HTMLElement>(`[data-node="${record.id}"] [data-title]`) as HTMLElement
    await view.press(title(third), 'ArrowLeft', { altKey: true })
    expect(view.saves.at(-1)).toEqual({ id: third.id, values: { boss: first.id } })
    expect(view.host.querySelector('[data-tree-status]')?.textContent).toBe('记录 3 now stands below 记录 1')
    await view.press(title(third), 'ArrowRight', { altKey: true })
    expect(view.saves.at(-1)).toEqual({ id: third.id, values: { boss: second.id } })
    await view.press(title(first), 'ArrowLeft', { altKey: true })
    expect(view.saves).toHaveLength(2)
    await view.click('Fold 记录 1')
    expect(view.host.querySelectorAll('[data-node]')).toHaveLength(1)
  })
})

describe('a gallery', () => {
  it('has a card for each record, and a picture place only where there are pictures', async () => {
    const view = await open('gallery', { options: { fields: ['money_value'] } })
    expect(view.host.querySelectorAll('li')).toHaveLength(view.records.length)
    expect(view.host.querySelector('svg')).toBeNull()
    expect(view.queries[0]?.page?.size).toBe(60)
  })
})
