import { controlOf, type ForkBranches, type JoinRule } from '../../graph/process-graph.ts'
import type { Draft, DraftNode } from '../read/draft.ts'
import { linesOf } from '../read/draft.ts'
import { dominates, isInCycle, regionOf, type ScopeFlow, scopeFlow } from './scope-flow.ts'

/**
 * Finds the join that belongs to each fork: everything between them is entered through the fork and left through the join
 * alone. Pairs open a block when they run; joins without a fork are looked after by the lines into them.
 */
export function pairForks(draft: Draft): void {
  for (const scope of new Set([...draft.nodes.values()].map((node) => node.scope))) {
    const flow = scopeFlow(draft, scope)
    const joins = new Set<DraftNode>()
    for (const node of flow.nodes) if (node && controlOf(node, 'fork')) pairFork(draft, flow, { fork: node, joins })
    for (const node of flow.nodes) if (node) settleJoin(draft, flow, { node, isPaired: joins.has(node) })
    for (const node of flow.nodes) if (node) warnOfMerge(draft, flow, node)
  }
}

interface Fork {
  fork: DraftNode
  joins: Set<DraftNode>
}

function pairFork(draft: Draft, flow: ScopeFlow, { fork, joins }: Fork): void {
  const control = controlOf(fork, 'fork')
  if (!control) return
  const stored = control.join === null ? undefined : draft.nodes.get(control.join)
  const isStored = stored && fork.exact && stored.exact && enclosesJoin(flow, fork, stored)
  const join = isStored ? stored : fork.exact && control.join === null ? null : findJoin(flow, fork, control.branches)
  if (control.join !== null && !isStored) draft.problems.warn('settings_outdated', fork.element)
  fork.control = { ...control, join: join && !joins.has(join) ? join.key : null }
  if (!join || joins.has(join)) return
  joins.add(join)
  const rule = controlOf(join, 'join')?.rule
  if (typeof rule !== 'object') join.control = { do: 'join', rule: 'block' }
  else if (!join.exact) draft.problems.warn('complex_cancels', join.element, { count: rule.arrivals })
}

/** A pair that was written by us may have branches that end on the way. */
function enclosesJoin(flow: ScopeFlow, fork: DraftNode, join: DraftNode): boolean {
  const [from, to] = [flow.numbers.get(fork.key) ?? -1, flow.numbers.get(join.key) ?? -1]
  return controlOf(join, 'join') !== null && dominates(flow, from, to) && isEnteredBy(flow, from, to)
}

/** Which joins wait for what a fork starts: "each line" would wait for ever behind a fork that takes only some. */
const fitting: Record<ForkBranches, (rule: JoinRule) => boolean> = {
  all: () => true,
  some: (rule) => rule !== 'each_incoming',
}

function findJoin(flow: ScopeFlow, fork: DraftNode, branches: ForkBranches): DraftNode | null {
  const from = flow.numbers.get(fork.key) ?? -1
  const to = flow.postDominators[from] ?? -1
  const join = flow.nodes[to]
  const rule = controlOf(join ?? undefined, 'join')?.rule
  if (!join || !rule || !fitting[branches](rule)) return null
  return isEnteredBy(flow, from, to) ? join : null
}

/** Whether what lies between a fork and a join, and the join itself, is entered through the fork alone. */
function isEnteredBy(flow: ScopeFlow, from: number, to: number): boolean {
  const region = regionOf(flow, from, to)
  if (region.has(from)) return false
  return flow.next.every(
    (targets, node) =>
      node === from ||
      region.has(node) ||
      targets.every((target) => target !== to && (target === 1 || !region.has(target))),
  )
}

interface Settling {
  node: DraftNode
  isPaired: boolean
}

function settleJoin(draft: Draft, flow: ScopeFlow, { node, isPaired }: Settling): void {
  const control = controlOf(node, 'join')
  if (!control || isPaired) return
  if (typeof control.rule === 'object') draft.problems.error('complex_unpaired', aboutJoin(node))
  const gateway = node.type
  if (control.rule === 'block') {
    node.control = { do: 'join', rule: gateway === 'inclusive_gateway' ? 'reachable' : 'each_incoming' }
  }
  const { rule } = controlOf(node, 'join') ?? control
  if (rule === 'reachable' && isInCycle(flow, flow.numbers.get(node.key) ?? -1)) {
    draft.problems.error('join_in_cycle', aboutJoin(node))
  }
}

const aboutJoin = ({ element, key }: DraftNode) => element ?? { id: key.replace(/__join_*$/, '') }

/** Lines that come from different branches of a fork and merge without waiting: everything behind runs several times. */
function warnOfMerge(draft: Draft, flow: ScopeFlow, node: DraftNode): void {
  if (controlOf(node, 'join') || controlOf(node, 'end') || node.incoming.length < 2) return
  const above = flow.nodes[flow.dominators[flow.numbers.get(node.key) ?? -1] ?? -1]
  const fork = above && controlOf(above, 'fork') ? above : null
  const branches = new Set(linesOf(draft, node.incoming).map(({ from }) => from))
  if (fork && branches.size > 1)
    draft.problems.warn('multi_merge', node.element ?? aboutMerge(node), { fork: nameOf(fork) })
}

const aboutMerge = ({ key }: DraftNode) => ({ id: key.replace(/__merge_*$/, '') })
const nameOf = (node: DraftNode): string => node.element?.name ?? node.key
