import type { InstanceFacts } from '../contract/process-node.ts'
import type { ProcessState } from './process-state.ts'
import { scopesAround } from './scopes-around.ts'

/** What a node found, as its output. */
export interface FoundOutput {
  entity: string
  ids: readonly string[]
}

/** Where the output of a node is kept that each turn of a repetition has for itself. */
export const turnOutput = (node: string, turn: number) => (turn === 0 ? node : `${node}#${turn}`)

/** Outputs of turns that are over. */
export const isOfClosedTurn = (key: string, { scopes }: Pick<ProcessState, 'scopes'>): boolean => {
  const [, turn] = key.split('#')
  return turn !== undefined && scopes[Number(turn)]?.state !== 'open'
}

/** What a node has found as seen from a place: by the turn around, or before; null when it has not been there yet. */
export function foundBy({ state, scope }: Pick<InstanceFacts, 'state' | 'scope'>, node: string): FoundOutput | null {
  const turns = [...scopesAround(state, scope).filter(({ item }) => item)].map(({ id }) => id)
  const key = [...turns, 0].map((turn) => turnOutput(node, turn)).find((one) => state.outputs[one] !== undefined)
  const output = (key === undefined ? null : state.outputs[key]) as Partial<FoundOutput> | null
  return typeof output?.entity === 'string' && output.ids ? (output as FoundOutput) : null
}

/** How many records all turns together hold of what a node found. */
export function countFound({ outputs }: ProcessState, node: string): number {
  const own = Object.entries(outputs).filter(([key]) => key === node || key.startsWith(`${node}#`))
  return own.reduce((count, [, output]) => count + ((output as Partial<FoundOutput> | null)?.ids?.length ?? 0), 0)
}
