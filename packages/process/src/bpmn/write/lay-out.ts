import { controlOf, type GraphNode, type ProcessGraph } from '../../graph/process-graph.ts'
import type { BpmnParts, Point, Shape } from '../bpmn-parts.ts'
import { layersOf } from './layers.ts'

/** Where everything is drawn, by key. */
export interface Layout {
  shapes: Map<string, Shape>
  lines: Map<string, Point[]>
}

const gap = { x: 60, y: 40, border: 40 }
const task = { width: 100, height: 80 }
const event = { width: 36, height: 36 }
const gateway = { width: 50, height: 50 }

/**
 * Keeps the places that are known. A process without any is drawn in columns from left to right, sub-processes around
 * what they hold; a node that is new in a drawing stands behind the one that it follows.
 */
export function layOut(graph: ProcessGraph, parts: BpmnParts, shown: ReadonlySet<string>): Layout {
  const shapes = new Map<string, Shape>()
  const visible = Object.values(graph.nodes).filter(({ key }) => shown.has(key))
  for (const { key } of visible) {
    const known = parts.shapes[key]
    if (known) shapes.set(key, known)
  }
  if (shapes.size === 0) placeScope({ graph, visible, shapes }, null, { x: 160, y: 80 })
  else placeNew({ graph, visible, shapes })
  return { shapes, lines: linesOf(graph, parts, shapes) }
}

interface Placing {
  graph: ProcessGraph
  visible: readonly GraphNode[]
  shapes: Map<string, Shape>
}

type Size = Pick<Shape, 'width' | 'height'>

function sizeOf({ control }: GraphNode): Size {
  if (eventControls.has(control.do)) return event
  return gatewayControls.has(control.do) ? gateway : task
}

const eventControls = new Set(['start', 'end', 'wait', 'throw', 'catch'])
const gatewayControls = new Set(['pass', 'choose', 'fork', 'join', 'first_of'])

/** Places what one scope holds, and says how large that is. */
function placeScope(placing: Placing, scope: string | null, at: Point): Size {
  const all = placing.visible.filter((node) => node.scope === scope && node.control.do !== 'catch')
  const inside = all.filter((node) => !isAside(node))
  let [right, bottom, x] = [at.x, at.y, at.x]
  for (const column of layersOf(placing.graph, inside)) {
    let [y, width] = [at.y, 0]
    for (const node of column) {
      const size = placeNode(placing, node, { x, y })
      y += Math.max(size.height, task.height) + gap.y + (node.catches ? event.height : 0)
      width = Math.max(width, size.width)
    }
    x += width + gap.x
    right = Math.max(right, x - gap.x)
    bottom = Math.max(bottom, y - gap.y)
  }
  const below = placeBelow(placing, all.filter(isAside), { x: at.x, y: bottom + gap.y })
  return { width: Math.max(right - at.x, below.width), height: bottom - at.y + below.height }
}

/** What no line leads to, though nothing begins there: handlers of events and what takes back. */
function isAside({ control, incoming }: GraphNode): boolean {
  return incoming.length === 0 && control.do !== 'start'
}

function placeBelow(placing: Placing, nodes: readonly GraphNode[], at: Point): Size {
  let [x, height] = [at.x, 0]
  for (const node of nodes) {
    const size = placeNode(placing, node, { x, y: at.y })
    x += size.width + gap.x
    height = Math.max(height, size.height, task.height)
  }
  return { width: Math.max(0, x - gap.x - at.x), height: nodes.length > 0 ? height + gap.y : 0 }
}

function placeNode(placing: Placing, node: GraphNode, at: Point): Size {
  const inside = placing.visible.some(({ scope }) => scope === node.key)
  const inner = inside ? placeScope(placing, node.key, { x: at.x + gap.border, y: at.y + gap.border }) : null
  const size = inner ? { width: inner.width + 2 * gap.border, height: inner.height + 2 * gap.border } : sizeOf(node)
  const y = at.y + Math.max(0, (task.height - size.height) / 2)
  placing.shapes.set(node.key, { x: at.x, y, ...size })
  placeCatches(placing, node)
  return size
}

/** What stands on a node stands on its lower border. */
function placeCatches({ shapes }: Placing, { key, catches = [] }: GraphNode): void {
  const host = shapes.get(key)
  if (!host) return
  catches.forEach((catcher, index) => {
    const x = host.x + host.width - event.width * 1.5 - index * (event.width + 8)
    if (!shapes.has(catcher)) shapes.set(catcher, { x, y: host.y + host.height - event.height / 2, ...event })
  })
}

function placeNew(placing: Placing): void {
  const { graph, visible, shapes } = placing
  for (const node of visible) placeCatches(placing, node)
  for (const node of visible) {
    if (shapes.has(node.key)) continue
    const beside = [
      ...node.incoming.map((key) => graph.transitions[key]?.from),
      ...node.outgoing.map((key) => graph.transitions[key]?.to),
    ]
    const neighbour = beside.flatMap((key) => shapes.get(key ?? '') ?? [])[0] ?? shapes.get(node.scope ?? '')
    const size = controlOf(node, 'scope') ? { width: task.width, height: task.height } : sizeOf(node)
    const place = neighbour ?? { x: 160, y: 80, ...task }
    const y = place.y + (place.height - size.height) / 2
    shapes.set(node.key, { x: place.x + place.width + gap.x / 2, y, ...size })
  }
}

function linesOf(graph: ProcessGraph, parts: BpmnParts, shapes: ReadonlyMap<string, Shape>): Map<string, Point[]> {
  const lines = new Map<string, Point[]>()
  for (const { key, from, to } of Object.values(graph.transitions)) {
    const [source, target] = [shapes.get(from), shapes.get(to)]
    if (!source || !target) continue
    const known = parts.lines[key]
    const isKnown = known && parts.shapes[from] && parts.shapes[to]
    lines.set(key, isKnown ? known : elbow(source, target))
  }
  return lines
}

/** From the right border to the left one, by way of the middle where they are not at the same height; back from below. */
function elbow(source: Shape, target: Shape): Point[] {
  const start = { x: source.x + source.width, y: source.y + source.height / 2 }
  const end = { x: target.x, y: target.y + target.height / 2 }
  if (end.x < start.x) return lineBack(source, target)
  if (start.y === end.y) return [start, end]
  const middle = (start.x + end.x) / 2
  return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end]
}

function lineBack(source: Shape, target: Shape): Point[] {
  const [from, to] = [source, target].map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height }))
  if (!from || !to) return []
  const y = Math.max(from.y, to.y) + 25
  return [from, { x: from.x, y }, { x: to.x, y }, to]
}
