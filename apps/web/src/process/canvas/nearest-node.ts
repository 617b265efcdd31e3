import type { PlacedNode, PlacedProcess } from './drawing.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The node that an arrow key leads to: along a line if there is one, else the nearest on that side. */
export function nearestNode(placed: PlacedProcess, key: string, direction: Direction): string | null {
  const from = placed.nodes.get(key)
  if (!from) return null
  const connected = new Set(
    placed.lines.flatMap((line) => (line.from === key ? [line.to] : line.to === key ? [line.from] : [])),
  )
  let best: { key: string; cost: number } | null = null
  for (const node of placed.nodes.values()) {
    const cost = node.key === key ? null : costOf(from, node, { direction, connected: connected.has(node.key) })
    if (cost !== null && (!best || cost < best.cost)) best = { key: node.key, cost }
  }
  return best?.key ?? null
}

/** Far off to the side counts more than far ahead, unless a line leads there; null: not on that side. */
function costOf(
  from: PlacedNode,
  to: PlacedNode,
  { direction, connected }: { direction: Direction; connected: boolean },
): number | null {
  const [a, b] = [headOf(from), headOf(to)]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const ahead = { up: -dy, down: dy, left: -dx, right: dx }[direction]
  const aside = Math.abs(direction === 'up' || direction === 'down' ? dx : dy)
  if (ahead <= 4 || aside > ahead * 4 + 400) return null
  return connected ? ahead + aside / 2 : (ahead + aside * 2) * 2
}

/** Frames are reached by their head. */
function headOf({ x, y, width, height, frame }: PlacedNode) {
  return { x: x + width / 2, y: frame ? y + 20 : y + height / 2 }
}
