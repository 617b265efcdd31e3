import type { ValidationIssue } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { chooses, controlAt, type EditContext } from './edits/node-knowledge.ts'
import { linesFrom, nodeAt } from './edits/process-lines.ts'

/** A finding and what it is about. */
export interface Finding {
  issue: ValidationIssue
  /** Key of the node or line; null: the process as a whole. */
  at: string | null
  kind: 'node' | 'line' | 'process'
}

/** The findings about a process, by what they are about. */
export function findingsOf(issues: readonly ValidationIssue[], document: ProcessDocument): Finding[] {
  return issues.map((issue): Finding => {
    const [, list, place] = issue.pointer.split('/')
    const member =
      list === 'nodes'
        ? document.nodes[Number(place)]
        : list === 'transitions'
          ? document.transitions[Number(place)]
          : undefined
    if (!member) return { issue, at: null, kind: 'process' }
    return { issue, at: member.key, kind: list === 'nodes' ? 'node' : 'line' }
  })
}

/** Whether a node chooses among its lines and none of them is for all other cases. */
export function lacksOtherwise(document: ProcessDocument, key: string, { nodeTypes }: EditContext): boolean {
  const node = nodeAt(document, key)
  if (!node || !chooses(controlAt(document, node, nodeTypes))) return false
  const lines = linesFrom(document, key)
  return lines.length > 0 && !lines.some(({ otherwise }) => otherwise)
}
