import type { LocalizedText } from '@mortise/core'
import type { AppModel, MenuEntry } from '@mortise/metadata'

/** Where an entry leads to: its name and icon, where it has none of its own. */
export interface MenuTarget {
  label: LocalizedText
  icon: string
  /** `page workbench`: what a list of choices calls it. */
  id: string
  entry: Pick<MenuEntry, 'page' | 'entity' | 'view'>
}

/** Everything that an entry may open. Pages of records open with a record. */
export function menuTargets(model: AppModel): { pages: MenuTarget[]; tables: MenuTarget[]; views: MenuTarget[] } {
  const pages = [...model.pages.values()].filter(({ entity }) => entity === undefined)
  const tables = [...model.entities.values()].filter(({ parent }) => !parent)
  return {
    pages: pages.map(({ key, label, icon }) => ({
      ...{ label, icon: icon ?? 'layout-dashboard', id: `page ${key}`, entry: { page: key } },
    })),
    tables: tables.map(({ key, plural, document }) => ({
      ...{ label: plural, icon: document.icon ?? 'table', id: `entity ${key}`, entry: { entity: key } },
    })),
    views: [...model.views.values()].map(({ key, label, entity }) => ({
      ...{ label, icon: model.entities.get(entity)?.document.icon ?? 'table', id: `view ${key}`, entry: { view: key } },
    })),
  }
}

export function targetOf(model: AppModel, { page, view, entity }: MenuEntry): MenuTarget | null {
  const { pages, views, tables } = menuTargets(model)
  const id = page !== undefined ? `page ${page}` : view !== undefined ? `view ${view}` : `entity ${entity ?? ''}`
  return [...pages, ...views, ...tables].find((target) => target.id === id) ?? null
}
