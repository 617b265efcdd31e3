import { type Control, controlOf, type GraphNode } from '../../graph/process-graph.ts'
import type { CheckContext } from '../check-context.ts'
import { startsOf } from '../rules/check-reach.ts'
import { after, before, walk } from './walk.ts'

/** A fork, its join, and the nodes of its branches. */
export interface Block {
  fork: string
  join: string
  region: ReadonlySet<string>
}

/** Blocks by their fork. */
export type Blocks = ReadonlyMap<string, Block>

/** All blocks of a scope. Forks whose join does not fit them are left out; they are reported elsewhere. */
export function blocksOf(context: CheckContext, scope: string | null): Blocks {
  const blocks = new Map<string, Block>()
  for (const node of context.inside(scope)) {
    const join = controlOf(node, 'fork')?.join
    if (!join || !isBlockJoin(context.graph.nodes[join], scope)) continue
    const branches = context.outOf(node.key).map(({ to }) => to)
    const region = walk(
      branches,
      (key) => after(context, key),
      (key) => key === join,
    )
    region.delete(join)
    blocks.set(node.key, { fork: node.key, join, region })
  }
  return blocks
}

export function isBlockJoin(node: GraphNode | undefined, scope: string | null): boolean {
  const rule = controlOf(node, 'join')?.rule
  return node?.scope === scope && (rule === 'block' || typeof rule === 'object')
}

/** How many branches a join waits for, if that is said. */
export function wantedArrivals(control: Control | undefined): number | null {
  return control?.do === 'join' && typeof control.rule === 'object' ? control.rule.arrivals : null
}

/** Lines that lead into the branches of a block from elsewhere, or out of them past the join. */
export interface BorderFaults {
  entered: { node: string; line: string }[]
  left: { node: string; line: string }[]
}

export function borderFaults(context: CheckContext, { fork, join, region }: Block): BorderFaults {
  const scope = context.graph.nodes[fork]?.scope ?? null
  const atFork = (key: string) => key === fork
  const next = (key: string) => after(context, key)
  const early = walk(startsOf(context, scope), next, atFork)
  const late = walk([join], next, atFork)
  const leadsToJoin = walk([join], (key) => before(context, key), atFork)
  const isBad = (key: string) => region.has(key) && (early.has(key) || (late.has(key) && key !== join))
  const faults: BorderFaults = { entered: [], left: [] }
  for (const node of region) {
    if (!isBad(node)) continue
    const isInside = !late.has(node) && node !== fork && leadsToJoin.has(node)
    for (const { key: line, from } of context.into(node)) {
      if (isInside && !region.has(from)) faults.entered.push({ node, line })
      if (!isInside && (from === fork || (region.has(from) && !isBad(from)))) faults.left.push({ node, line })
    }
  }
  return faults
}
