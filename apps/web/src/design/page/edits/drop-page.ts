import type { DraftEdit } from '../../draft/draft-documents.ts'

/** Takes a page away, out of the menus, and from where the app opens with it. */
export function dropPage(key: string): DraftEdit {
  return (draft) => {
    draft.remove(`page/${key}`)
    for (const menu of draft.all('menu')) {
      const groups = menu.groups.map((group) => ({ ...group, items: group.items.filter(({ page }) => page !== key) }))
      draft.put({ ...menu, groups })
    }
    for (const app of draft.all('app')) {
      const { home, homes = [], ...rest } = app
      const left = homes.filter(({ page }) => page !== key)
      draft.put({
        ...rest,
        ...(home !== undefined && home !== key && { home }),
        ...(left.length > 0 && { homes: left }),
      })
    }
  }
}
