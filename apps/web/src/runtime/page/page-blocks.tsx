import type { PageBlock } from '@mortise/metadata'
import { EmptyState, usePageServices, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useContext } from 'react'
import { useKinds } from '../../api/use-kinds.ts'
import classes from './page-blocks.module.css'
import { type PageCanvas, PageCanvasContext } from './page-canvas-context.ts'
import { pageTexts } from './page-texts.ts'
import { useConditions } from './use-conditions.ts'

/** The runtime halves of the block types, fetched with the first page. */
export const blocksQuery = {
  queryKey: ['kinds', 'blocks'],
  queryFn: () => import('@mortise/kinds/blocks'),
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
} as const

/** Blocks on a grid of twelve columns; in a narrow place two or one beside each other. */
export function PageBlocks({ blocks }: { blocks: readonly PageBlock[] }) {
  const canvas = useContext(PageCanvasContext)
  const { blockTypes } = useKinds()
  const holds = useConditions(blocks)
  const { data: halves } = useQuery(blocksQuery)
  const isShown = (block: PageBlock) => canvas !== null || holds(block)
  if (!halves) return null
  return (
    <div className={classes.grid} {...canvas?.gridProps(blocks)}>
      {blocks.filter(isShown).map((block) => (
        <div
          key={block.key}
          className={classes.cell}
          data-block={block.block}
          data-wide={(block.span ?? 12) > 6 || undefined}
          data-half={(blockTypes.has(block.block) && blockTypes.get(block.block).half) || undefined}
          style={{ '--span': block.span ?? 12 } as object}
          {...canvas?.cellProps(block)}
        >
          <Around block={block} canvas={canvas}>
            <OneBlock block={block} halves={halves} />
          </Around>
        </div>
      ))}
      {canvas?.afterBlocks(blocks)}
    </div>
  )
}

function Around({ block, canvas, children }: { block: PageBlock; canvas: PageCanvas | null; children: ReactNode }) {
  return canvas ? canvas.aroundBlock(block, children) : children
}

type Halves = Awaited<ReturnType<typeof blocksQuery.queryFn>>

function OneBlock({ block, halves }: { block: PageBlock; halves: Halves }) {
  const t = useText(pageTexts)
  const { designs } = usePageServices()
  const { blockRuntimes } = halves
  if (!blockRuntimes.has(block.block)) {
    return designs ? (
      <EmptyState compact icon="alert-triangle" title={t('blockUnknown', { type: block.block })} />
    ) : null
  }
  const { Block } = blockRuntimes.get(block.block)
  return <Block block={block} options={(block.options ?? {}) as never} />
}
