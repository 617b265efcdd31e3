import { act } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { mountView, sampleRecords, type ViewDriver } from '../testing/view-driver.tsx'

let driver: ViewDriver | undefined
afterEach(() => {
  driver?.unmount()
  driver = undefined
})
const open = async (...setting: Parameters<typeof mountView>) => {
  driver = await mountView(...setting)
  return driver
}

describe('a list of places', () => {
  it('shows the records of the place that is chosen, and those without one', async () => {
    const view = await open('location', { options: { province: 'select_value' } })
    const lines = () => [...view.host.querySelectorAll('[data-record-line]')].map(({ textContent }) => textContent)
    expect(lines()).toHaveLength(6)
    await view.click(/^Gold/)
    expect(lines()).toEqual(['记录 1', '记录 4'])
    await view.click(/^Not known/)
    expect(view.queries.at(-1)?.filter).toEqual({ field: 'select_value', op: 'blank' })
  })
})

describe('a split view', () => {
  it('goes from record to record by J and K, and stops at the ends', async () => {
    const view = await open('split', { options: { fields: ['money_value'] } })
    const current = () => view.host.querySelector('[aria-current]')?.getAttribute('data-record-line')
    const [first, second] = view.records
    expect(current()).toBe(first?.id)
    await view.press(document.body, 'j')
    expect(current()).toBe(second?.id)
    await view.press(document.body, 'k')
    await view.press(document.body, 'k')
    expect(current()).toBe(first?.id)
  })
})

describe('a relation chart', () => {
  const [boss, left, right] = sampleRecords(3)
  const records = () => [
    { ...boss, id: boss?.id ?? '', boss: null },
    { ...left, id: left?.id ?? '', boss: boss?.id },
    { ...right, id: right?.id ?? '', boss: boss?.id },
  ]
  const mount = (setting: object = {}) =>
    open('relation_chart', { records: records(), options: { parent: 'boss' }, ...setting })
  const titleOf = (view: ViewDriver, id = '') => view.host.querySelector<HTMLElement>(`[data-node="${id}"] button`)
  const shown = (view: ViewDriver) => view.host.querySelectorAll('[data-node]').length

  it('folds, and walks by the arrows', async () => {
    const view = await mount()
    expect(shown(view)).toBe(3)
    await view.click('Fold 记录 1')
    expect(shown(view)).toBe(1)
    expect(view.options().folded).toEqual([boss?.id])
    await view.press(titleOf(view, boss?.id) as HTMLElement, ' ')
    expect(shown(view)).toBe(3)
    await view.press(titleOf(view, boss?.id) as HTMLElement, 'ArrowDown')
    await view.press(titleOf(view, left?.id) as HTMLElement, 'ArrowRight')
    expect(document.activeElement).toBe(titleOf(view, right?.id))
  })

  it.each([false, true])('takes a record from below another one by the keyboard; refused: %s', async (refuses) => {
    const view = await mount({ refuses })
    await view.press(titleOf(view, right?.id) as HTMLElement, 'm')
    const dialog = document.querySelector('[role=dialog]')
    expect(dialog?.querySelector('input')?.value).toBe('记录 1')
    const clear = [...(dialog?.querySelectorAll<HTMLElement>('button') ?? [])].find((one) => one.tabIndex === -1)
    await act(async () => clear?.click())
    await view.click('Apply')
    expect(view.saves).toEqual([{ id: right?.id, values: { boss: null } }])
    const said = view.host.querySelector('[data-chart-status]')?.textContent
    expect(said).toBe(refuses ? '记录 3 was not changed' : '记录 3 stands below nothing any more')
    const level = (id = '') =>
      view.host.querySelector<HTMLElement>(`[data-node="${id}"]`)?.style.transform.split(',')[1]
    expect(level(right?.id) === level(boss?.id)).toBe(!refuses)
  })
})
