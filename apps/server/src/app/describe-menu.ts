import type { AppDocument, MenuDocument, MenuEntry } from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'
import { isFor } from './is-for.ts'

export interface MenuTargets {
  reader: AppReader
  views: ReadonlySet<string>
  pages: ReadonlySet<string>
  /** Role keys within the app; null for administrators, who see every entry. */
  roles: ReadonlySet<string> | null
}

/** The menu without entries that lead nowhere for this user, or are meant for other roles. */
export function describeMenu(menu: MenuDocument, targets: MenuTargets): MenuDocument {
  const groups = menu.groups
    .map((group) => ({ ...group, items: group.items.filter((entry) => isShown(entry, targets)).map(withoutRoles) }))
    .filter((group) => group.items.length > 0)
  return { ...menu, groups }
}

function isShown(entry: MenuEntry, { reader, views, pages, roles }: MenuTargets): boolean {
  if (entry.entity && !reader.entity(entry.entity)) return false
  if (entry.view && !views.has(entry.view)) return false
  if (entry.page && !pages.has(entry.page)) return false
  return isFor(entry.roles, roles)
}

/** Who else has which roles is nobody's business, and the description holds no roles to refer to. */
function withoutRoles({ roles: _, ...entry }: MenuEntry): MenuEntry {
  return entry
}

/** The app with the page that opens first for this user. Administrators see what is for everybody. */
export function describeHome(
  { homes = [], ...app }: AppDocument,
  pages: ReadonlySet<string>,
  roles: ReadonlySet<string> | null,
): AppDocument {
  const own = roles && homes.find((home) => pages.has(home.page) && isFor(home.roles, roles))
  return own ? { ...app, home: own.page } : app
}
