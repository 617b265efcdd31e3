import type { LocalizedText } from '@mortise/core'
import type { MenuEntry } from '@mortise/metadata'
import type { RunningApp } from '../api/app-description.ts'

/** An entry of the sidebar with its target found. */
export interface MenuItem {
  key: string
  label: LocalizedText
  icon: string | null
  colour: string | null
  target:
    | { to: '/a/$app/$entity'; params: { app: string; entity: string }; search: { view?: string } }
    | { to: '/a/$app/-/page/$page'; params: { app: string; page: string } }
  /** The table it leads to, for "new" and the palette. */
  entity: string | null
  /** Second key of the shortcut `g x`. */
  letter: string | null
}

export interface MenuGroup {
  key: string
  label: LocalizedText | null
  items: MenuItem[]
}

/** The menu of an app for this user: the app's menu document, else one entry per table. What is gone is left out. */
export function resolveMenu(app: RunningApp): MenuGroup[] {
  const document = app.model.menus.get(app.model.app.menu ?? '') ?? [...app.model.menus.values()][0]
  const groups = document
    ? document.groups.map((group) => ({ ...group, items: group.items.flatMap((entry) => itemOf(app, entry)) }))
    : [{ key: 'tables', label: null, items: tableEntries(app).flatMap((entry) => itemOf(app, entry)) }]
  return assignLetters(groups.filter((group) => group.items.length > 0))
}

function itemOf(app: RunningApp, entry: MenuEntry): MenuItem[] {
  const page = entry.page ? app.model.pages.get(entry.page) : undefined
  if (page) {
    const target = { to: '/a/$app/-/page/$page' as const, params: { app: app.key, page: page.key } }
    const icon = entry.icon ?? page.icon ?? 'layout-dashboard'
    return [
      { key: entry.key, label: entry.label ?? page.label, icon, colour: null, target, entity: null, letter: null },
    ]
  }
  const view = entry.view ? app.model.views.get(entry.view) : undefined
  const entity = app.model.entities.get(view?.entity ?? entry.entity ?? '')
  if (!entity || !app.capabilities[entity.key]?.read) return []
  return [
    {
      key: entry.key,
      label: entry.label ?? view?.label ?? entity.plural,
      icon: entry.icon ?? entity.document.icon ?? null,
      colour: entity.document.colour ?? null,
      target: {
        to: '/a/$app/$entity',
        params: { app: app.key, entity: entity.key },
        search: view ? { view: view.key } : {},
      },
      entity: entity.key,
      letter: null,
    },
  ]
}

function tableEntries(app: RunningApp): MenuEntry[] {
  return [...app.model.entities.values()]
    .filter((entity) => !entity.parent)
    .map((entity) => ({ key: entity.key, entity: entity.key }))
}

/** `g c` for customer: the first letter of the key that is still free. `g h` is home, `g t` the tasks. */
function assignLetters(groups: MenuGroup[]): MenuGroup[] {
  const taken = new Set(['h', 't'])
  const withLetter = (item: MenuItem): MenuItem => {
    const letter = [...(item.entity ?? item.key).replaceAll('_', '')].find((candidate) => !taken.has(candidate)) ?? null
    if (letter) taken.add(letter)
    return { ...item, letter }
  }
  return groups.map((group) => ({ ...group, items: group.items.map(withLetter) }))
}
