import type { Drawing, DrawnNode, PlacedLine, PlacedNode, PlacedProcess, PlaceOptions, Point, Size } from './drawing.ts'
import { cardSize, room } from './node-sizes.ts'
import { placeFreeLines } from './place-free.ts'
import { placeTree, type TreeLine } from './place-tree.ts'
import { drawnLine, shiftBox, type TreeBox } from './tree-box.ts'

/** Places a process by itself, from top to bottom; sub-processes are frames around what they hold. Pure. */
export function placeProcess(drawing: Drawing, options: PlaceOptions = {}): PlacedProcess {
  const box = placeScope(sketchOf(drawing, options), undefined)
  shiftBox(box, { x: room.frame, y: room.frame })
  const nodes = new Map(box.nodes.map((node) => [node.key, node]))
  const drawn = new Set(box.lines.map(({ key }) => key))
  // What a mistaken process has besides: lines across the border of a sub-process.
  const across = linesOf(drawing, options).filter(({ key }) => !drawn.has(key))
  const size = { width: box.width + 2 * room.frame, height: box.height + 2 * room.frame }
  return { nodes, lines: [...box.lines.map(drawnLine), ...placeFreeLines(across, nodes)], size }
}

/** Places a process where people put its nodes. What has no place yet stands where it would by itself. */
export function placeFreely(drawing: Drawing, options: PlaceOptions = {}): PlacedProcess {
  const placed = placeProcess(drawing, options)
  const { layout } = drawing
  const nodes = new Map<string, PlacedNode>()
  const inside = Map.groupBy(drawing.nodes, (node) => node.in ?? '')
  const place = (node: DrawnNode): PlacedNode | null => {
    const own = placed.nodes.get(node.key)
    if (!own) return null
    const members = (inside.get(node.key) ?? []).flatMap((member) => place(member) ?? [])
    const at = layout?.[node.key] ?? own
    const found = own.frame && members.length > 0 ? frameAround(own, members) : { ...own, x: at.x, y: at.y }
    nodes.set(node.key, found)
    return found
  }
  for (const node of inside.get('') ?? []) place(node)
  const kept = placed.lines.flatMap((line) => movedAlong(line, { before: placed.nodes, after: nodes }) ?? [])
  const known = new Set(kept.map(({ kind, key }) => `${kind} ${key}`))
  const others = linesOf(drawing, options).filter(({ kind, key }) => !known.has(`${kind} ${key}`))
  return { nodes, lines: [...kept, ...placeFreeLines(others, nodes)], size: sizeOfAll(nodes) }
}

type Nodes = ReadonlyMap<string, PlacedNode>

/** A line between nodes that stand to each other as they would by themselves leads as it would; null: they do not. */
function movedAlong(line: PlacedLine, { before, after }: { before: Nodes; after: Nodes }): PlacedLine | null {
  const [from, to] = [line.from, line.to].map((key) => {
    const [old, now] = [before.get(key), after.get(key)]
    const same = old && now && old.width === now.width && old.height === now.height
    return same ? { x: now.x - old.x, y: now.y - old.y } : null
  })
  if (!from || !to || Math.abs(from.x - to.x) > 1 || Math.abs(from.y - to.y) > 1) return null
  const moved = ({ x, y }: Point): Point => ({ x: x + from.x, y: y + from.y })
  return { ...line, points: line.points.map(moved), label: moved(line.label), middle: moved(line.middle) }
}

/** Around what it holds, wherever that stands. */
function frameAround(own: PlacedNode, members: readonly PlacedNode[]): PlacedNode {
  const x = Math.min(...members.map((one) => one.x)) - room.frame
  const y = Math.min(...members.map((one) => one.y)) - room.frameHead
  const right = Math.max(...members.map((one) => one.x + one.width)) + room.frame
  const bottom = Math.max(...members.map((one) => one.y + one.height)) + room.frame
  return { ...own, x, y, width: Math.max(right - x, cardSize.width), height: bottom - y }
}

