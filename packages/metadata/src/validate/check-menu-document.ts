import type { MenuDocument, MenuEntry } from '../documents/menu.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkDuplicateKeys, checkDuplicateNames } from './check-duplicates.ts'
import { checkViewOf } from './check-page-document.ts'
import { checkDocument, checkEntity } from './check-reference.ts'
import { pointerTo } from './json-pointer.ts'

/** Checks a menu: where each entry leads and who sees it. */
export function checkMenuDocument(document: MenuDocument, index: AppIndex, report: Report): void {
  checkDuplicateKeys(document.groups, '/groups', report)
  const keys = new Set<string>()
  document.groups.forEach(({ items }, group) => {
    items.forEach((entry, position) => {
      const pointer = pointerTo('/groups', group, 'items', position)
      if (keys.has(entry.key)) report('KEY_DUPLICATE', `${pointer}/key`, { name: entry.key })
      keys.add(entry.key)
      checkEntry(entry, pointer, index, report)
    })
  })
}

function checkEntry(entry: MenuEntry, pointer: string, index: AppIndex, report: Report): void {
  const at = (...steps: (string | number)[]) => ({ index, report, pointer: pointerTo(pointer, ...steps) })
  const { entity, view, page, roles = [] } = entry
  const leadsToTable = entity !== undefined || view !== undefined
  if (leadsToTable === (page !== undefined)) report('MENU_TARGET', pointer)
  if (entity !== undefined) {
    const table = checkEntity(entity, at('entity'))
    if (table?.document.parentField) report('SUB_TABLE_ALONE', `${pointer}/entity`, { name: table.label })
  }
  if (view !== undefined) {
    if (entity === undefined) checkDocument('view', view, at('view'))
    else checkViewOf(view, entity, at('view'))
  }
  if (page !== undefined) checkPage(page, at('page'))
  checkDuplicateNames(roles, `${pointer}/roles`, report)
  roles.forEach((role, position) => {
    checkDocument('role', role, at('roles', position))
  })
}

/** A page of records opens with a record, never from the menu. */
export function checkPage(key: string, place: { index: AppIndex; report: Report; pointer: string }): void {
  if (!checkDocument('page', key, place)) return
  const found = place.index.model.pages.get(key)
  if (found?.entity !== undefined) place.report('PAGE_OF_RECORDS', place.pointer, { name: found.label })
}
