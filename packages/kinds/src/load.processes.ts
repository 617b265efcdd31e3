import { createRegistry, type Registry } from '@mortise/core'
import type { ProcessNodeType } from '@mortise/process'

const nodes = import.meta.glob<ProcessNodeType>(['./process-nodes/*/*.ts', '!./process-nodes/*/*.*.ts'], {
  eager: true,
  import: 'default',
})

/** The shared halves of all types of nodes. Import this entry lazily: the engine's pure half comes with it. */
export const nodeTypes: Registry<ProcessNodeType> = createRegistry('type of node', Object.values(nodes))
