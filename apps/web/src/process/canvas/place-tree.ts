import type { PlacedLineKind, Size } from './drawing.ts'
import { type FlowOrder, orderFlow } from './flow-order.ts'
import { room } from './node-sizes.ts'
import { placeMeetings } from './place-meetings.ts'
import { drop, emptyBox, endOf, leadTo, type OpenLine, shiftBox, type TreeBox, takeIn } from './tree-box.ts'

/** A line of one scope, or from a node to its event or to what takes it back. */
export interface TreeLine {
  key: string
  kind: PlacedLineKind
  from: string
  to: string
  labelled: boolean
}

export interface TreeScope {
  /** Nodes in the order of the document, with their sizes. */
  sizes: ReadonlyMap<string, Size>
  lines: readonly TreeLine[]
  starts: readonly string[]
  /** Drawn around others. */
  frames: ReadonlySet<string>
}

export interface Placing {
  scope: TreeScope
  flow: FlowOrder
  /** Lines by the node that they leave. */
  out: ReadonlyMap<string, readonly TreeLine[]>
  /** Nodes that several lines lead to, by the last node that all ways there have in common; '' is outside of all. */
  meeting: ReadonlyMap<string, readonly string[]>
}

/**
 * Places one scope from top to bottom. What only one line leads to stands below it; where lines part, each has a column of
 * its own, and what several lines lead to stands below the columns that they come from. So nothing is drawn over anything
 * else, however the lines are drawn, and what is built of blocks is drawn as blocks.
 */
export function placeTree(scope: TreeScope): TreeBox {
  const out = Map.groupBy(scope.lines, ({ from }) => from)
  const keys = [...scope.sizes.keys()]
  const next = new Map(keys.map((key) => [key, (out.get(key) ?? []).map(({ to }) => to)]))
  const flow = orderFlow({ keys, next, starts: scope.starts })
  const meeting = Map.groupBy(
    flow.order.filter((key) => (flow.before.get(key)?.length ?? 0) > 1),
    (key) => flow.dominator.get(key) ?? '',
  )
  const placing: Placing = { scope, flow, out, meeting }
  const starts = new Set(scope.starts)
  const roots = keys.filter((key) => flow.before.get(key)?.length === 0)
  roots.sort((a, b) => Number(starts.has(b)) - Number(starts.has(a)))
  const box = below(
    placing,
    '',
    roots.map((root) => placeNode(placing, root)),
  )
  for (const line of box.exits) lastResort(line, box)
  box.exits = []
  return box
}

/** A node, and below it everything that only it leads to. */
function placeNode(placing: Placing, key: string): TreeBox {
  const size = placing.scope.sizes.get(key) ?? { width: 0, height: 0 }
  const columns = (placing.out.get(key) ?? []).map((line) => placeColumn(placing, line))
  const plain = columns.length === 1 && columns[0]?.line.kind === 'line'
  const labelled = columns.some(({ line }) => line.labelled)
  const fans = columns.length > 1 || !plain
  const top = columns.length === 0 ? 0 : fans ? room.fan + room.belowLabel : labelled ? room.belowLabel : room.below
  const inner = below(
    placing,
    key,
    columns.map(({ box }) => box),
  )
  // An event stands beside the way that goes on, which stays straight.
  const onward = columns.filter(({ line }) => line.kind === 'line')
  const straight = inner.columns.filter((_x, at) => onward.length === 0 || columns[at]?.line.kind === 'line')
  const middle = middleOf(straight, size.width / 2)
  const left = Math.min(0, middle - size.width / 2)
  const box = emptyBox()
  shiftBox(inner, { x: -left, y: size.height + top })
  const center = middle - left
  box.nodes.push({
    ...{ key, x: center - size.width / 2, y: 0, ...size },
    frame: placing.scope.frames.has(key),
  })
  takeIn(box, inner)
  box.entry = center
  box.width = Math.max(inner.width - left, center + size.width / 2)
  box.height = size.height + top + inner.height
  for (const [at, column] of columns.entries())
    leaveNode(column, { x: inner.columns[at] ?? center, center, size, fans })
  box.lines.push(...columns.filter(({ into }) => into).map(({ open }) => open))
  loopBack(box, key)
  return box
}

