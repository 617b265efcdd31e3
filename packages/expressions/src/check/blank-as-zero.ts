import { functions } from '../functions/functions.ts'
import { types } from '../model/expression-type.ts'
import type { CallNode, TypedNode } from '../model/typed-node.ts'

/** A numeric field that counts as 0 when it is blank. */
export function coalesceZero(node: TypedNode): TypedNode {
  if (node.type.kind !== 'num' || !node.nullable) return node
  const definition = functions.get('coalesce')
  if (!definition) throw new Error('unreachable: COALESCE is built in')
  const zero: TypedNode = { node: 'literal', type: types.num, value: 0n, nullable: false, at: node.at }
  return { node: 'call', definition, args: [node, zero], type: types.num, nullable: false, at: node.at }
}

/** Takes it back where the difference between blank and 0 is what is asked for: ISBLANK, COALESCE, items of aggregates. */
export function withoutZero(node: TypedNode): TypedNode {
  return isCoalescedField(node) ? (node.args[0] ?? node) : node
}

function isCoalescedField(node: TypedNode): node is CallNode {
  return node.node === 'call' && node.definition.name === 'coalesce' && node.args[1]?.at === node.at
}
