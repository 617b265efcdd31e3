import type { DraftEdit } from '../../draft/draft-documents.ts'
import { type BlockContext, dropPageFromPages } from './page-uses.ts'

/** Takes a page away, out of the menus, and from where the app opens with it. */
export function dropPage(key: string, context: BlockContext): DraftEdit {
  return (draft) => {
    draft.remove(`page/${key}`)
    dropPageFromPages(draft, key, context)
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
