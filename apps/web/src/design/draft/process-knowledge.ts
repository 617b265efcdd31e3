import { nodeTypes } from '@mortise/kinds/processes'
import type { ProcessKnowledge } from '@mortise/metadata'
import { processKnowledge } from '@mortise/process'

export { nodeTypes }

/** What validation has to know of processes. Import it lazily: the checks of the engine come with it. */
export const processes: ProcessKnowledge = processKnowledge(nodeTypes)
