import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { blockRuntimes } from '../load.blocks.ts'
import { blockTypes } from '../load.runtime.ts'
import { type BlockDriver, mountBlock } from '../testing/block-driver.tsx'

let driver: BlockDriver | undefined
afterEach(() => {
  driver?.unmount()
  driver = undefined
})

it('finds a runtime half for every type', () => {
  const types = blockTypes.all().map(({ type }) => type)
  expect(
    blockRuntimes
      .all()
      .map(({ type }) => type)
      .sort(),
  ).toEqual(types.sort())
})

/** Nothing of the sample app points at a sample: such blocks are given something to show. */
const given: { [type: string]: { [option: string]: unknown } } = {
  related_list: { entity: 'sample', field: 'relation_value', columns: ['text_value'] },
}

describe.each(blockTypes.all().map(({ type }) => [type] as const))('%s', (type) => {
  it.each(['zh', 'en'] as const)('is drawn in %s without faults of accessibility', async (language) => {
    driver = await mountBlock(type, {
      language,
      options: given[type],
      designs: true,
      label: { zh: '名称', en: 'Name' },
    })
    expect(driver.text()).not.toBe('')
    expect(await faults(driver.host)).toEqual([])
  })

  it('is drawn without records, and where the server fails', async () => {
    driver = await mountBlock(type, { records: [], options: given[type], designs: true })
    expect(await faults(driver.host)).toEqual([])
    driver.unmount()
    driver = await mountBlock(type, { fails: true, options: given[type], designs: true })
    expect(await faults(driver.host)).toEqual([])
  })
})

describe('blocks that lost what they show', () => {
  it.each([
    ['view', { view: 'gone' }],
    ['figure', { entity: 'gone', function: 'count' }],
    ['related_list', { entity: 'gone', field: 'x' }],
    ['fields', { fields: ['gone'] }],
  ])('%s says so to designers and is not there for users', async (type, options) => {
    driver = await mountBlock(type, { options, designs: true })
    expect(driver.host.querySelector('[data-block-broken]')?.textContent).not.toBe('')
    driver.unmount()
    driver = await mountBlock(type, { options })
    expect(driver.text()).toBe('')
  })
})

it('a list shows its first columns, and the way to all of it', async () => {
  driver = await mountBlock('view')
  expect(driver.text()).toContain('记录 1')
  expect(driver.queries).toEqual([{ select: ['text_value', 'money_value'], page: { size: 8 } }])
  expect(driver.host.querySelector('a')?.getAttribute('href')).toBe('/sample/sample_list')
})

describe('a figure', () => {
  const year = { entity: 'sample', function: 'sum', field: 'money_value', date: 'date_value', period: 'year' }

  it('asks for the present period, and for the one before where it compares', async () => {
    driver = await mountBlock('figure', { options: { ...year, compare: true }, figures: ['150.00', '100.00'] })
    expect(driver.queries.map(({ filter }) => filter)).toEqual([
      { field: 'date_value', op: 'within', value: { span: 'this', unit: 'year' } },
      { field: 'date_value', op: 'within', value: { span: 'last', unit: 'year', count: 1 } },
    ])
    expect(driver.text()).toContain('150.00')
    expect(driver.text()).toContain('50% more')
  })

  it.each([
    [['0.00', '80.00'], '100% less'],
    [['80.00', '80.00'], 'As much as'],
    [['80.00', null], 'Nothing in the period before'],
  ])('%j is %s', async (figures, words) => {
    driver = await mountBlock('figure', { options: { ...year, compare: true }, figures })
    expect(driver.text()).toContain(words)
  })
})

it('a tab draws what is on it once it is opened', async () => {
  driver = await mountBlock('tabs')
  expect(driver.host.querySelectorAll('p')).toHaveLength(1)
  await driver.click('Tab two')
  expect(driver.host.querySelectorAll('p')).toHaveLength(2)
})

describe('buttons of a page', () => {
  const create = { does: 'create', entity: 'sample_target' }
  const call = { does: 'command', command: 'sample_call' }

  it.each(['buttons', 'tiles'])('make a record, run an action of the record and lead on: %s', async (style) => {
    const view = { does: 'view', view: 'sample_list', label: { zh: '列表', en: 'The list' } }
    const link = { does: 'link', url: 'https://example.com', label: { zh: '网站', en: 'Site' } }
    driver = await mountBlock('actions', { options: { buttons: [create, call, view, link], style } })
    await driver.click(/Related sample/)
    expect(driver.created).toEqual([{}])
    await driver.click('Call')
    expect(driver.ran).toEqual(['sample_call'])
    const links = [...driver.host.querySelectorAll('a')].map((one) => [one.textContent, one.getAttribute('href')])
    expect(links).toEqual([
      ['The list', '/sample/sample_list'],
      ['Site', 'https://example.com'],
    ])
    expect(await faults(driver.host)).toEqual([])
  })

  it('are left out where there is nothing to run or open', async () => {
    const gone = { does: 'view', view: 'gone' }
    driver = await mountBlock('actions', { options: { buttons: [gone, call] }, alone: true })
    expect(driver.text()).toBe('')
    driver.unmount()
    driver = await mountBlock('actions', { options: { buttons: [gone, create] }, alone: true })
    expect(driver.text()).toContain('Related sample')
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
