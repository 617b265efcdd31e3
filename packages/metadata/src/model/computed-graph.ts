import type { AppModel, FieldModel } from './app-model.ts'
import { type ComputedRead, readsOf } from './computed-reads.ts'

/** A stored computed field in the order of computing. */
export interface ComputedNode {
  field: FieldModel
  reads: readonly ComputedRead[]
  /** It reads nothing but fields of its own record that people fill in, or that follow from those in the same way. */
  local: boolean
  /** Everything it reads that is computed has a lower level, its own kind over a relation to its own table aside. */
  level: number
  /** It reads itself, over a relation of the table to itself: a total over a tree. */
  recursive: boolean
}

/** Who has to be computed again when a field changes. */
export interface ComputedReader {
  node: ComputedNode
  read: ComputedRead
}

export interface ComputedGraph {
  /** By level. */
  nodes: readonly ComputedNode[]
  nodeOf(field: FieldModel): ComputedNode | null
  /** The computed fields of a table, by level. */
  nodesIn(entity: string): readonly ComputedNode[]
  readersOf(entity: string, field: string): readonly ComputedReader[]
  /** Fields that need each other, each circle from one of its fields back to it. An app that was published has none. */
  circles: readonly (readonly FieldModel[])[]
}

const graphs = new WeakMap<object, ComputedGraph>()

/** The graph of the stored computed fields of an app; made once per model. */
export function computedGraphOf(model: Pick<AppModel, 'entities'>): ComputedGraph {
  let graph = graphs.get(model)
  if (!graph) {
    graph = buildGraph(model)
    graphs.set(model, graph)
  }
  return graph
}

function buildGraph(model: Pick<AppModel, 'entities'>): ComputedGraph {
  const nodes = new Map<string, ComputedNode>()
  for (const entity of model.entities.values()) {
    for (const field of entity.ownFields) {
      if (!field.computed?.stored) continue
      const reads = readsOf(model, field)
      nodes.set(idOf(field.entity, field.key), { field, reads, local: false, level: 0, recursive: false })
    }
  }
  const circles = orderNodes(nodes)
  for (const node of nodes.values()) node.local = isLocal(node, nodes, new Set())
  const sorted = [...nodes.values()].sort((a, b) => a.level - b.level)
  const readers = Map.groupBy(
    sorted.flatMap((node) => node.reads.map((read) => ({ node, read }))),
    ({ read }) => idOf(read.entity, read.field),
  )
  const byEntity = Map.groupBy(sorted, ({ field }) => field.entity)
  return {
    nodes: sorted,
    nodeOf: (field) => nodes.get(idOf(field.entity, field.key)) ?? null,
    nodesIn: (entity) => byEntity.get(entity) ?? [],
    readersOf: (entity, field) => readers.get(idOf(entity, field)) ?? [],
    circles,
  }
}

function idOf(entity: string, field: string): string {
  return `${entity}/${field}`
}

function isLocal(node: ComputedNode, nodes: ReadonlyMap<string, ComputedNode>, visiting: Set<ComputedNode>): boolean {
  if (visiting.has(node)) return false
  visiting.add(node)
  const local = node.reads.every(({ path, entity, field }) => {
    const other = nodes.get(idOf(entity, field))
    return path.length === 0 && (!other || isLocal(other, nodes, visiting))
  })
  visiting.delete(node)
  return local
}

type Nodes = ReadonlyMap<string, ComputedNode>

/** Gives each node its level, and answers with the circles that were found. */
function orderNodes(nodes: Nodes): FieldModel[][] {
  const circles = treeCircles(nodes)
  const done = new Set<ComputedNode>()
  const trail: ComputedNode[] = []
  const visit = (node: ComputedNode) => {
    if (done.has(node)) return
    trail.push(node)
    for (const { other, read } of edgesOf(node, nodes)) {
      if (node.recursive && treeOf(read) !== null) continue
      const start = trail.indexOf(other)
      if (start >= 0) circles.push(fieldsOf([...trail.slice(start), other]))
      else {
        visit(other)
        node.level = Math.max(node.level, other.level + 1)
      }
    }
    trail.pop()
    done.add(node)
  }
  for (const node of nodes.values()) visit(node)
  return circles
}

function edgesOf(node: ComputedNode, nodes: Nodes): { other: ComputedNode; read: ComputedRead }[] {
  return node.reads.flatMap((read) => {
    const other = nodes.get(idOf(read.entity, read.field))
    return other ? [{ other, read }] : []
  })
}

/** The relation of a table to itself that a read goes over, with its direction; null for any other read. */
function treeOf({ path }: ComputedRead): string | null {
  const [step, ...more] = path
  const tree = step && more.length === 0 && step.field.entity === step.target && step.field.target === step.target
  return tree ? `${step.via} ${step.field.entity}.${step.field.key}` : null
}

/**
 * A field may read its like of the records below, or above, in a tree. It must not do both, nor over two relations:
 * then records of the tree need each other. Marks those that read themselves, and answers with those that must not.
 */
function treeCircles(nodes: Nodes): FieldModel[][] {
  const circles: FieldModel[][] = []
  for (const node of nodes.values()) {
    const way = wayBack(node, nodes)
    if (!way) continue
    const around = new Set(
      [...nodes.values()].filter((other) => reaches(other, node, nodes) && reaches(node, other, nodes)),
    )
    const trees = new Set(
      [...around].flatMap((one) =>
        edgesOf(one, nodes).flatMap(({ other, read }) => (around.has(other) ? (treeOf(read) ?? []) : [])),
      ),
    )
    node.recursive = trees.size > 0
    if (trees.size > 1) circles.push(fieldsOf(way))
  }
  return circles
}

function reaches(from: ComputedNode, to: ComputedNode, nodes: Nodes): boolean {
  return from === to || shortestWay(from, to, nodes) !== null
}

function wayBack(node: ComputedNode, nodes: Nodes): ComputedNode[] | null {
  return shortestWay(node, node, nodes)
}

/** From a node over at least one read to another. */
function shortestWay(from: ComputedNode, to: ComputedNode, nodes: Nodes): ComputedNode[] | null {
  const queue: ComputedNode[][] = [[from]]
  const seen = new Set<ComputedNode>()
  for (let trail = queue.shift(); trail; trail = queue.shift()) {
    for (const { other } of edgesOf(trail.at(-1) ?? from, nodes)) {
      if (other === to) return [...trail, other]
      if (seen.has(other)) continue
      seen.add(other)
      queue.push([...trail, other])
    }
  }
  return null
}

function fieldsOf(nodes: readonly ComputedNode[]): FieldModel[] {
  return nodes.map(({ field }) => field)
}
