import { createRegistry, type Registry } from '@mortise/core'
import type { BlockRuntime } from '@mortise/ui'

const halves = import.meta.glob<BlockRuntime>('./blocks/*/*.runtime.tsx', { eager: true, import: 'default' })

/** The runtime halves of all block types, one chunk: a page is made of several. Import this entry lazily. */
export const blockRuntimes: Registry<BlockRuntime> = createRegistry('block type', Object.values(halves))
