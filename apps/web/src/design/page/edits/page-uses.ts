import type { Registry } from '@mortise/core'
import {
  type AppModel,
  type BlockRead,
  type BlockType,
  keepReads,
  mapBlocks,
  mapReads,
  type PageDocument,
  type Sort,
} from '@mortise/metadata'
import type { DraftEditing } from '../../draft/draft-documents.ts'
import { type FieldPlace, pathUses } from '../../table/edits/field-uses.ts'

/** What is needed to find out what blocks name. */
export interface BlockContext {
  model: AppModel
  blockTypes: Registry<BlockType>
}

/** The pages without what is gone: blocks that cannot do without it go. Filters stay: without one they show other records. */
function withoutReads(draft: DraftEditing, { model, blockTypes }: BlockContext, isGone: (read: BlockRead) => boolean) {
  const tableOf = (view: string) => model.views.get(view)?.entity ?? null
  for (const page of draft.all('page')) {
    const blocks = mapBlocks(page.blocks, (block) => {
      if (!blockTypes.has(block.block) || !block.options) return block
      const reading = { page: page.entity ?? null, tableOf }
      const options = keepReads(blockTypes.get(block.block), block.options, reading, (read) => !isGone(read))
      return options && { ...block, options }
    })
    draft.put({ ...page, blocks })
  }
}

export function dropViewFromPages(draft: DraftEditing, view: string, context: BlockContext): void {
  withoutReads(draft, context, ({ role, value }) => role.names === 'view' && value === view)
}

/** Takes a page that stands alone off the buttons of others. */
export function dropPageFromPages(draft: DraftEditing, page: string, context: BlockContext): void {
  withoutReads(draft, context, ({ role, value }) => role.names === 'page' && value === page)
}

/** Takes an action off the pages that have a button for it. */
export function dropCommandFromPages(draft: DraftEditing, command: string, context: BlockContext): void {
  withoutReads(draft, context, ({ role, value }) => role.names === 'command' && value === command)
}

export function dropFieldFromPages(draft: DraftEditing, place: FieldPlace, context: BlockContext): void {
  withoutReads(draft, context, (read) =>
    pathsOf(read).some(([table, path]) => pathUses(context.model, table, path, place)),
  )
}

/** Takes a table off the pages, and its own pages away. */
export function dropTableFromPages(draft: DraftEditing, entity: string, context: BlockContext): void {
  for (const page of draft.all('page')) if (page.entity === entity) draft.remove(`page/${page.key}`)
  withoutReads(
    draft,
    context,
    ({ role, table, value }) => table === entity || (role.names === 'entity' && value === entity),
  )
}

/** Names a field otherwise, wherever blocks name it as one of their table. */
export function renameFieldInPage(
  page: PageDocument,
  { entity, field }: FieldPlace,
  to: string,
  { model, blockTypes }: BlockContext,
): PageDocument {
  const tableOf = (view: string) => model.views.get(view)?.entity ?? null
  const renamed = (path: string) => (path.split('.')[0] === field ? [to, ...path.split('.').slice(1)].join('.') : path)
  const blocks = mapBlocks(page.blocks, (block) => {
    if (!blockTypes.has(block.block) || !block.options) return block
    const options = mapReads(
      blockTypes.get(block.block),
      block.options,
      { page: page.entity ?? null, tableOf },
      ({ role, table, value }) => {
        if (table !== entity) return value
        if (role.names === 'field') return renamed(String(value))
        if (role.names === 'sort') return (value as Sort[]).map((by) => ({ ...by, field: renamed(by.field) }))
        return value
      },
    )
    return { ...block, options }
  })
  return { ...page, blocks }
}

function pathsOf({ role, table, value }: BlockRead): [table: string, path: string][] {
  if (table === null) return []
  if (role.names === 'field') return [[table, String(value)]]
  return role.names === 'sort' ? (value as Sort[]).map(({ field }) => [table, field]) : []
}
