import { afterEach, describe, expect, it } from 'vitest'
import { createCellEdits } from '../model/cell-edits.ts'
import type { GridColumn } from '../model/grid-column.ts'
import type { GridSource, RowSelection } from '../model/grid-source.ts'
import type { SaveOutcome } from '../model/row-edits.ts'
import { type GridDriver, mountGrid } from '../testing/grid-driver.tsx'
import type { GridProps } from './grid-props.ts'

interface Person {
  id: string
  name: string | null
  age: number | null
  active: boolean
}

const people: Person[] = Array.from({ length: 1000 }, (_, index) => ({
  id: `p${index}`,
  name: `Name ${index}`,
  age: index,
  active: false,
}))

let grid: GridDriver | undefined
afterEach(() => grid?.unmount())

function column(key: keyof Person, parse?: (text: string) => unknown): GridColumn<Person> {
  return {
    key,
    label: key,
    width: 120,
    align: 'start',
    sortable: true,
    value: (person) => person[key],
    render: (value) => String(value ?? ''),
    text: (value) => String(value ?? ''),
    editing: parse && {
      blank: null,
      parse,
      toggle: key === 'active' ? (value) => !value : undefined,
      render: ({ value, onChange, label }) => (
        <input
          aria-label={label}
          autoFocus
          value={String(value ?? '')}
          onChange={(e) => onChange(parse(e.target.value))}
        />
      ),
    },
  }
}

const columns = [
  column('id'),
  column('name', (text) => text),
  column('age', (text) => (/^\d+$/.test(text) ? Number(text) : undefined)),
  column('active', (text) => text === 'yes'),
]

function source(rows = people, loaded = (_index: number) => true): GridSource<Person> {
  return {
    rowCount: rows.length,
    rowAt(index) {
      const record = rows[index]
      return record && loaded(index) ? { type: 'record', key: record.id, record } : { type: 'loading' }
    },
    ensureRange() {},
  }
}

function mount(extra: Partial<GridProps<Person>> = {}, answer: SaveOutcome = { saved: true }) {
  const saved: { row: string; values: object }[] = []
  const edits = createCellEdits({
    async save(row, values) {
      saved.push({ row, values })
      return answer
    },
  })
  const driver = mountGrid<Person>({ label: 'People', columns, source: source(), rowHeight: 34, edits, ...extra })
  grid = driver
  return { driver, saved, edits }
}

