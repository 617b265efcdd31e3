import type { ProcessDocument, ProcessNode } from '@mortise/metadata'
import { canvasPlacing, lookOf } from '../../../process/canvas/canvas-look.ts'
import type { PlacedProcess, Point, Size } from '../../../process/canvas/drawing.ts'
import { placeProcess } from '../../../process/canvas/place-process.ts'

export interface FileShape extends Point, Size {}
type Shapes = ReadonlyMap<string, FileShape>

/**
 * Where nodes stand on the canvas as a file draws them. Nodes of other programs are smaller than ours, so that the drawing
 * is stretched until none covers another. Undefined: the file draws nothing, or just what is drawn here by itself.
 */
export function layoutOfFile(document: ProcessDocument, shapes: Shapes): ProcessDocument['layout'] | undefined {
  const drawn = document.nodes.filter(({ key }) => shapes.has(key))
  if (drawn.length === 0) return undefined
  const own = placeProcess(document, canvasPlacing)
  if (isDrawnSo(own, shapes)) return undefined
  const cards = drawn.filter((node) => !isFrame(document, node)).map((node) => cardOf(node, shapes))
  const sameSize = cards.every(({ from, to }) => from.width === to.width && from.height === to.height)
  const by = sameSize ? { x: 1, y: 1 } : stretch(cards)
  const places = cards.map(({ key, from, to }) => ({
    key,
    x: (from.x + from.width / 2) * by.x - to.width / 2,
    y: (from.y + from.height / 2) * by.y - to.height / 2,
  }))
  const corner = { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
  // What was stretched begins at the corner; what was not stays where it is.
  const origin = sameSize ? { x: 0, y: 0 } : { x: corner.x - room.border, y: corner.y - room.border }
  return Object.fromEntries(
    places.map(({ key, x, y }) => [key, { x: Math.round(x - origin.x), y: Math.round(y - origin.y) }]),
  )
}

const room = { x: 36, y: 44, border: 24, event: 30 }

/** Places that are computed are whole only after rounding. */
const near = (a: number, b: number) => Math.abs(a - b) <= 1

function isDrawnSo({ nodes }: PlacedProcess, shapes: Shapes): boolean {
  return Array.from(nodes.values()).every(({ key, x, y, width, height }) => {
    const shape = shapes.get(key)
    return shape && near(shape.x, x) && near(shape.y, y) && near(shape.width, width) && near(shape.height, height)
  })
}

/** Frames are drawn around what they hold. */
const isFrame = ({ nodes }: ProcessDocument, { key }: ProcessNode) => nodes.some((node) => node.in === key)

interface Card {
  key: string
  from: FileShape
  to: Size
}

function cardOf(node: ProcessNode, shapes: Shapes): Card {
  const from = shapes.get(node.key) ?? { x: 0, y: 0, width: 0, height: 0 }
  const to = canvasPlacing.sizeOf?.(node) ?? { width: from.width, height: from.height }
  const host = node.on === undefined || lookOf(node.type).shape !== 'event' ? undefined : shapes.get(node.on)
  // BPMN draws events on the border of their node; here they stand below it.
  const below = host && from.y < host.y + host.height && to.width !== from.width
  return { key: node.key, from: below ? { ...from, y: host.y + host.height + room.event } : from, to }
}

/** How much wider and higher the drawing has to be so that what stood beside or below something else still does. */
function stretch(cards: readonly Card[]): Point {
  const by = { x: 1, y: 1 }
  const both: Pair[] = []
  for (const [at, one] of cards.entries()) {
    for (const other of cards.slice(at + 1)) {
      const pair = pairOf(one, other)
      if (pair.beside && pair.below) both.push(pair)
      else if (pair.beside) by.x = Math.max(by.x, pair.wanted.x / pair.apart.x)
      else if (pair.below) by.y = Math.max(by.y, pair.wanted.y / pair.apart.y)
    }
  }
  for (const { apart, wanted } of both)
    if (apart.x * by.x < wanted.x && apart.y * by.y < wanted.y) by.y = wanted.y / apart.y
  return { x: Math.min(by.x, most), y: Math.min(by.y, most) }
}

/** Drawings whose nodes nearly touch are not stretched without end. */
const most = 6

interface Pair {
  /** Between the middles. */
  apart: Point
  wanted: Point
  beside: boolean
  below: boolean
}

function pairOf(one: Card, other: Card): Pair {
  const [a, b] = [one.from, other.from]
  const apart = {
    x: Math.abs(a.x + a.width / 2 - b.x - b.width / 2),
    y: Math.abs(a.y + a.height / 2 - b.y - b.height / 2),
  }
  return {
    apart,
    wanted: {
      x: (one.to.width + other.to.width) / 2 + room.x,
      y: (one.to.height + other.to.height) / 2 + room.y,
    },
    beside: apart.x >= (a.width + b.width) / 2,
    below: apart.y >= (a.height + b.height) / 2,
  }
}
