import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { viewLoaders, viewTypes } from '../load.runtime.ts'
import { mountView, sampleRecords, type ViewDriver } from '../testing/view-driver.tsx'

let driver: ViewDriver | undefined
afterEach(() => {
  driver?.unmount()
  driver = undefined
})

it('finds a runtime half for every type but the list, which the web application draws', () => {
  const types = viewTypes.all().map(({ type }) => type)
  expect([...viewLoaders.keys(), 'list'].sort()).toEqual([...types].sort())
})

const drawn = [...viewLoaders.keys()].map((type) => [type] as const)

describe.each(drawn)('%s', (type) => {
  it.each(['zh', 'en'] as const)('draws records in %s without faults of accessibility', async (language) => {
    driver = await mountView(type, { language })
    expect(driver.host.textContent).toContain('记录 1')
    expect(await faults(driver.host)).toEqual([])
  })

  it('draws a table without records', async () => {
    driver = await mountView(type, { records: [] })
    expect(await faults(driver.host)).toEqual([])
  })

  it('draws for who may only read, with nothing to drag', async () => {
    driver = await mountView(type, { readOnly: true })
    expect(driver.host.textContent).toContain('记录 1')
    expect(driver.host.querySelector('[data-movable]')).toBeNull()
  })

  it('lets no record be dragged that may not be changed, and says why', async () => {
    driver = await mountView(type)
    const movable = driver.host.querySelectorAll('[data-movable]').length
    if (movable === 0) return
    driver.unmount()
    const may = (index: number) => ({ update: index !== 0, delete: true, readOnly: [] })
    driver = await mountView(type, {
      records: sampleRecords().map((record, index) => ({ ...record, $can: may(index) })),
    })
    const { host } = driver
    expect(host.querySelectorAll('[data-movable]')).toHaveLength(movable - 1)
    expect(host.innerHTML).toContain('not this one')
    expect(await faults(host)).toEqual([])
  })

  it('says what failed and offers to try again', async () => {
    driver = await mountView(type, { fails: true })
    expect(driver.host.textContent).toContain('down')
    expect(driver.host.querySelector('button')).not.toBeNull()
  })

  it('opens a record by its name', async () => {
    driver = await mountView(type)
    await driver.click(/记录 1/)
    expect(driver.opened).toEqual([driver.records[0]?.id])
  })
})

async function faults(host: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(host, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
}
