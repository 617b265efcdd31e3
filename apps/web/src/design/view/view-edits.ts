import type { LocalizedText } from '@mortise/core'
import type { ViewDocument, ViewOptions } from '@mortise/metadata'
import type { DraftEdit, DraftEditing } from '../draft/draft-documents.ts'
import { freeKey } from '../keys/free-key.ts'
import { type BlockContext, dropViewFromPages } from '../page/edits/page-uses.ts'

/** Views without a position come after those with one, as in the app. */
const last = 1001

/** The views of a table as its users see them: the first opens. */
export function inViewOrder(views: readonly ViewDocument[]): ViewDocument[] {
  return views.toSorted((a, b) => (a.position ?? last) - (b.position ?? last))
}

export interface ViewToAdd {
  entity: string
  type: string
  label: LocalizedText
  options: ViewOptions
}

/** A key that no view of the draft has. */
export function freeViewKey(draft: Pick<DraftEditing, 'get'>, { entity, type }: ViewToAdd): string {
  return freeKey(draft as DraftEditing, 'view', `${entity}_${type}`)
}

/** Another view of a table, as its last one. */
export function addView(key: string, { entity, type, label, options }: ViewToAdd): DraftEdit {
  return (draft) => {
    const made: ViewDocument = { kind: 'view', key, label, entity, type, options }
    putInOrder(draft, [...viewsOf(draft, entity), made])
  }
}

/** Puts a view before the one at a place; beyond the last one for the end. */
export function moveView(key: string, to: number): DraftEdit {
  return (draft) => {
    const view = draft.get('view', key)
    if (!view) return
    const views = viewsOf(draft, view.entity)
    const from = views.findIndex((other) => other.key === key)
    const left = views.toSpliced(from, 1)
    putInOrder(draft, left.toSpliced(to > from ? to - 1 : to, 0, view))
  }
}

export function changeView(key: string, change: (view: ViewDocument) => ViewDocument): DraftEdit {
  return (draft) => {
    const view = draft.get('view', key)
    if (view) draft.put(change(view))
  }
}

/** Takes a view away, and out of the menus and pages that lead to it. */
export function dropView(key: string, context: BlockContext): DraftEdit {
  return (draft) => {
    dropViewFromPages(draft, key, context)
    draft.remove(`view/${key}`)
    for (const menu of draft.all('menu')) {
      const groups = menu.groups.map((group) => ({ ...group, items: group.items.filter(({ view }) => view !== key) }))
      draft.put({ ...menu, groups })
    }
  }
}

function viewsOf(draft: DraftEditing, entity: string): ViewDocument[] {
  return inViewOrder(draft.all('view').filter((view) => view.entity === entity))
}

function putInOrder(draft: DraftEditing, views: readonly ViewDocument[]): void {
  views.forEach((view, position) => {
    draft.put({ ...view, position })
  })
}
