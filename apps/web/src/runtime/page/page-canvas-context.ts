import type { PageBlock } from '@mortise/metadata'
import { createContext, type ReactNode } from 'react'

/** How the designer draws on a page: the page is that of the users, with something around each block. */
export interface PageCanvas {
  /** What lies in the cell of a block. */
  aroundBlock(block: PageBlock, draw: ReactNode): ReactNode
  /** Attributes of the cell of a block. */
  cellProps(block: PageBlock): { readonly [attribute: `data-${string}`]: string | undefined }
  /** Attributes of the grid in which some blocks lie. */
  gridProps(blocks: readonly PageBlock[]): { readonly [attribute: `data-${string}`]: string }
  /** What is in the grid after all blocks. */
  afterBlocks(blocks: readonly PageBlock[]): ReactNode
}

/** Null where pages are used. */
export const PageCanvasContext = createContext<PageCanvas | null>(null)
