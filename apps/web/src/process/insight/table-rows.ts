import type { InsightNode, ProcessInsight } from '@mortise/api'
import { lookOf } from '../canvas/canvas-look.ts'

/** A step with its figures; without any where nobody came to it. */
export interface TableRow {
  node: string
  figures: InsightNode | null
}

/** Beginnings, ends and choices take no time of their own. */
const timeless: ReadonlySet<string> = new Set(['way', 'pill'])

/**
 * All steps of the drawing, and whatever else took time: the one that takes most of the time first, those without figures
 * last, in the order of the drawing.
 */
export function tableRows({ drawing, nodes }: Pick<ProcessInsight, 'drawing' | 'nodes'>): TableRow[] {
  const figures = new Map(nodes.filter(({ done, open }) => done + open > 0).map((one) => [one.node, one]))
  const steps = drawing.nodes.filter(({ type }) => !timeless.has(lookOf(type).shape)).map(({ key }) => key)
  const slow = [...figures.values()].filter(({ wall, open }) => wall.p95 >= 60 || open > 0).map(({ node }) => node)
  const rows = [...new Set([...steps, ...slow])].map((node) => ({ node, figures: figures.get(node) ?? null }))
  return rows.sort((one, other) => timeOf(other) - timeOf(one))
}

const timeOf = ({ figures }: TableRow): number => figures?.wall.total ?? -1
