import type { ProcessGraph } from '../graph/process-graph.ts'

/** Which node of the new version takes the place of one of the old; what is not named keeps its key. */
export type NodeMapping = { readonly [node: string]: string }

export interface Move {
  from: ProcessGraph
  to: ProcessGraph
  mapping: NodeMapping
}

export const placeOf = ({ mapping }: Pick<Move, 'mapping'>, node: string): string => mapping[node] ?? node
