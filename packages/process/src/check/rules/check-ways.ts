import { controlOf, type GraphNode, type Transition } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { gapOf } from './check-conditions.ts'
import { isEnd } from './check-starts.ts'

/** How many lines lead into and out of each node, and which of them have conditions. */
export const checkWays: Check = (context) => {
  for (const node of context.nodes) {
    const [into, out] = [context.into(node.key), context.outOf(node.key)]
    const found = { nodes: [node.key], transitions: [...into, ...out].map(({ key }) => key) }
    if (node.control.do === 'start' && into.length > 0) context.report('START_WITH_INCOMING', found)
    if (node.control.do === 'join' && into.length === 1) context.report('JOIN_OF_ONE', found)
    if (isEnd(node)) {
      if (out.length > 0) context.report('END_WITH_OUTGOING', found)
    } else {
      checkOut(context, node, out)
    }
    if (chooses(node)) checkChoice(context, node, out)
    else checkNoChoice(context, node, out)
  }
}

/** Whether conditions of lines out of a node are looked at. */
export function chooses(node: GraphNode): boolean {
  return node.control.do === 'choose' || controlOf(node, 'fork')?.branches === 'some'
}

function splits({ control }: GraphNode): boolean {
  return control.do === 'choose' || control.do === 'fork' || control.do === 'first_of'
}

function checkOut({ report, handlerOf }: CheckContext, node: GraphNode, out: readonly Transition[]) {
  const event = controlOf(node, 'scope')?.event
  const found = { nodes: [node.key], transitions: out.map(({ key }) => key) }
  if (out.length === 0 && !event && !handlerOf.has(node.key)) {
    report(node.control.do === 'catch' ? 'CATCH_WITHOUT_WAY' : 'DEAD_END', found)
  }
  if (out.length === 1 && splits(node)) report('SPLIT_OF_ONE', found)
  if (out.length > 1 && !splits(node)) report('IMPLICIT_SPLIT', { ...found, params: { count: out.length } })
}

function checkChoice(context: CheckContext, node: GraphNode, out: readonly Transition[]) {
  const { report } = context
  const nodes = [node.key]
  const defaults = out.filter(({ otherwise }) => otherwise)
  const bare = out.filter(({ conditional, otherwise }) => !conditional && !otherwise)
  if (defaults.length > 1) report('SEVERAL_DEFAULTS', { nodes, transitions: defaults.map(({ key }) => key) })
  for (const { key, conditional } of defaults) {
    if (conditional) report('DEFAULT_WITH_CONDITION', { nodes, transitions: [key] })
  }
  // A fork always starts the branches that have no condition; a choice with one line has nothing to choose.
  const exclusive = node.control.do === 'choose'
  if (exclusive && out.length > 1) {
    for (const { key } of bare) report('CONDITION_MISSING', { nodes, transitions: [key] })
  }
  const open = defaults.length === 0 && out.length > 0 && bare.length === 0
  if (open && gapOf(context, node) === 'unknown') report('DEFAULT_MISSING', { nodes })
}

function checkNoChoice({ report }: CheckContext, node: GraphNode, out: readonly Transition[]) {
  for (const { key, conditional, otherwise } of out) {
    if (conditional) report('CONDITION_NOT_ASKED', { nodes: [node.key], transitions: [key] })
    if (otherwise) report('DEFAULT_NOT_ASKED', { nodes: [node.key], transitions: [key] })
  }
}