describe('moving', () => {
  it('draws only the rows on the screen and tells how many there are', () => {
    const { driver } = mount()
    const table = driver.root.querySelector('[role="grid"]')
    expect(table?.getAttribute('aria-rowcount')).toBe('1001')
    expect(driver.root.querySelectorAll('[role="row"]').length).toBeLessThan(50)
    expect(driver.cell(3, 0).closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('5')
  })

  it('has one place for Tab and moves it with the arrow keys', () => {
    const { driver } = mount()
    driver.press('ArrowDown ArrowDown ArrowRight')
    expect(driver.focused()).toEqual([2, 1])
    expect(driver.root.querySelectorAll('[tabindex="0"]')).toHaveLength(1)
    driver.press('Control+End')
    expect(driver.focused()).toEqual([999, 3])
    driver.press('Home Control+ArrowUp')
    expect(driver.focused()).toEqual([0, 0])
    driver.press('PageDown')
    expect(driver.focused()?.[0]).toBeGreaterThan(10)
  })

  it('keeps the focus when its row is scrolled out of sight', () => {
    const { driver } = mount()
    driver.press('Control+End Control+Home')
    expect(driver.focused()).toEqual([0, 0])
    driver.press('ArrowDown')
    expect(driver.focused()).toEqual([1, 0])
  })

  it('walks along the row with Tab and lets the page have it at the end', () => {
    const { driver } = mount()
    driver.press('Tab Tab Tab')
    expect(driver.focused()).toEqual([0, 3])
    const event = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
  })
})

describe('editing', () => {
  it('replaces a value by typing, saves on Enter and moves down', async () => {
    const { driver, saved } = mount()
    driver.click(0, 1)
    driver.type('Ada')
    expect(driver.text(0, 1)).toBe('')
    driver.press('Enter')
    expect(driver.text(0, 1)).toContain('Ada')
    expect(driver.focused()).toEqual([1, 1])
    await driver.settle()
    expect(saved).toEqual([{ row: 'p0', values: { name: 'Ada' } }])
  })

  it('changes a value after F2 and takes it back on Escape', async () => {
    const { driver, saved } = mount()
    driver.click(2, 1)
    driver.press('F2')
    driver.type('!')
    driver.press('Escape')
    expect(driver.text(2, 1)).toBe('Name 2')
    expect(driver.focused()).toEqual([2, 1])
    driver.press('F2')
    driver.type('!')
    driver.press('Tab')
    expect(driver.focused()).toEqual([2, 2])
    await driver.settle()
    expect(saved).toEqual([{ row: 'p2', values: { name: 'Name 2!' } }])
  })

  it('keeps what was typed when another cell is clicked', async () => {
    const { driver, saved } = mount()
    driver.doubleClick(1, 1)
    driver.type('?')
    driver.click(5, 0)
    await driver.settle()
    expect(saved).toEqual([{ row: 'p1', values: { name: 'Name 1?' } }])
  })

  it('flips yes/no cells without an editor and leaves read-only cells alone', async () => {
    const { driver, saved } = mount({ whyNot: (_, key) => (key === 'name' ? 'Not this name' : null) })
    driver.click(0, 3)
    driver.press('Enter')
    driver.click(0, 1)
    driver.type('x')
    await driver.settle()
    expect(saved).toEqual([{ row: 'p0', values: { active: true } }])
    expect(driver.root.querySelector('input:not([type])')).toBeNull()
  })

  it('says why a record cannot be changed, skips it when pasting, and clears nothing of it', async () => {
    const notices: string[] = []
    const { driver, saved } = mount({
      whyNot: ({ name }) => (name === 'Name 1' ? 'Not this one' : null),
      onNotice: (message) => notices.push(message),
    })
    expect(driver.text(1, 0)).toContain('Not this one')
    expect(driver.cell(1, 1).getAttribute('aria-readonly')).toBe('true')
    expect(driver.cell(0, 1).hasAttribute('aria-readonly')).toBe(false)
    driver.click(1, 1)
    driver.type('x')
    driver.press('F2')
    driver.press('Delete')
    driver.doubleClick(1, 1)
    await driver.settle()
    expect(notices).toEqual(Array.from({ length: 4 }, () => 'Not this one'))
    expect(saved).toEqual([])
    driver.click(0, 1)
    driver.click(2, 1, { shift: true })
    await driver.paste('Ada')
    expect(saved.map(({ row }) => row)).toEqual(['p0', 'p2'])
    expect(notices.at(-1)).toBe('Changed 2 cells. 1 read-only cell was left as it is.')
  })

  it('keeps a refused value in its cell, says why, and tries again', async () => {
    const { driver, saved, edits } = mount({}, { saved: false, message: 'The name is taken.', problems: {} })
    driver.click(0, 1)
    driver.type('Ada')
    driver.press('Enter')
    await driver.settle()
    expect(driver.cell(0, 1).getAttribute('aria-invalid')).toBe('true')
    expect(driver.text(0, 1)).toContain('Ada')
    driver.press('ArrowUp')
    expect(driver.root.textContent).toContain('The name is taken.')
    await driver.settle(() => edits.retry())
    expect(saved).toHaveLength(2)
    driver.press('Escape')
    expect(driver.text(0, 1)).toBe('Name 0')
  })

  it('empties the selected cells on Delete', async () => {
    const { driver, saved } = mount()
    driver.click(0, 1)
    driver.click(1, 2, { shift: true })
    driver.press('Delete')
    await driver.settle()
    expect(saved).toEqual([
      { row: 'p0', values: { name: null, age: null } },
      { row: 'p1', values: { name: null, age: null } },
    ])
  })
})

describe('clipboard', () => {
  it('copies a range as a spreadsheet reads it', () => {
    const { driver } = mount()
    driver.click(1, 0)
    driver.press('Shift+ArrowDown Shift+ArrowRight Shift+ArrowRight')
    expect(driver.selected()).toBe(6)
    expect(driver.copy()).toBe('p1\tName 1\t1\np2\tName 2\t2')
  })

  it('copies everything after Ctrl+A', () => {
    const { driver } = mount()
    driver.press('Control+a')
    expect(driver.copy().split('\n')).toHaveLength(1000)
  })

  it('pastes cells, marks those that cannot be read and reports the read-only ones', async () => {
    const notices: string[] = []
    const { driver, saved } = mount({ onNotice: (message) => notices.push(message) })
    driver.click(0, 0)
    await driver.paste('x\tAda\t36\ny\tBob\tmany')
    await driver.settle()
    expect(saved).toEqual([
      { row: 'p0', values: { name: 'Ada', age: 36 } },
      { row: 'p1', values: { name: 'Bob' } },
    ])
    expect(driver.cell(1, 2).getAttribute('data-state')).toBe('failed')
    expect(driver.text(1, 2)).toContain('many')
    expect(notices[0]).toBe(
      'Changed 3 cells. 1 cell could not be read; it is marked. 2 read-only cells were left as they are.',
    )
  })

  it('fills a range with one copied value', async () => {
    const { driver, saved } = mount()
    driver.click(0, 2)
    driver.press('Shift+ArrowDown Shift+ArrowDown')
    await driver.paste('7')
    await driver.settle()
    expect(saved.map(({ values }) => values)).toEqual([{ age: 7 }, { age: 7 }, { age: 7 }])
  })

  it('cuts: copies, then empties', async () => {
    const { driver, saved } = mount()
    driver.click(0, 1)
    expect(driver.cut()).toBe('Name 0')
    await driver.settle()
    expect(saved).toEqual([{ row: 'p0', values: { name: null } }])
  })
})

describe('rows and columns', () => {
  it('ticks rows by click and by Space, all by the box in the header', async () => {
    let selection: RowSelection = { all: false, keys: new Set() }
    const onSelection = (next: RowSelection) => {
      selection = next
      driver.update({ selection })
    }
    const { driver } = mount({ selection, onSelection })
    driver.tick(4)
    driver.click(0, 0)
    driver.press('Shift+ArrowDown Space')
    await driver.settle()
    expect([...selection.keys].sort()).toEqual(['p0', 'p1', 'p4'])
    driver.root.querySelector<HTMLElement>('[data-act="tick-all"]')?.click()
    expect(selection).toEqual({ all: false, keys: new Set() })
    driver.root.querySelector<HTMLElement>('[data-act="tick-all"]')?.click()
    expect(selection.all).toBe(true)
    driver.tick(2)
    expect(selection).toEqual({ all: true, keys: new Set(['p2']) })
  })

  it('sorts by a click on the header', () => {
    const sorts: unknown[] = []
    const { driver } = mount({ onSort: (sort) => sorts.push(sort) })
    driver.clickHeader('age')
    expect(sorts).toEqual([[{ key: 'age', direction: 'asc' }]])
  })

  it('resizes and moves columns by keyboard and tells what happened', () => {
    let placements: { key: string; width: number }[] = []
    const { driver } = mount({
      onColumns(next) {
        placements = next
      },
    })
    driver.press('ArrowUp ArrowRight Alt+ArrowRight')
    expect(placements.find(({ key }) => key === 'name')?.width).toBe(136)
    expect(driver.root.querySelector('[role="status"]')?.textContent).toBe('name: 136 pixels wide')
    driver.press('Alt+Shift+ArrowRight')
    expect(placements.map(({ key }) => key)).toEqual(['id', 'age', 'name', 'active'])
  })

  it('opens the menu of a column by Enter on its header', async () => {
    const { driver } = mount({ onColumns() {}, onSort() {} })
    driver.press('ArrowUp Enter')
    await driver.settle()
    expect([...document.querySelectorAll('[role="menuitem"]')].map((item) => item.textContent)).toContain(
      'Sort ascending',
    )
  })

  it('opens a record with Ctrl+Enter, and with Enter where nothing can be edited', () => {
    const opened: string[] = []
    const { driver } = mount({ onOpen: (person) => opened.push(person.id) })
    driver.click(3, 1)
    driver.press('Control+Enter')
    driver.click(4, 0)
    driver.press('Enter')
    expect(opened).toEqual(['p3', 'p4'])
  })

  it('shows places for rows that are not loaded and folds groups by keyboard', () => {
    const toggled: string[] = []
    const grouped: GridSource<Person> = {
      ...source(people, (index) => index < 5),
      rowAt: (index) =>
        index === 0
          ? { type: 'group', key: 'g', group: { key: 'a', label: 'Level A', count: 3, collapsed: false } }
          : source(people, (row) => row < 5).rowAt(index),
    }
    const { driver } = mount({ source: grouped, onToggleGroup: (key) => toggled.push(key) })
    expect(driver.text(0, 0)).toContain('Level A3 records')
    expect(driver.cell(7, 1).querySelector('.ui-grid-skeleton')).not.toBeNull()
    driver.press('ArrowLeft')
    expect(toggled).toEqual(['a'])
  })
})
