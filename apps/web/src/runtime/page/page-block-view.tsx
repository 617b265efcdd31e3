import type { PageBlock } from '@mortise/metadata'
import type { ComponentType } from 'react'
import { ActionsBlock } from './actions-block.tsx'
import { FigureBlock } from './figure-block.tsx'
import { TextBlock } from './text-block.tsx'
import { ViewBlock } from './view-block.tsx'

/** A block of one sort. */
export type BlockOf<Sort extends PageBlock['block']> = Extract<PageBlock, { block: Sort }>

const views: { [Sort in PageBlock['block']]: ComponentType<{ block: BlockOf<Sort> }> } = {
  view: ViewBlock,
  figure: FigureBlock,
  text: TextBlock,
  actions: ActionsBlock,
}

/** Draws one block of a page. */
export function PageBlockView({ block }: { block: PageBlock }) {
  const View = views[block.block] as ComponentType<{ block: PageBlock }>
  return <View block={block} />
}
