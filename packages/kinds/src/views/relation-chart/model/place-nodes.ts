import type { Branch } from './forest.ts'

export const nodeWidth = 200
export const nodeHeight = 84
const gapX = 20
const gapY = 48

/** A record at its place on the sheet. */
export interface PlacedNode {
  id: string
  x: number
  y: number
  parent: string | null
  /** How many stand directly below it, shown or folded. */
  below: number
  folded: boolean
}

export interface Sheet {
  nodes: readonly PlacedNode[]
  byId: ReadonlyMap<string, PlacedNode>
  width: number
  height: number
}

/** A tree by itself, its upper left corner at the origin. */
interface PlacedTree {
  nodes: PlacedNode[]
  width: number
  height: number
}

/** Places trees beside each other, in as many rows as make a sheet that is about as wide as a screen. */
export function placeNodes(forest: readonly Branch[], folded: ReadonlySet<string>): Sheet {
  const trees = forest.map((branch) => placeTree(branch, folded))
  const area = trees.reduce((sum, { width, height }) => sum + (width + treeGap) * (height + treeGap), 0)
  const widest = Math.max(0, ...trees.map(({ width }) => width))
  const limit = Math.max(widest, Math.sqrt(area * screenShape))
  const sheet = { width: nodeWidth, height: nodeHeight }
  let [x, y, rowHeight] = [0, 0, 0]
  for (const tree of trees) {
    if (x > 0 && x + tree.width > limit) {
      y += rowHeight + treeGap
      x = 0
      rowHeight = 0
    }
    for (const node of tree.nodes) {
      node.x += x
      node.y += y
    }
    rowHeight = Math.max(rowHeight, tree.height)
    sheet.width = Math.max(sheet.width, x + tree.width)
    sheet.height = Math.max(sheet.height, y + rowHeight)
    x += tree.width + gapX
  }
  const nodes = trees.flatMap((tree) => tree.nodes)
  return { ...sheet, nodes, byId: new Map(nodes.map((node) => [node.id, node])) }
}

const treeGap = 56
/** Width by height. */
const screenShape = 1.8

/** Leaves in a row, each record over the middle of those below it. */
function placeTree(root: Branch, folded: ReadonlySet<string>): PlacedTree {
  const nodes: PlacedNode[] = []
  let right = 0
  let deepest = 0
  const place = ({ id, below }: Branch, depth: number, parent: string | null): number => {
    const isFolded = below.length > 0 && folded.has(id)
    const node: PlacedNode = {
      ...{ id, parent, x: 0, y: depth * (nodeHeight + gapY) },
      ...{ below: below.length, folded: isFolded },
    }
    nodes.push(node)
    deepest = Math.max(deepest, depth)
    const places = isFolded ? [] : below.map((one) => place(one, depth + 1, id))
    const [first, last] = [places[0], places.at(-1)]
    if (first === undefined || last === undefined) {
      node.x = right
      right += nodeWidth + gapX
    } else node.x = (first + last) / 2
    return node.x
  }
  place(root, 0, null)
  return { nodes, width: right - gapX, height: (deepest + 1) * (nodeHeight + gapY) - gapY }
}

/** The lines from records to those above them, as one path. */
export function linesOf({ nodes, byId }: Sheet, isShown: (node: PlacedNode) => boolean): string {
  return nodes
    .map((node) => {
      const above = node.parent === null ? undefined : byId.get(node.parent)
      if (!above || !(isShown(node) || isShown(above))) return ''
      const [x, y] = [above.x + nodeWidth / 2, above.y + nodeHeight]
      return `M${x} ${y}v${gapY / 2}H${node.x + nodeWidth / 2}V${node.y}`
    })
    .join('')
}

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/** Where an arrow key leads: to whom it stands below, to the first below it, or to its neighbour on the same level. */
export function nodeTowards({ nodes, byId }: Sheet, from: PlacedNode, direction: Direction): PlacedNode | null {
  if (direction === 'ArrowUp') return (from.parent !== null && byId.get(from.parent)) || null
  if (direction === 'ArrowDown') return nodes.find(({ parent }) => parent === from.id) ?? null
  const level = nodes.filter(({ y }) => y === from.y).sort((a, b) => a.x - b.x)
  return level[level.indexOf(from) + (direction === 'ArrowLeft' ? -1 : 1)] ?? null
}

/** The record at a point of the sheet. */
export function nodeAt({ nodes }: Sheet, x: number, y: number): PlacedNode | null {
  return nodes.find((node) => x >= node.x && x <= node.x + nodeWidth && y >= node.y && y <= node.y + nodeHeight) ?? null
}
