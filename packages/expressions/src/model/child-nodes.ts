import type { TypedNode } from './typed-node.ts'

/** The parts of an expression right below a node, in the order in which they are stored. */
export function childNodes(node: TypedNode): readonly TypedNode[] {
  return children[node.node](node as never)
}

const none = () => []
const present = (nodes: readonly (TypedNode | null)[]) => nodes.filter((node) => node !== null)

const children: { [Kind in TypedNode['node']]: (node: Extract<TypedNode, { node: Kind }>) => readonly TypedNode[] } = {
  literal: none,
  field: none,
  context: none,
  old: none,
  changed: none,
  call: ({ args }) => args,
  aggregate: ({ item, filter, order }) => present([item, filter, order]),
  lookup: ({ match, value }) => present([match, value]),
}
