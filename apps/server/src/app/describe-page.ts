import type { MenuDocument, MenuEntry, PageBlock, PageDocument } from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'

type Block<Name extends PageBlock['block']> = Extract<PageBlock, { block: Name }>
type Describe = {
  [Name in PageBlock['block']]: (block: Block<Name>, reader: AppReader, views: ReadonlySet<string>) => PageBlock | null
}

/** The page without blocks over tables that the user may not know of. */
export function describePage(page: PageDocument, reader: AppReader, views: ReadonlySet<string>): PageDocument {
  const blocks = page.blocks
    .map((block) => describeBlock[block.block](block as never, reader, views))
    .filter((block) => block !== null)
  return { ...page, blocks }
}

const describeBlock: Describe = {
  view: (block, _reader, views) => (views.has(block.view) ? block : null),
  figure(block, reader, views) {
    const readable =
      reader.entity(block.entity) &&
      (!block.field || reader.field(block.entity, block.field)) &&
      (!block.filter || reader.filter(block.entity, block.filter))
    if (!readable) return null
    const { view, ...rest } = block
    return view && views.has(view) ? block : rest
  },
  text: (block) => block,
  actions(block, reader) {
    const create = block.create.filter((entity) => reader.entity(entity))
    return create.length > 0 ? { ...block, create } : null
  },
}

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
  return !entry.roles || roles === null || entry.roles.some((role) => roles.has(role))
}

/** Who else has which roles is nobody's business, and the description holds no roles to refer to. */
function withoutRoles({ roles: _, ...entry }: MenuEntry): MenuEntry {
  return entry
}