interface Column {
  line: TreeLine
  open: OpenLine
  box: TreeBox
  /** The line ends at the first node of the box; otherwise it leads on through an empty column. */
  into: boolean
}

function placeColumn(placing: Placing, line: TreeLine): Column {
  const open: OpenLine = { ...line, points: [], label: { x: 0, y: 0 }, middle: { x: 0, y: 0 } }
  const alone = placing.flow.before.get(line.to)?.length === 1 && !placing.flow.isBack(line.from, line.to)
  if (alone) return { line, open, box: atLeast(placeNode(placing, line.to), room.label), into: true }
  const width = line.labelled ? room.label : room.lane * 2
  const box: TreeBox = { ...emptyBox(), width, entry: width / 2, exits: [open] }
  open.points.push({ x: width / 2, y: 0 })
  return { line, open, box, into: false }
}

/** Wide enough for the label of its line. */
function atLeast(box: TreeBox, width: number): TreeBox {
  if (box.width >= width) return box
  shiftBox(box, { x: (width - box.width) / 2, y: 0 })
  box.width = width
  return box
}

/** The way from a node to the top of a column; points of an empty column come before those that led it on. */
function leaveNode({ open, into, line }: Column, from: { x: number; center: number; size: Size; fans: boolean }): void {
  const { x, center, size, fans } = from
  const bus = size.height + (fans ? room.fan : 0)
  const labelled = fans || line.labelled
  const end = size.height + (fans ? room.fan + room.belowLabel : labelled ? room.belowLabel : room.below)
  const way = [
    { x: center, y: size.height },
    { x: center, y: bus },
    { x, y: bus },
  ]
  open.points.unshift(...way)
  if (into) leadTo(open, { x, y: end })
  open.label = { x, y: bus + 18 }
  open.middle = labelled ? { x, y: bus + 48 } : { x, y: bus + 21 }
}

/** Columns beside each other, and below them what several of their lines lead to. */
function below(placing: Placing, key: string, columns: readonly TreeBox[]): TreeBox {
  const box = emptyBox()
  let x = 0
  for (const column of columns) {
    shiftBox(column, { x, y: 0 })
    takeIn(box, column)
    box.columns.push(column.entry)
    box.height = Math.max(box.height, column.height)
    x += column.width + room.across
  }
  box.width = Math.max(0, x - room.across)
  box.entry = columns[0]?.entry ?? 0
  const center = middleOf(box.columns, 0)
  drop(box, box.height)
  const targets = placing.meeting.get(key) ?? []
  if (targets.length > 0) {
    const boxes = new Map(targets.map((target) => [target, placeNode(placing, target)]))
    placeMeetings(box, boxes, center)
  }
  return box
}

function middleOf(places: readonly number[], otherwise: number): number {
  return places.length === 0 ? otherwise : (Math.min(...places) + Math.max(...places)) / 2
}

/** Lines that lead back to this node go around everything below it, and come in from the side. */
function loopBack(box: TreeBox, key: string): void {
  const backs = box.exits.filter(({ to }) => to === key)
  if (backs.length === 0) return
  for (const line of backs) aroundRight(line, box, key)
  box.exits = box.exits.filter(({ to }) => to !== key)
  drop(box, box.height)
}

function aroundRight(line: OpenLine, box: TreeBox, key: string): void {
  const node = box.nodes.find((one) => one.key === key)
  if (!node) return
  const right = box.width + room.lane
  const y = node.y + node.height / 2
  box.height += room.track
  leadTo(line, { x: endOf(line).x, y: box.height }, { x: right, y: box.height }, { x: right, y })
  leadTo(line, { x: node.x + node.width, y })
  line.back = true
  box.lines.push(line)
  box.width = right
  box.height += room.track
}

/** Lines of what is not built of circles with one way in: around everything. */
function lastResort(line: OpenLine, box: TreeBox): void {
  aroundRight(line, box, line.to)
}
