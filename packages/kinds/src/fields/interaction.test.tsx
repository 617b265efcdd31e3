import type { FileInfo } from '@mortise/ui'
import { act } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type FieldDriver, mountCell, mountInput } from '../testing/field-driver.tsx'
import { sampleField, sampleIds, sampleServices, storedFile } from '../testing/sample-services.tsx'

let mounted: { unmount(): void } | undefined
afterEach(() => {
  mounted?.unmount()
  mounted = undefined
})

async function open(type: string, value: unknown, services = sampleServices('zh')): Promise<FieldDriver> {
  const driver = await mountInput(services, type, value)
  mounted = driver
  return driver
}

/** The browser selects the whole text of an input that is tabbed to. */
function tabTo(input: HTMLInputElement): Promise<void> {
  return act(async () => {
    input.focus()
    input.select()
  })
}

function selectionOf({ value, selectionStart, selectionEnd }: HTMLInputElement): string {
  return value.slice(selectionStart ?? 0, selectionEnd ?? 0)
}

describe('numbers', () => {
  it('shows separators only while the number is not being changed', async () => {
    const money = await open('money', '1234567.50')
    expect(money.input().value).toBe('1,234,567.50')
    await money.focus()
    expect(money.input().value).toBe('1234567.5')
    await money.type('￥9，876.5')
    expect(money.value()).toBe('9876.50')
    await money.blur()
    expect(money.input().value).toBe('9,876.50')
  })

  it('keeps what is no number, so that it can be corrected', async () => {
    const money = await open('money', '1.00')
    await money.type('12abc')
    expect(money.value()).toBe('12abc')
    await money.blur()
    expect(money.input().value).toBe('12abc')
  })

  it('keeps a number with too many places instead of rounding it', async () => {
    const money = await open('money', null)
    await money.type('1.005')
    expect(money.value()).toBe('1.005')
    await money.blur()
    expect(money.input().value).toBe('1.005')
  })

  it('becomes blank when it is emptied', async () => {
    const integer = await open('integer', 12)
    await integer.type('')
    expect(integer.value()).toBeNull()
  })

  it('reads a percentage with and without its sign as the same share', async () => {
    const percent = await open('percent', '0.150')
    expect(percent.input().value).toBe('15.0')
    await percent.type('12.5')
    expect(percent.value()).toBe('0.125')
    await percent.type('12.5%')
    expect(percent.value()).toBe('0.125')
  })

  it('gives a number for a whole number', async () => {
    const integer = await open('integer', null)
    await integer.type('1,200')
    expect(integer.value()).toBe(1200)
    await integer.type('1.5')
    expect(integer.value()).toBe('1.5')
  })

  const held = { integer: 1200, decimal: '1200.00', money: '1200.00', percent: '0.150' }
  for (const [type, value] of Object.entries(held)) {
    for (const appearance of ['form', 'cell'] as const) {
      it(`is replaced by what is typed once it is tabbed to: ${type} in a ${appearance}`, async () => {
        const driver = await mountInput(sampleServices('zh'), type, value, { appearance })
        mounted = driver
        await tabTo(driver.input())
        const plain = type === 'percent' ? '15' : '1200'
        expect(driver.input().value).toBe(plain)
        expect(selectionOf(driver.input())).toBe(plain)
      })
    }
  }

  it('is not selected by a click, which puts the cursor where it hits', async () => {
    const money = await open('money', '1200.00')
    const press = new MouseEvent('mousedown', { bubbles: true })
    await act(async () => money.input().dispatchEvent(press))
    await money.focus()
    expect(selectionOf(money.input())).toBe('')
    await money.blur()
    await tabTo(money.input())
    expect(selectionOf(money.input())).toBe('1200')
  })

  it('keeps the first digit when a cell is opened by typing it', async () => {
    const driver = await mountInput(sampleServices('zh'), 'decimal', '1', { appearance: 'cell', autoFocus: true })
    mounted = driver
    expect(document.activeElement).toBe(driver.input())
    expect(selectionOf(driver.input())).toBe('')
  })
})

describe('dates', () => {
  it('can be typed as people write them', async () => {
    const date = await open('date', null)
    await date.type('2026年11月22日')
    expect(date.value()).toBe('2026-11-22')
    await date.blur()
    expect(date.input().value).toBe('2026-11-22')
  })

  it('keeps text that is no date', async () => {
    const date = await open('date', '2026-11-22')
    await date.type('31 Feb')
    await date.blur()
    expect(date.value()).toBe('31 Feb')
    expect(date.input().value).toBe('31 Feb')
  })

  it('can be picked from a calendar that opens by keyboard', async () => {
    const date = await open('date', '2026-11-22')
    await date.focus()
    await date.press('ArrowDown', { altKey: true })
    await date.settle(50)
    const names = date.names().filter((name) => name.includes('11月'))
    expect(names.length).toBeGreaterThanOrEqual(30)
    await date.click(names.find((name) => name.includes('2026年11月25日')) ?? '')
    expect(date.value()).toBe('2026-11-25')
    expect(document.activeElement).toBe(date.input())
  })

  it('shows and reads moments in the zone of the workspace', async () => {
    const datetime = await open('datetime', '2026-11-22T08:30:00.000Z')
    expect(datetime.input().value).toBe('2026-11-22 16:30')
    await datetime.type('2026/11/23 9:00')
    expect(datetime.value()).toBe('2026-11-23T01:00:00.000Z')
  })
})

