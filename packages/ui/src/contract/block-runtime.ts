import type { PageBlock } from '@mortise/metadata'
import type { ComponentType } from 'react'

export interface BlockProps<Options> {
  block: PageBlock
  /** Without what the reader may not know. */
  options: Options
}

/** The runtime half of a block type: what users see of it on a page. */
export interface BlockRuntime {
  type: string
  Block: ComponentType<BlockProps<never>>
}

/** Declares a runtime half; `Options` are those of the shared half. */
export function defineBlockRuntime<Options>(
  shared: { type: string },
  { Block }: { Block: ComponentType<BlockProps<Options>> },
): BlockRuntime {
  return { type: shared.type, Block: Block as unknown as BlockRuntime['Block'] }
}
