import type { TypedNode } from '@mortise/expressions'
import type { AppModel } from './app-model.ts'

/** What an expression may be at most with all that is computed in its place while it is read. */
export const maxInlinedCost = 2000

/**
 * The parts of an expression, with those of fields that are computed when they are read put in at each place where they
 * are named: two formulas that each name another one twice are four times as much.
 */
export function inlinedCost(model: Pick<AppModel, 'entities'>, root: TypedNode): number {
  let cost = 0
  const waiting: TypedNode[] = [root]
  for (let node = waiting.pop(); node && cost <= maxInlinedCost; node = waiting.pop()) {
    cost += 1
    if (node.node === 'call') waiting.push(...node.args)
    const inner =
      node.node === 'aggregate'
        ? [node.item, node.filter, node.order]
        : node.node === 'lookup'
          ? [node.match, node.value]
          : [inlined(model, node)]
    for (const one of inner) if (one) waiting.push(one)
  }
  return cost
}

function inlined(model: Pick<AppModel, 'entities'>, node: TypedNode): TypedNode | null {
  if (node.node !== 'field') return null
  const field = model.entities.get(node.entity.key)?.fields.get(node.field.key)
  const { computed } = field?.lookup?.field ?? field ?? { computed: null }
  return computed && !computed.stored ? (computed.checked?.root ?? null) : null
}
