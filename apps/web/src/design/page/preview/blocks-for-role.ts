import type { Registry } from '@mortise/core'
import type { EntityCapabilities } from '@mortise/data'
import {
  type AppModel,
  type BlockRead,
  type BlockType,
  type Filter,
  keepReads,
  mapBlocks,
  type PageBlock,
  type PageDocument,
  resolvePath,
  type Sort,
} from '@mortise/metadata'

interface RolePlace {
  model: AppModel
  blockTypes: Registry<BlockType>
  capabilities: { readonly [entity: string]: EntityCapabilities }
  role: string
}

/** The blocks of a page that a role sees, by the rule of the server: those over what is hidden are left out. */
export function blocksForRole(page: PageDocument, place: RolePlace): PageBlock[] {
  const { model, blockTypes, capabilities, role } = place
  const reads = (entity: string) => capabilities[entity]?.read === true
  const knows = (entity: string, path: string) => {
    const table = model.entities.get(entity)
    const found = table && resolvePath(model, table, path)
    return (
      found !== undefined &&
      found !== null &&
      [...found.relations, found.field].every(({ entity: of, key }) => reads(of) && capabilities[of]?.fields[key])
    )
  }
  const tableOf = (view: string) => model.views.get(view)?.entity ?? null
  const isKnown: { readonly [Name in BlockRead['role']['names']]: (read: BlockRead) => boolean } = {
    entity: ({ value }) => reads(String(value)),
    view: ({ value }) => reads(tableOf(String(value)) ?? ''),
    command: ({ value }) => isFor(model.commands.get(String(value))?.roles, role),
    page: ({ value }) => isFor(model.pages.get(String(value))?.use?.roles, role),
    field: ({ value, table }) => table !== null && knows(table, String(value)),
    sort: ({ value, table }) => table !== null && (value as Sort[]).every(({ field }) => knows(table, field)),
    filter: ({ value, table }) => table !== null && filterFields(value as Filter).every((field) => knows(table, field)),
  }
  return mapBlocks(page.blocks, (block) => {
    if (!blockTypes.has(block.block) || (block.roles && !block.roles.includes(role))) return null
    const type = blockTypes.get(block.block)
    const options = keepReads(type, block.options ?? {}, { page: page.entity ?? null, tableOf }, (read) =>
      isKnown[read.role.names](read),
    )
    if (!options) return null
    const tabs = block.tabs?.filter(({ blocks }) => blocks.length > 0)
    if (type.contents !== undefined && !block.blocks?.length && !tabs?.length) return null
    return { ...block, ...(block.options && { options }), ...(tabs && { tabs }) }
  })
}

const isFor = (roles: readonly string[] | undefined, role: string) => roles === undefined || roles.includes(role)

/** The fields that a filter looks at directly; what it asks of related records is left to the server. */
function filterFields(filter: Filter): string[] {
  if ('field' in filter) return [filter.field]
  if ('and' in filter) return filter.and.flatMap(filterFields)
  if ('or' in filter) return filter.or.flatMap(filterFields)
  return 'not' in filter ? filterFields(filter.not) : []
}
