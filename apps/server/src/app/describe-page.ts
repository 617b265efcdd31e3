import type { Registry } from '@mortise/core'
import {
  type AppModel,
  type BlockRead,
  type BlockType,
  type Filter,
  keepReads,
  mapBlocks,
  type PageBlock,
  type PageDocument,
  type Sort,
  serverExpression,
} from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'
import { isFor } from './is-for.ts'

/** Who looks at a page. */
export interface PageReader {
  model: AppModel
  reader: AppReader
  /** Keys of the views that the reader may open. */
  views: ReadonlySet<string>
  /** Keys of the actions that the reader may run. */
  commands: ReadonlySet<string>
  /** Role keys within the app; null for administrators, who see every block. */
  roles: ReadonlySet<string> | null
  blockTypes: Registry<BlockType>
}

/** The page without blocks over what the user may not know of, and meant for others; null where none of it is theirs. */
export function describePage({ use, ...page }: PageDocument, place: PageReader): PageDocument | null {
  const { reader, roles } = place
  if (!isFor(use?.roles, roles)) return null
  if (page.entity !== undefined && !reader.entity(page.entity)) return null
  const when = use?.when
  return {
    ...page,
    blocks: mapBlocks(page.blocks, (block) => describeBlock(block, page.entity ?? null, place)),
    // Who else has which roles is nobody's business; a condition that cannot be known here holds for nobody here.
    ...(when && { use: { when: reader.expression(page.entity ?? '', when) ? when : serverExpression } }),
  }
}

function describeBlock({ roles, ...block }: PageBlock, page: string | null, place: PageReader): PageBlock | null {
  const { reader, blockTypes } = place
  if (!blockTypes.has(block.block) || !isFor(roles, place.roles)) return null
  // Whether it is shown is decided by what its reader may read: a block that asks for more is not theirs.
  if (block.when && (page === null || !reader.expression(page, block.when))) return null
  const type = blockTypes.get(block.block)
  const tableOf = (view: string) => place.model.views.get(view)?.entity ?? null
  const options = keepReads(type, block.options ?? {}, { page, tableOf }, (read) =>
    isKnown[read.role.names](read, place),
  )
  if (!options) return null
  const tabs = block.tabs?.filter(({ blocks }) => blocks.length > 0)
  if (type.contents !== undefined && !block.blocks?.length && !tabs?.length) return null
  return { ...block, ...(block.options && { options }), ...(tabs && { tabs }) }
}

type IsKnown = (read: BlockRead, place: PageReader) => boolean

const isKnown: { readonly [Name in BlockRead['role']['names']]: IsKnown } = {
  entity: ({ value }, { reader }) => reader.entity(String(value)),
  view: ({ value }, { views }) => views.has(String(value)),
  command: ({ value }, { commands }) => commands.has(String(value)),
  page: ({ value }, { model, roles }) => {
    const page = model.pages.get(String(value))
    return page !== undefined && isFor(page.use?.roles, roles)
  },
  field: ({ table, value }, { reader }) => table !== null && reader.path(table, String(value)),
  filter: ({ table, value }, { reader }) => table !== null && reader.filter(table, value as Filter),
  sort: ({ table, value }, { reader }) =>
    table !== null && (value as Sort[]).every(({ field }) => reader.path(table, field)),
}
