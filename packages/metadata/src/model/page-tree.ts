import type { PageBlock, PageDocument } from '../documents/page.ts'

/** The rows of blocks that a block holds: its own, or those of its tabs. */
export function rowsOf({ blocks, tabs }: PageBlock): readonly (readonly PageBlock[])[] {
  return [...(blocks ? [blocks] : []), ...(tabs ?? []).map((tab) => tab.blocks)]
}

/** Every block of a tree, each before what is in it. */
export function* blocksOf(blocks: readonly PageBlock[]): Generator<PageBlock> {
  for (const block of blocks) {
    yield block
    for (const row of rowsOf(block)) yield* blocksOf(row)
  }
}

/** A tree with other blocks; a block that `change` gives null for goes, with what is in it. Containers come after their contents. */
export function mapBlocks(blocks: readonly PageBlock[], change: (block: PageBlock) => PageBlock | null): PageBlock[] {
  return blocks.flatMap((block) => {
    const inner: PageBlock = {
      ...block,
      ...(block.blocks && { blocks: mapBlocks(block.blocks, change) }),
      ...(block.tabs && { tabs: block.tabs.map((tab) => ({ ...tab, blocks: mapBlocks(tab.blocks, change) })) }),
    }
    return change(inner) ?? []
  })
}

/** The pages of a table's records, in the order in which they are tried. */
export function pagesOf(pages: Iterable<PageDocument>, entity: string): PageDocument[] {
  const rank = ({ position = 500 }: PageDocument) => position
  return [...pages]
    .filter((page) => page.entity === entity)
    .sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}
