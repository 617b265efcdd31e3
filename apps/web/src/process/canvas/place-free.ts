import type { PlacedLine, PlacedLineKind, PlacedNode, Point } from './drawing.ts'
import { room } from './node-sizes.ts'

interface FreeLine {
  key: string
  kind: PlacedLineKind
  from: string
  to: string
}

/** Lines between nodes that stand where people put them: from below to above, or around the side. */
export function placeFreeLines(lines: readonly FreeLine[], nodes: ReadonlyMap<string, PlacedNode>): PlacedLine[] {
  const leaving = Map.groupBy(lines, ({ from }) => from)
  const coming = Map.groupBy(lines, ({ to }) => to)
  return lines.flatMap((line) => {
    const [from, to] = [nodes.get(line.from), nodes.get(line.to)]
    if (!from || !to) return []
    const start = placeAt(from, line, leaving.get(line.from) ?? [], (one) => centerOf(nodes.get(one.to)))
    const end = placeAt(to, line, coming.get(line.to) ?? [], (one) => centerOf(nodes.get(one.from)))
    const { points, back } = wayBetween(from, to, { start, end })
    return [{ ...line, points, back, label: along(points, 0.35), middle: along(points, 0.65) }]
  })
}

const centerOf = (node: PlacedNode | undefined) => (node ? node.x + node.width / 2 : 0)

/** Several lines leave a node, or come to it, beside each other, in the order in which the others stand. */
function placeAt(
  node: PlacedNode,
  line: FreeLine,
  beside: readonly FreeLine[],
  otherEnd: (line: FreeLine) => number,
): number {
  const sorted = beside.toSorted((a, b) => otherEnd(a) - otherEnd(b))
  const gap = Math.min(room.lane, (node.width - 24) / Math.max(1, beside.length))
  return centerOf(node) + (sorted.indexOf(line) - (sorted.length - 1) / 2) * gap
}

function wayBetween(
  from: PlacedNode,
  to: PlacedNode,
  { start, end }: { start: number; end: number },
): { points: Point[]; back: boolean } {
  const bottom = from.y + from.height
  if (to.y >= bottom + room.track) {
    const middle = (bottom + to.y) / 2
    const points = [
      { x: start, y: bottom },
      { x: start, y: middle },
      { x: end, y: middle },
      { x: end, y: to.y },
    ]
    return { points, back: false }
  }
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2]
  const beside = from.x + from.width + room.lane < to.x
  if (beside) {
    const x = (from.x + from.width + to.x) / 2
    return {
      points: [
        { x: from.x + from.width, y: y1 },
        { x, y: y1 },
        { x, y: y2 },
        { x: to.x, y: y2 },
      ],
      back: false,
    }
  }
  const right = Math.max(from.x + from.width, to.x + to.width) + room.lane * 2
  return {
    points: [
      { x: from.x + from.width, y: y1 },
      { x: right, y: y1 },
      { x: right, y: y2 },
      { x: to.x + to.width, y: y2 },
    ],
    back: true,
  }
}

/** The point at a part of the whole length. */
function along(points: readonly Point[], part: number): Point {
  const lengths = points.slice(1).map((point, at) => distance(points[at] ?? point, point))
  let left = lengths.reduce((sum, length) => sum + length, 0) * part
  for (const [at, length] of lengths.entries()) {
    const [a, b] = [points[at], points[at + 1]]
    if (!a || !b) break
    if (left <= length && length > 0) {
      const share = left / length
      return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
    }
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
}
