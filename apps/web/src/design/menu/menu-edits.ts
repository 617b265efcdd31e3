import type { MenuDocument, MenuEntry } from '@mortise/metadata'
import { firstFree } from '../keys/free-key.ts'

export type MenuGroup = MenuDocument['groups'][number]

/** A row of the menu as it is designed: a group, or an entry of one. */
export type MenuRow = { row: 'group'; group: MenuGroup } | { row: 'entry'; group: MenuGroup; entry: MenuEntry }

/** Groups and entries under each other, each group before its entries. */
export function rowsOfMenu({ groups }: MenuDocument): MenuRow[] {
  return groups.flatMap((group): MenuRow[] => [
    { row: 'group', group },
    ...group.items.map((entry) => ({ row: 'entry' as const, group, entry })),
  ])
}

/** Groups and entries are called by different keys. */
export const rowId = (row: MenuRow) => (row.row === 'group' ? `group ${row.group.key}` : `entry ${row.entry.key}`)

/** Puts a row before the one of a number; beyond the last one for the end. Groups take their entries along. */
export function moveRow(menu: MenuDocument, id: string, to: number): MenuDocument {
  const rows = rowsOfMenu(menu)
  const row = rows.find((one) => rowId(one) === id)
  if (!row) return menu
  return row.row === 'group' ? moveGroup(menu, row.group, groupsBefore(rows, to)) : moveEntry(menu, row, rows, to)
}

/** How many groups begin before a row. */
const groupsBefore = (rows: readonly MenuRow[], to: number) =>
  rows.slice(0, to).filter(({ row }) => row === 'group').length

function moveGroup(menu: MenuDocument, group: MenuGroup, to: number): MenuDocument {
  const from = menu.groups.findIndex(({ key }) => key === group.key)
  const left = menu.groups.toSpliced(from, 1)
  return { ...menu, groups: left.toSpliced(to > from ? to - 1 : to, 0, group) }
}

function moveEntry(
  menu: MenuDocument,
  { entry, group }: Extract<MenuRow, { row: 'entry' }>,
  rows: readonly MenuRow[],
  to: number,
): MenuDocument {
  // Above the first group there is none to be in: the entry goes to its start.
  const target = menu.groups[Math.max(0, groupsBefore(rows, to) - 1)] ?? group
  const start = rows.findIndex((one) => one.row === 'group' && one.group.key === target.key)
  const own = rows.findIndex((one) => one.row === 'entry' && one.entry.key === entry.key)
  const wanted = Math.max(0, to - start - 1)
  const at = target.key === group.key && own < to ? wanted - 1 : wanted
  const groups = menu.groups.map((one) => {
    const items = one.items.filter(({ key }) => key !== entry.key)
    return one.key === target.key ? { ...one, items: items.toSpliced(at, 0, entry) } : { ...one, items }
  })
  return { ...menu, groups }
}

/** One place up or down: into the next group from the end of one. */
export function shiftRow(menu: MenuDocument, id: string, by: 1 | -1): MenuDocument {
  const rows = rowsOfMenu(menu)
  const at = rows.findIndex((one) => rowId(one) === id)
  const row = rows[at]
  if (!row) return menu
  if (row.row === 'entry') return moveRow(menu, id, by === 1 ? at + 2 : at - 1)
  const index = menu.groups.findIndex(({ key }) => key === row.group.key)
  return moveGroup(menu, row.group, by === 1 ? index + 2 : Math.max(0, index - 1))
}

export function addGroup(menu: MenuDocument, label: MenuGroup['label']): { menu: MenuDocument; id: string } {
  const key = firstFree('group', (one) => menu.groups.some((group) => group.key === one))
  return { menu: { ...menu, groups: [...menu.groups, { key, label, items: [] }] }, id: `group ${key}` }
}

/** Puts an entry behind a row, else at the end of the last group. */
export function addEntry(
  menu: MenuDocument,
  wanted: Omit<MenuEntry, 'key'>,
  behind: string | null,
): { menu: MenuDocument; id: string } | null {
  const rows = rowsOfMenu(menu)
  const row = rows.find((one) => rowId(one) === behind) ?? rows.at(-1)
  if (!row) return null
  const taken = new Set(menu.groups.flatMap(({ items }) => items.map(({ key }) => key)))
  const key = firstFree(wanted.page ?? wanted.view ?? wanted.entity ?? 'entry', (one) => taken.has(one))
  const at = row.row === 'group' ? 0 : row.group.items.findIndex((entry) => entry.key === row.entry.key) + 1
  const groups = menu.groups.map((group) =>
    group.key === row.group.key ? { ...group, items: group.items.toSpliced(at, 0, { key, ...wanted }) } : group,
  )
  return { menu: { ...menu, groups }, id: `entry ${key}` }
}

/** Takes an entry away, or a group with all that is in it. */
export function removeRow(menu: MenuDocument, id: string): MenuDocument {
  const groups = menu.groups
    .filter(({ key }) => `group ${key}` !== id)
    .map((group) => ({ ...group, items: group.items.filter(({ key }) => `entry ${key}` !== id) }))
  return { ...menu, groups }
}

export function changeEntry(menu: MenuDocument, key: string, change: (entry: MenuEntry) => MenuEntry): MenuDocument {
  const groups = menu.groups.map((group) => ({
    ...group,
    items: group.items.map((entry) => (entry.key === key ? change(entry) : entry)),
  }))
  return { ...menu, groups }
}

export function changeGroup(menu: MenuDocument, key: string, change: Partial<MenuGroup>): MenuDocument {
  return { ...menu, groups: menu.groups.map((group) => (group.key === key ? { ...group, ...change } : group)) }
}