function sizeOfAll(nodes: ReadonlyMap<string, PlacedNode>): Size {
  let [width, height] = [0, 0]
  for (const node of nodes.values()) {
    width = Math.max(width, node.x + node.width + room.frame)
    height = Math.max(height, node.y + node.height + room.frame)
  }
  return { width, height }
}

/** The places of all nodes, to be kept with the document. */
export function layoutOf(placed: PlacedProcess): { [node: string]: Point } {
  return Object.fromEntries(
    Array.from(placed.nodes.values(), ({ key, x, y }) => [key, { x: Math.round(x), y: Math.round(y) }]),
  )
}

interface Sketch {
  inside: ReadonlyMap<string, readonly DrawnNode[]>
  lines: readonly TreeLine[]
  scopes: ReadonlyMap<string, string>
  options: PlaceOptions
}

function sketchOf(drawing: Drawing, options: PlaceOptions): Sketch {
  const keys = new Set(drawing.nodes.map(({ key }) => key))
  const scopeOf = (node: DrawnNode) => (node.in !== undefined && keys.has(node.in) ? node.in : '')
  return {
    inside: Map.groupBy(drawing.nodes, scopeOf),
    lines: linesOf(drawing, options),
    scopes: new Map(drawing.nodes.map((node) => [node.key, scopeOf(node)])),
    options,
  }
}

function linesOf({ nodes, transitions }: Drawing, { labelled }: PlaceOptions): TreeLine[] {
  const lines = transitions.map(
    (line): TreeLine => ({
      ...{ key: line.key, from: line.from, to: line.to, kind: 'line' },
      labelled: labelled?.(line) ?? false,
    }),
  )
  const attached = nodes.flatMap((node): TreeLine[] => [
    ...(node.on === undefined
      ? []
      : [{ key: node.key, kind: 'event' as const, from: node.on, to: node.key, labelled: false }]),
    ...(node.compensation === undefined
      ? []
      : [
          {
            key: node.compensation,
            kind: 'compensation' as const,
            from: node.key,
            to: node.compensation,
            labelled: false,
          },
        ]),
  ])
  return [...lines, ...attached]
}

function placeScope(sketch: Sketch, scope: string | undefined): TreeBox {
  const members = sketch.inside.get(scope ?? '') ?? []
  const frames = new Map<string, TreeBox>()
  const sizes = new Map(members.map((node) => [node.key, sizeIn(sketch, node, frames)]))
  const here = (key: string) => sketch.scopes.get(key) === (scope ?? '')
  const lines = sketch.lines.filter(({ from, to }) => here(from) && here(to))
  const entered = new Set(lines.map(({ to }) => to))
  const starts = members.filter(({ key }) => !entered.has(key)).map(({ key }) => key)
  const left = new Set(lines.map(({ from }) => from))
  const begins = starts.filter((key) => left.has(key))
  const box = placeTree({ sizes, lines, starts: begins, frames: new Set(frames.keys()) })
  for (const node of [...box.nodes]) {
    const inner = frames.get(node.key)
    if (!inner) continue
    shiftBox(inner, { x: node.x + (node.width - inner.width) / 2, y: node.y + room.frameHead })
    box.nodes.push(...inner.nodes)
    box.lines.push(...inner.lines)
  }
  return box
}

/** Frames are as large as what they hold asks for. */
function sizeIn(sketch: Sketch, node: DrawnNode, frames: Map<string, TreeBox>): Size {
  const { sizeOf = () => cardSize, holds, folded } = sketch.options
  const isFrame = (holds?.(node) ?? false) || sketch.inside.has(node.key)
  if (!isFrame || folded?.has(node.key)) return sizeOf(node)
  const inner = placeScope(sketch, node.key)
  frames.set(node.key, inner)
  return {
    width: Math.max(inner.width + 2 * room.frame, cardSize.width),
    height: inner.height + room.frameHead + room.frame,
  }
}
