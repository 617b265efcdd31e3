import type { Point } from './drawing.ts'

const corner = 10
const head = { length: 7, width: 4.5 }

/** A line with round corners and an open arrow at its end, as the path of an SVG. */
export function linePath(points: readonly Point[]): string {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return ''
  const bends = points.slice(1, -1).map((point, at) => bend(points[at] ?? point, point, points[at + 2] ?? point))
  return `M${at(first)}${bends.join('')}L${at(last)}${arrow(points.at(-2) ?? first, last)}`
}

function bend(before: Point, point: Point, after: Point): string {
  const radius = Math.min(corner, distance(before, point) / 2, distance(point, after) / 2)
  const from = towards(point, before, radius)
  const to = towards(point, after, radius)
  return `L${at(from)}Q${at(point)} ${at(to)}`
}

function arrow(before: Point, tip: Point): string {
  const length = distance(before, tip) || 1
  const [x, y] = [(tip.x - before.x) / length, (tip.y - before.y) / length]
  const back = { x: tip.x - x * head.length, y: tip.y - y * head.length }
  const one = { x: back.x - y * head.width, y: back.y + x * head.width }
  const other = { x: back.x + y * head.width, y: back.y - x * head.width }
  return `M${at(one)}L${at(tip)}L${at(other)}`
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10} `
}
