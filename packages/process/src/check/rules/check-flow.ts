import { controlOf } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { blocksOf } from '../flow/blocks.ts'
import { after, walk } from '../flow/walk.ts'
import { buildNet, type Part } from '../net/build-net.ts'
import type { FlowNet } from '../net/flow-net.ts'
import { playTokens } from '../net/play-tokens.ts'
import { type Mismatch, reduceNet } from '../net/reduce-net.ts'

/** Branches that meet, wait for each other or never stop: every part of the process is followed by itself. */
export const checkFlow: Check = (context) => {
  for (const scope of context.scopes) {
    if (checkCircularJoins(context, scope) || context.broken.has(scope)) continue
    for (const part of partsOf(context, scope)) checkPart(context, part)
  }
}

function checkCircularJoins(context: CheckContext, scope: string | null): boolean {
  const joins = context.inside(scope).filter((node) => controlOf(node, 'join')?.rule === 'reachable')
  const circular = joins.filter(({ key }) => walk(after(context, key), (next) => after(context, next)).has(key))
  for (const { key } of circular) context.report('REACHABLE_IN_CYCLE', { nodes: [key] })
  return circular.length > 0
}

/** A scope with its blocks as single nodes, and the inside of each block, again with those in it as single nodes. */
function partsOf(context: CheckContext, scope: string | null): Part[] {
  const blocks = blocksOf(context, scope)
  return [null, ...blocks.values()].map((block) => ({ scope, block, blocks }))
}

function checkPart(context: CheckContext, part: Part) {
  const net = buildNet(context, part)
  for (const mismatch of reduceNet(net)) reportMismatch(context, mismatch)
  reportPlayed(context, net)
}

function reportMismatch({ report }: CheckContext, { kind, split, merge }: Mismatch) {
  const nodes = [split, merge].filter((key) => key !== null)
  report(kind === 'runs_twice' ? 'FORK_NOT_JOINED' : 'CHOICE_JOINED', { nodes })
}

function reportPlayed({ report }: CheckContext, net: FlowNet) {
  const { complete, doubles, stuck, endless, dead } = playTokens(net)
  for (const node of doubles) report('RUNS_TWICE', { nodes: [node] })
  for (const { join, missing } of stuck.values()) report('DEADLOCK', { nodes: [join], transitions: missing })
  if (endless.length > 0) report('LIVELOCK', { nodes: [...new Set(endless)] })
  for (const node of dead) report('DEAD_NODE', { nodes: [node] })
  if (!complete) report('NOT_PROVEN', { nodes: hardPlaces(net) })
}

/** The splits and joins that are left when everything simple was taken together: the first few of them. */
function hardPlaces(net: FlowNet): string[] {
  const hard = [...net.nodes.values()].filter(
    ({ takes, gives, ins, outs }) => (takes !== 'any' && ins.size > 1) || (gives !== 'one' && outs.size > 1),
  )
  const keys = hard.flatMap(({ into, out, takes }) => (takes === 'any' ? out : into) ?? [])
  return [...new Set(keys)].slice(0, 5)
}