describe('choices', () => {
  it('are found by their label in either language', async () => {
    const select = await open('select', null)
    await select.focus()
    await select.settle(50)
    await select.type('gol')
    await select.settle(50)
    expect(select.names().filter((name) => name === '金牌')).toHaveLength(1)
    await select.press('Enter')
    expect(select.value()).toBe('gold')
  })

  it('are a list only once they are entered; the focus and the list are where one entered', async () => {
    const select = await open('select', 'gold')
    const closed = select.input()
    expect([closed.getAttribute('role'), closed.value]).toEqual(['combobox', '金牌'])
    await select.focus()
    await select.settle(150)
    expect(closed.isConnected).toBe(false)
    expect(document.activeElement).toBe(select.input())
    expect(select.input().value).toBe('金牌')
    expect(select.input().getAttribute('aria-expanded')).toBe('true')
    expect(document.querySelectorAll('[role="option"]').length).toBeGreaterThan(1)
  })

  it('are taken away without entering them', async () => {
    const select = await open('select', 'gold')
    const clear = select.host.querySelector<HTMLElement>('button')
    await act(async () => clear?.click())
    expect(select.value()).toBeNull()
    expect(select.input().value).toBe('')
    expect(document.querySelector('[role="option"]')).toBeNull()
  })

  it('are kept sorted where several are chosen', async () => {
    const tags = await open('multi_select', ['silver'])
    await tags.type('金牌')
    await tags.settle(50)
    await tags.click('金牌')
    expect(tags.value()).toEqual(['gold', 'silver'])
    await tags.click('移除 银牌')
    expect(tags.value()).toEqual(['gold'])
  })

  it('offers people who are here, oneself first', async () => {
    const person = await open('person', null)
    await person.focus()
    await person.settle(50)
    const options = [...document.querySelectorAll('[role="option"]')].map((one) => one.textContent)
    expect(options).toHaveLength(2)
    expect(options[0]).toContain('张伟')
    await person.type('李')
    await person.settle(50)
    await person.press('Enter')
    expect(person.value()).toBe(sampleIds.colleague)
  })

  it('shows departments as a tree and takes one', async () => {
    const department = await open('department', null)
    await department.focus()
    await act(async () => department.input().click())
    await department.settle(50)
    const node = [...document.querySelectorAll<HTMLElement>('*')].filter((one) => one.textContent === '上海').at(-1)
    await act(async () => node?.click())
    expect(department.value()).toBe(sampleIds.department)
  })
})

describe('related records', () => {
  it('show their titles, looked up together', async () => {
    const services = sampleServices('zh')
    mounted = await mountCell(services, 'relation_many', [sampleIds.record, sampleIds.other], 'text')
    expect(document.body.textContent).toContain('榫卯科技')
    expect(document.body.textContent).toContain('Anna Berg GmbH')
    expect(services.calls.queries).toHaveLength(1)
  })

  it('say so when they may not be seen', async () => {
    mounted = await mountCell(sampleServices('zh'), 'relation', '01900000-0000-7000-8000-00000000dead', 'cell')
    expect(document.body.textContent).toContain('不可见的记录')
  })

  it('are found by typing, after a pause, and chosen by keyboard', async () => {
    const services = sampleServices('zh')
    const relation = await open('relation', null, services)
    await relation.type('anna')
    await relation.settle(300)
    expect(services.calls.queries.at(-1)).toMatchObject({ search: 'anna' })
    await relation.press('ArrowDown')
    await relation.press('Enter')
    expect(relation.value()).toBe(sampleIds.other)
    await relation.settle(50)
    expect(relation.input().value).toBe('Anna Berg GmbH')
  })

  it('can be made on the spot, with what was typed as the title', async () => {
    const services = sampleServices('zh')
    const relation = await open('relation', null, services)
    await relation.type('新客户')
    await relation.settle(300)
    await relation.click('新建「新客户」')
    await relation.settle(50)
    expect(services.calls.created).toEqual([{ name: '新客户' }])
    expect(relation.value()).toBe(sampleIds.created)
    expect(relation.input().value).toBe('新客户')
  })

  it('can be opened and taken away', async () => {
    const services = sampleServices('zh')
    const relation = await open('relation', sampleIds.record, services)
    await relation.click('打开 榫卯科技')
    expect(services.calls.opened).toEqual([sampleIds.record])
    await relation.click('清除')
    expect(relation.value()).toBeNull()
  })
})

