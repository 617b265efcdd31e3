import type { MenuDocument } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { addEntry, addGroup, moveRow, removeRow, rowsOfMenu, shiftRow } from './menu-edits.ts'

const label = { zh: '组', en: 'Group' }
const entry = (key: string) => ({ key, entity: key })
const menu: MenuDocument = {
  ...{ kind: 'menu', key: 'main', label },
  groups: [
    { key: 'one', label, items: [entry('a'), entry('b')] },
    { key: 'two', label, items: [entry('c')] },
  ],
}
const outline = (document: MenuDocument | undefined) =>
  document?.groups.map(({ key, items }) => `${key}: ${items.map((one) => one.key).join(' ')}`).join(' | ')

it('moves an entry within its group, into another one, and to the end', () => {
  expect(rowsOfMenu(menu)).toHaveLength(5)
  expect(outline(moveRow(menu, 'entry a', 3))).toBe('one: b a | two: c')
  expect(outline(moveRow(menu, 'entry a', 4))).toBe('one: b | two: a c')
  expect(outline(moveRow(menu, 'entry b', 5))).toBe('one: a | two: c b')
  expect(outline(moveRow(menu, 'entry c', 0))).toBe('one: c a b | two: ')
})

it('moves a group with its entries', () => {
  expect(outline(moveRow(menu, 'group two', 0))).toBe('two: c | one: a b')
  expect(outline(moveRow(menu, 'group one', 5))).toBe('two: c | one: a b')
})

it('shifts by the keys: out of a group at its end, and back', () => {
  expect(outline(shiftRow(menu, 'entry a', 1))).toBe('one: b a | two: c')
  const out = shiftRow(menu, 'entry b', 1)
  expect(outline(out)).toBe('one: a | two: b c')
  expect(outline(shiftRow(out, 'entry b', -1))).toBe('one: a b | two: c')
  expect(outline(shiftRow(menu, 'group one', 1))).toBe('two: c | one: a b')
  expect(outline(shiftRow(menu, 'group one', -1))).toBe(outline(menu))
})

it('adds behind what is selected, under a key that is free', () => {
  expect(outline(addEntry(menu, { entity: 'a' }, 'entry a')?.menu)).toBe('one: a a_2 b | two: c')
  expect(outline(addEntry(menu, { page: 'p' }, null)?.menu)).toBe('one: a b | two: c p')
  expect(outline(addEntry(menu, { page: 'p' }, 'group two')?.menu)).toBe('one: a b | two: p c')
  expect(outline(addGroup(menu, label).menu)).toBe('one: a b | two: c | group: ')
})

it('takes entries away, and groups with what is in them', () => {
  expect(outline(removeRow(menu, 'entry a'))).toBe('one: b | two: c')
  expect(outline(removeRow(menu, 'group one'))).toBe('two: c')
})
