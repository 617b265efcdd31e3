import type { ProcessDrawing } from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import { nodeTypes } from '@mortise/kinds/processes'
import type { ProcessNodeType } from '@mortise/process'
import type { DrawnNode, PlaceOptions, Size } from './drawing.ts'
import { cardSize } from './node-sizes.ts'

/** A node of a process, as documents and running instances have it. */
export type CanvasNodeSource = ProcessDrawing['nodes'][number] & Pick<DrawnNode, 'compensation'>

/** How nodes are drawn: work as cards, ways as narrow cards, begin and end as pills, events small beside their node. */
export type NodeShape = 'card' | 'way' | 'pill' | 'event' | 'frame'

export interface NodeLook {
  shape: NodeShape
  /** Hue of the tile with the icon. */
  hue: string
  icon: string
  /** What the type is called. */
  type: LocalizedText
}

const hues: { readonly [Group in ProcessNodeType['group']]?: string } = {
  start_end: 'grey',
  people: 'indigo',
  ways: 'orange',
  waiting: 'yellow',
  scopes: 'teal',
  events: 'pink',
  records: 'green',
  calls: 'purple',
}

const sizes: { readonly [Shape in NodeShape]: Size } = {
  card: cardSize,
  frame: cardSize,
  way: { width: 188, height: 40 },
  pill: { width: 132, height: 38 },
  event: { width: 172, height: 38 },
}

const unknown: NodeLook = {
  shape: 'card',
  hue: 'red',
  icon: 'help-circle',
  type: { zh: '未知类型', en: 'Unknown type' },
}

const looks = new Map<string, NodeLook>()

/** What a type of node looks like; read from what the type says of itself. */
export function lookOf(type: string): NodeLook {
  if (!nodeTypes.has(type)) return unknown
  const known = looks.get(type)
  if (known) return known
  const kind = nodeTypes.get(type)
  const look = { shape: shapeOf(kind), hue: hues[kind.group] ?? 'grey', icon: kind.icon, type: kind.label }
  looks.set(type, look)
  return look
}

function shapeOf({ group, ports, catches, holds }: ProcessNodeType): NodeShape {
  if (holds) return 'frame'
  if (catches) return 'event'
  if (group === 'start_end') return 'pill'
  return group === 'ways' || (ports.out[1] === null && ports.out[0] > 1) ? 'way' : 'card'
}

/** Whether a node only stands where ways meet. */
export function isMeeting({ type }: Pick<DrawnNode, 'type'>): boolean {
  return nodeTypes.has(type) && nodeTypes.get(type).joins !== undefined
}

/** The name that was given to a node, or that of its type. */
export function nameOfNode(node: Pick<CanvasNodeSource, 'type' | 'label'>): LocalizedText {
  return node.label ?? lookOf(node.type).type
}

/** How nodes of the registered types are placed. */
export const canvasPlacing: Pick<PlaceOptions, 'sizeOf' | 'holds'> = {
  sizeOf: ({ type }) => sizes[lookOf(type).shape],
  holds: ({ type }) => lookOf(type).shape === 'frame',
}
