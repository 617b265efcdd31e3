import type { LocalizedText } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import type { Services } from '../services.ts'

/** What a node is called: as on the drawing, by what it is where it has no name of its own. */
export function nodeLabel(
  { nodeTypes }: Pick<Services, 'nodeTypes'>,
  { nodes }: ProcessDocument,
  key: string,
): LocalizedText {
  const node = nodes.find((candidate) => candidate.key === key)
  // A version of long ago may hold a type that is there no more.
  return node?.label ?? (node && nodeTypes.has(node.type) ? nodeTypes.get(node.type).label : { zh: key, en: key })
}
