import type { PlacedLine, PlacedLineKind, PlacedNode, Point } from './drawing.ts'

/** A line on its way: it has left its node and comes out below. */
export interface OpenLine {
  key: string
  kind: PlacedLineKind
  from: string
  to: string
  points: Point[]
  label: Point
  middle: Point
  back?: boolean
}

/** A node with everything that only it leads to, placed from its own corner. */
export interface TreeBox {
  width: number
  height: number
  /** Where the line to its first node comes in from above. */
  entry: number
  /** The same of each of its columns. */
  columns: number[]
  nodes: PlacedNode[]
  /** Lines that have come to where they lead; how they begin may still be put before. */
  lines: OpenLine[]
  /** Lines that come out at its bottom, from left to right. */
  exits: OpenLine[]
}

export function emptyBox(): TreeBox {
  return { width: 0, height: 0, entry: 0, columns: [], nodes: [], lines: [], exits: [] }
}

/** Moves a box with everything in it. */
export function shiftBox(box: TreeBox, by: Point): void {
  for (const node of box.nodes) shift(node, by)
  for (const line of [...box.lines, ...box.exits]) {
    for (const point of line.points) shift(point, by)
    shift(line.label, by)
    shift(line.middle, by)
  }
  box.entry += by.x
  box.columns = box.columns.map((x) => x + by.x)
}

function shift(point: Point, by: Point): void {
  point.x += by.x
  point.y += by.y
}

/** Takes over what is in another box. */
export function takeIn(box: TreeBox, other: TreeBox): void {
  box.nodes.push(...other.nodes)
  box.lines.push(...other.lines)
  box.exits.push(...other.exits)
}

export function endOf(line: OpenLine): Point {
  return line.points.at(-1) ?? { x: 0, y: 0 }
}

/** Leads an open line on to a point. */
export function leadTo(line: OpenLine, ...points: Point[]): void {
  line.points.push(...points)
}

/** The line as it is drawn. */
export function drawnLine({ key, kind, from, to, points, label, middle, back = false }: OpenLine): PlacedLine {
  return { key, kind, from, to, points: straightened(points), label, middle, back }
}

/** Without points that lie on a straight way between their neighbours. */
function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)]
    if (last && last.x === point.x && last.y === point.y) continue
    const onTheWay =
      before && last && ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y))
    if (onTheWay) kept.pop()
    kept.push(point)
  }
  return kept
}

/** Leads all open lines straight down. */
export function drop(box: TreeBox, y: number): void {
  for (const line of box.exits) leadTo(line, { x: endOf(line).x, y })
}
