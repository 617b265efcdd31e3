import type { Registry } from '@mortise/core'
import { conditionFields } from '@mortise/form'
import {
  type AppModel,
  type BlockType,
  blockReads,
  blocksOf,
  type EntityModel,
  type PageBlock,
  pagesOf,
} from '@mortise/metadata'

/** What a record is asked for before it is known which page it is shown in. */
export function selectionOfPages(model: AppModel, entity: EntityModel, blockTypes: Registry<BlockType>): string[] {
  const pages = pagesOf(model.pages.values(), entity.key)
  const shown = pages.flatMap((page) => fieldsOfBlocks(page.blocks, entity, blockTypes))
  const conditions = pages.flatMap((page) => [page.use?.when, ...[...blocksOf(page.blocks)].map(({ when }) => when)])
  const read = conditions.flatMap((when) => (when ? conditionFields(model, entity.key, when) : []))
  return [...new Set([...shown, ...read])].filter((key) => entity.fields.has(key))
}

/** The fields of the record itself that blocks show. */
export function fieldsOfBlocks(
  blocks: readonly PageBlock[],
  entity: EntityModel,
  blockTypes: Registry<BlockType>,
): string[] {
  return [...blocksOf(blocks)].flatMap(({ block, options = {} }) => {
    if (!blockTypes.has(block)) return []
    const reads = blockReads(blockTypes.get(block), options, { page: entity.key, tableOf: () => null })
    const own = reads.filter(
      ({ role, table }) => role.names === 'field' && role.of === undefined && table === entity.key,
    )
    return own.map(({ value }) => String(value))
  })
}