describe('files', () => {
  const file = (name: string, size = 10, type = 'application/pdf') => new File(['x'.repeat(size)], name, { type })

  it('are added when they have arrived, with the ones before', async () => {
    const files = await open('file', [])
    await files.choose([file('a.pdf')])
    await files.settle()
    expect(files.value()).toEqual([storedFile(file('a.pdf'))])
    await files.click('移除文件 a.pdf')
    expect(files.value()).toEqual([])
  })

  it('show how far they are, and can be sent again after a failure', async () => {
    const attempts: ((outcome: FileInfo | Error) => void)[] = []
    const services = sampleServices('zh', (_file, onProgress) => {
      onProgress(0.4)
      return new Promise((resolve, reject) => {
        attempts.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)))
      })
    })
    const files = await open('file', [], services)
    await files.choose([file('b.pdf')])
    expect(document.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow')).toBe('40')
    await act(async () => attempts[0]?.(new Error('没有网络')))
    expect(document.querySelector('[role="alert"]')?.textContent).toBe('没有网络')
    await files.click('重新上传 b.pdf')
    await act(async () => attempts[1]?.(storedFile(file('b.pdf'))))
    expect(files.value()).toHaveLength(1)
    expect(document.querySelector('[role="alert"]')).toBeNull()
  })

  it('are refused before they are sent when there are too many or the type is wrong', async () => {
    const upload = vi.fn()
    const images = await open('image', [], sampleServices('zh', upload))
    await images.choose([file('a.svg', 10, 'image/svg+xml')])
    expect(document.querySelector('[role="alert"]')?.textContent).toBe('不允许这种类型')
    expect(upload).not.toHaveBeenCalled()
  })
})

describe('lines of a sub-table', () => {
  const lines = [
    { id: 'l1', item: '锤子', quantity: '2', position: 1, created_at: 'x' },
    { id: 'l2', item: 'Saw', quantity: '1', position: 2, created_at: 'x' },
  ]

  it('are added, copied, moved and deleted', async () => {
    const table = await open('sub_table', lines)
    await table.click('下移第 1 行')
    expect(table.value()).toMatchObject([{ id: 'l2' }, { id: 'l1' }])
    await table.click('复制第 1 行')
    expect(table.value()).toMatchObject([{ id: 'l2' }, { item: 'Saw' }, { id: 'l1' }])
    expect((table.value() as object[])[1]).not.toHaveProperty('id')
    await table.click('删除第 3 行')
    await table.click('添加一行')
    expect(table.value()).toEqual([
      { id: 'l2', item: 'Saw', quantity: '1' },
      { item: 'Saw', quantity: '1' },
      { item: null, quantity: null },
    ])
  })

  it('keep the focus while they are typed in', async () => {
    const table = await open('sub_table', [])
    await table.click('添加一行')
    const input = document.querySelector<HTMLInputElement>('#the-field-0-item')
    await act(async () => input?.focus())
    for (const text of ['钉', '钉子']) {
      await act(async () => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
        input?.dispatchEvent(new Event('input', { bubbles: true }))
      })
    }
    expect(table.value()).toEqual([{ item: '钉子', quantity: null }])
    expect(document.activeElement).toBe(input)
  })
})

describe('text', () => {
  it('takes its one spelling when it is left', async () => {
    const phone = await open('phone', null)
    await phone.type('+86 138-1234-5678')
    expect(phone.value()).toBe('+86 138-1234-5678')
    await phone.blur()
    expect(phone.value()).toBe('13812345678')
  })

  it('gets the https:// that people leave out', async () => {
    const url = await open('url', null)
    await url.type('www.example.com')
    await url.blur()
    expect(url.value()).toBe('https://www.example.com')
  })
})

it.each([
  ['money', '￥1,234.5', '1234.5'],
  ['percent', '15%', '0.15'],
  ['integer', '1,200', 1200],
  ['integer', '1.5', undefined],
  ['date', '2026/11/22', '2026-11-22'],
  ['datetime', '2026-11-22 16:30', '2026-11-22T08:30:00.000Z'],
  ['select', 'Gold', 'gold'],
  ['select', '金牌', 'gold'],
  ['select', '铜牌', undefined],
  ['multi_select', '银牌、Gold', ['gold', 'silver']],
  ['checkbox', '是', true],
  ['checkbox', '0', false],
  ['checkbox', 'maybe', undefined],
  ['person', '李娜', sampleIds.colleague],
  ['person', '无此人', undefined],
  ['department', '华东区 / 上海', sampleIds.department],
  ['text', '', null],
  ['url', 'example.com', 'https://example.com'],
])('reads what is pasted into %s: %j is %j', (type, text, value) => {
  const services = sampleServices('zh')
  const runtime = services.fieldRuntimes.get(type)
  expect(runtime.parse?.(text, sampleField(services, type), 'zh', services)).toEqual(value)
})
