import { type DropContext, dropSteps } from '../../button/button-edits.ts'
import type { DraftEdit } from '../../draft/draft-documents.ts'
import { dropTableFromPages, dropViewFromPages } from '../../page/edits/page-uses.ts'
import { changeTable } from './field-edits.ts'

/** Takes a table out of use, with its forms, views, pages and places in menus; one that was published is archived. */
export function dropTable(key: string, published: boolean, context: DropContext): DraftEdit {
  return (draft) => {
    const views = new Set(draft.all('view').flatMap((view) => (view.entity === key ? [view.key] : [])))
    dropTableFromPages(draft, key, context)
    dropSteps(draft, `entity/${key}`, context)
    for (const view of views) {
      dropViewFromPages(draft, view, context)
      draft.remove(`view/${view}`)
    }
    for (const kind of ['form', 'command', 'print'] as const)
      for (const part of draft.all(kind)) if (part.entity === key) draft.remove(`${kind}/${part.key}`)
    for (const menu of draft.all('menu')) {
      const groups = menu.groups.map((group) => ({
        ...group,
        items: group.items.filter(({ entity, view }) => entity !== key && !(view !== undefined && views.has(view))),
      }))
      draft.put({ ...menu, groups })
    }
    for (const role of draft.all('role')) {
      const { [key]: _, ...entities } = role.entities
      draft.put({ ...role, entities })
    }
    if (published) changeTable(key, (table) => ({ ...table, archived: true }))(draft)
    else draft.remove(`entity/${key}`)
  }
}
