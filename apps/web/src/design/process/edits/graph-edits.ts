import type { ProcessDocument } from '@mortise/metadata'
import type { Point } from '../../../process/canvas/drawing.ts'
import { firstFree } from '../../keys/free-key.ts'
import { takenKeys } from './fragment.ts'
import { newFragment } from './new-fragment.ts'
import { chooses, controlAt, type EditContext } from './node-knowledge.ts'
import { linesFrom, linesInto, nodeAt, withInside, withLayout, withoutNodes } from './process-lines.ts'
import type { Edited, EditResult } from './tree-edits.ts'

type Layout = NonNullable<ProcessDocument['layout']>

/** Keeps where nodes stand; `now` is where all of them are drawn at present. */
export function placeNodes(document: ProcessDocument, now: Layout, moved: Layout): Edited {
  return { document: withLayout(document, { ...now, ...document.layout, ...moved }), select: null }
}

/** A node with what stands in it and on it, moved by as much. */
export function movedBy(document: ProcessDocument, key: string, now: Layout, by: Point): Layout {
  const events = document.nodes.filter(({ on }) => on === key).map((node) => node.key)
  const keys = withInside(document, [key, ...events])
  return Object.fromEntries(
    [...keys].flatMap((one) => {
      const at = now[one]
      return at ? [[one, { x: Math.round(at.x + by.x), y: Math.round(at.y + by.y) }]] : []
    }),
  )
}

/** Forgets where nodes were put: they are placed by themselves again. */
export function tidy(document: ProcessDocument): Edited {
  return { document: withLayout(document, undefined), select: null }
}

/** Draws a line between two nodes. */
export function connect(document: ProcessDocument, from: string, to: string, context: EditContext): Edited | null {
  const [source, target] = [nodeAt(document, from), nodeAt(document, to)]
  if (!source || !target || !canConnect(document, from, to, context)) return null
  const taken = takenKeys(document)
  const key = firstFree('line', (one) => taken.has(one) || (context.takenKeys?.has(one) ?? false))
  const first = linesFrom(document, from).length === 0 && chooses(controlAt(document, source, context.nodeTypes))
  const line = { key, from, to, ...(first ? { otherwise: true as const } : {}) }
  return { document: { ...document, transitions: [...document.transitions, line] }, select: key }
}

/** Whether a line may lead from one node to another at all. */
export function canConnect(document: ProcessDocument, from: string, to: string, { nodeTypes }: EditContext): boolean {
  const [source, target] = [nodeAt(document, from), nodeAt(document, to)]
  if (!source || !target || source.in !== target.in || from === to) return false
  const [out, into] = [source, target].map(({ type }) => (nodeTypes.has(type) ? nodeTypes.get(type).ports : undefined))
  const [most, mostIn] = [out?.out[1] ?? null, into?.in[1] ?? null]
  return (
    (most === null || linesFrom(document, from).length < most) &&
    (mostIn === null || linesInto(document, to).length < mostIn)
  )
}

export function removeLine(document: ProcessDocument, key: string): Edited {
  const transitions = document.transitions.filter((line) => line.key !== key)
  return { document: { ...document, transitions }, select: null }
}

/** Takes a node away with what stands in it and on it; a plain step in between is closed up. */
export function removeNode(document: ProcessDocument, key: string, context: EditContext): EditResult {
  const node = nodeAt(document, key)
  if (!node) return { refused: 'not_a_block' }
  if (controlAt(document, node, context.nodeTypes).do === 'start' && node.in === undefined)
    return { refused: 'start_stays' }
  const events = document.nodes.filter(({ on }) => on === key).map((one) => one.key)
  const out = linesFrom(document, key)
  const [only] = out
  const healed =
    out.length === 1 && only && only.to !== key
      ? document.transitions.map((line) => (line.to === key ? { ...line, to: only.to } : line))
      : document.transitions
  const gone = withInside(document, [key, ...events])
  return { document: withoutNodes({ ...document, transitions: healed }, gone), select: node.on ?? null }
}

/** A new node that no line leads to yet, at a place. */
export function addFree(document: ProcessDocument, type: string, at: Layout, context: EditContext): Edited {
  const { nodes, transitions, entry } = newFragment(document, type, context)
  const place = at[''] ?? { x: 40, y: 40 }
  const added = { ...document, nodes: [...document.nodes, ...nodes], transitions: document.transitions }
  const inner = transitions.filter(({ to }) => nodes.some(({ key }) => key === to))
  return {
    document: withLayout(
      { ...added, transitions: [...document.transitions, ...inner] },
      {
        ...at,
        ...document.layout,
        [entry]: place,
      },
    ),
    select: entry,
  }
}
