import type { SavedView } from '@mortise/api'
import { type LocalizedText, localize } from '@mortise/core'
import type { AppModel, EntityModel, ViewOptions } from '@mortise/metadata'

/** One tab above a list. */
export interface ViewEntry {
  /** Key of the document, or id of the saved view. */
  id: string
  name: string
  origin: 'document' | 'personal' | 'shared'
  /** Key of the view's type. */
  type: string
  /** What users change about it is not kept. */
  locked: boolean
  options: ViewOptions
  /** The saved view behind it, when this user may change it. */
  own: SavedView | null
}

/** Views without a position come after those with one. */
const last = 1001

/** All views of a table: those of the app first, then shared ones, then the user's own. */
export function viewEntries(input: {
  model: AppModel
  entity: EntityModel
  saved: readonly SavedView[]
  userId: string
  language: string
  /** The view of a table that has none. */
  all: { label: LocalizedText; options: ViewOptions }
}): ViewEntry[] {
  const { model, entity, saved, userId, language } = input
  const documents = [...model.views.values()]
    .filter((view) => view.entity === entity.key)
    .sort((a, b) => (a.position ?? last) - (b.position ?? last))
  const designed = documents.map(
    (view): ViewEntry => ({
      id: view.key,
      name: localize(view.label, language),
      origin: 'document',
      type: view.type,
      locked: view.locked === true,
      options: view.options,
      own: null,
    }),
  )
  const all: ViewEntry = {
    id: 'all',
    name: localize(input.all.label, language),
    origin: 'document',
    type: 'list',
    locked: false,
    options: input.all.options,
    own: null,
  }
  const made = saved.map(
    (view): ViewEntry => ({
      id: view.id,
      name: view.name,
      origin: view.shared ? 'shared' : 'personal',
      type: view.type,
      locked: view.locked,
      options: view.options,
      own: view.ownerId === userId ? view : null,
    }),
  )
  const rank = { document: 0, shared: 1, personal: 2 }
  return [...(designed.length > 0 ? designed : [all]), ...made].sort((a, b) => rank[a.origin] - rank[b.origin])
}
