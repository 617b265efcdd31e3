import { controlOf } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { type Block, type Blocks, blocksOf, borderFaults, isBlockJoin, wantedArrivals } from '../flow/blocks.ts'

/** Forks and the joins that belong to them: what is between them is entered and left by them alone. */
export const checkBlocks: Check = (context) => {
  for (const scope of context.scopes) {
    checkPairs(context, scope)
    const blocks = blocksOf(context, scope)
    for (const block of blocks.values()) {
      checkArrivals(context, block)
      checkBorder(context, scope, block)
      checkNesting(context, scope, { block, blocks })
    }
  }
}

function checkPairs(context: CheckContext, scope: string | null) {
  const { inside, graph, report, broken } = context
  const forks = new Map<string, string[]>()
  for (const node of inside(scope)) {
    const join = controlOf(node, 'fork')?.join
    if (!join) continue
    forks.set(join, [...(forks.get(join) ?? []), node.key])
    if (isBlockJoin(graph.nodes[join], scope)) continue
    report('BLOCK_JOIN_UNKNOWN', { nodes: [node.key], params: { join } })
    broken.add(scope)
  }
  for (const { key } of inside(scope).filter((node) => isBlockJoin(node, scope))) {
    const paired = forks.get(key) ?? []
    if (paired.length === 1) continue
    report(paired.length === 0 ? 'BLOCK_FORK_MISSING' : 'BLOCK_JOIN_SHARED', { nodes: [key, ...paired] })
    broken.add(scope)
  }
}

function checkArrivals({ graph, into, outOf, report }: CheckContext, { fork, join, region }: Block) {
  const arriving = into(join).filter(({ from }) => from === fork || region.has(from))
  if (arriving.length === 0) report('BLOCK_JOIN_NOT_REACHED', { nodes: [fork, join] })
  const wanted = wantedArrivals(graph.nodes[join]?.control)
  if (wanted === null) return
  const count = outOf(fork).length
  const valid = Number.isInteger(wanted) && wanted >= 1 && wanted <= count
  if (!valid) report('ARRIVALS_WRONG', { nodes: [join], params: { wanted, count } })
}

function checkBorder(context: CheckContext, scope: string | null, block: Block) {
  const { entered, left } = borderFaults(context, block)
  const params = { fork: block.fork }
  for (const { node, line } of entered) context.report('BLOCK_ENTERED', { nodes: [node], transitions: [line], params })
  for (const { node, line } of left) context.report('BLOCK_LEFT', { nodes: [node], transitions: [line], params })
  if (entered.length + left.length > 0) context.broken.add(scope)
}

/** A block lies inside of another one with its fork and its join, or with neither. */
function checkNesting(
  context: CheckContext,
  scope: string | null,
  { block, blocks }: { block: Block; blocks: Blocks },
) {
  for (const { fork, region } of blocks.values()) {
    if (fork === block.fork || region.has(block.fork) || !region.has(block.join)) continue
    const lines = context.into(block.join).filter(({ from }) => region.has(from))
    context.report('BLOCK_LEFT', { nodes: [block.join], transitions: lines.map(({ key }) => key), params: { fork } })
    context.broken.add(scope)
  }
}
