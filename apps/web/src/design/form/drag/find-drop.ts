import { type DragSource, type Drop, mayDropBeside, mayDropIn } from '../model/drop.ts'
import {
  type FormBody,
  type FormIndex,
  type FormNode,
  formId,
  holdsItems,
  indexForm,
  isContainer,
} from '../tree/form-node.ts'
import { canvasSelector, childNodes, tabHeads } from './drop-line.ts'

export interface Point {
  x: number
  y: number
}

export interface FoundDrop {
  drop: Drop
  inOutline: boolean
}

/** This near to its edge a container is gone by, not gone into. */
const gutter = 6

/** Where a drag would end at a point of the window, over an element; null where it may not. */
export function findDrop(point: Point, element: Element | null, body: FormBody, source: DragSource): FoundDrop | null {
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) return null
  const search = { point, body, source, index: indexForm(body.items) }
  const row = element.closest<HTMLElement>('[data-outline-node]')
  const drop = row ? dropOnRow(row, search) : element.closest(canvasSelector) ? dropOnCanvas(element, search) : null
  return drop && !isItself(drop, search) ? { drop, inOutline: row !== null } : null
}

interface Search {
  point: Point
  body: FormBody
  source: DragSource
  index: FormIndex
}

/** What is dropped on itself, or at its own edges, stays where it is. */
function isItself(drop: Drop, { source, index }: Search): boolean {
  if (source.from !== 'form' || !('place' in drop) || source.ids.length !== 1) return false
  const node = index.get(source.ids[0] ?? '')
  return node?.parent === drop.place.parent && (drop.place.index === node.index || drop.place.index === node.index + 1)
}

function dropOnCanvas(element: Element, search: Search): Drop | null {
  const node = element.closest<HTMLElement>('[data-node]')
  const grid = element.closest<HTMLElement>('[data-container]')
  const passed = besideContainer(node, search)
  if (passed) return passed
  if (node && (!grid || grid.contains(node))) return dropOnNode(node, element, search)
  const container = grid?.dataset.container ?? formId
  return dropInGrid(container, grid, search)
}

/** At the very edge of a container: next to it. */
function besideContainer(from: HTMLElement | null, search: Search): Drop | null {
  for (let at = from; at; at = at.parentElement?.closest<HTMLElement>('[data-node]') ?? null) {
    const node = search.index.get(at.dataset.node ?? '')
    if (!node || !isContainer(node.kind)) continue
    const { top, bottom } = at.getBoundingClientRect()
    const { y } = search.point
    const edge = y - top < gutter ? 0 : bottom - y < gutter ? 1 : null
    const drop = edge === null ? null : nextTo(node, edge, search)
    if (drop) return drop
  }
  return null
}

function dropOnNode(element: HTMLElement, under: Element, search: Search): Drop | null {
  const { body, source, point, index } = search
  const node = index.get(element.dataset.node ?? '')
  if (!node) return null
  if (node.kind === 'tabs') return dropOnTabs(node, element, under, search)
  // The head of a section leads into it.
  if (holdsItems(node.kind) && mayDropIn(body, source, node.id)) return { place: { parent: node.id, index: 0 } }
  const box = element.getBoundingClientRect()
  const across = (point.x - box.left) / box.width
  if ((across < 0.25 || across > 0.75) && mayDropBeside(body, source, node.id))
    return { beside: node.id, side: across < 0.5 ? 'left' : 'right' }
  return nextTo(node, point.y > box.top + box.height / 2 ? 1 : 0, search)
}

function dropOnTabs(node: FormNode, element: HTMLElement, under: Element, search: Search): Drop | null {
  const head = under.closest<HTMLElement>('[role="tab"]')
  const at = head ? tabHeads(element).indexOf(head) : -1
  const part = node.children[at]
  if (head && part !== undefined) {
    const box = head.getBoundingClientRect()
    if (mayDropIn(search.body, search.source, node.id))
      return { place: { parent: node.id, index: at + (search.point.x > box.left + box.width / 2 ? 1 : 0) } }
    const children = search.index.get(part)?.children.length ?? 0
    if (mayDropIn(search.body, search.source, part)) return { place: { parent: part, index: children } }
  }
  const { top, height } = element.getBoundingClientRect()
  return nextTo(node, search.point.y > top + height / 2 ? 1 : 0, search)
}

/** Between the items of a container: by the one that is nearest. */
function dropInGrid(container: string, grid: HTMLElement | null, search: Search): Drop | null {
  const { body, source, point, index } = search
  if (!mayDropIn(body, source, container)) {
    const node = index.get(container)
    return node && node.id !== formId ? nextTo(node, 1, search) : null
  }
  const boxes = grid ? childNodes(grid).map((child) => child.getBoundingClientRect()) : []
  const nearest = boxes.map((box, at) => ({ at, box, far: distance(point, box) })).toSorted((a, b) => a.far - b.far)[0]
  if (!nearest) return { place: { parent: container, index: index.get(container)?.children.length ?? 0 } }
  const { at, box } = nearest
  const beside = point.y >= box.top && point.y <= box.bottom
  const behind = beside ? point.x > box.left + box.width / 2 : point.y > box.top + box.height / 2
  return { place: { parent: container, index: at + (behind ? 1 : 0) } }
}

function distance({ x, y }: Point, box: DOMRect): number {
  const dx = Math.max(box.left - x, 0, x - box.right)
  const dy = Math.max(box.top - y, 0, y - box.bottom)
  return Math.hypot(dx, dy)
}

/** Before (0) or behind (1) a node; where its parent does not take it, next to the parent. */
function nextTo(node: FormNode, after: 0 | 1, search: Search): Drop | null {
  const { body, source, index } = search
  for (let at: FormNode | undefined = node; at && at.parent !== null; at = index.get(at.parent)) {
    if (mayDropIn(body, source, at.parent)) return { place: { parent: at.parent, index: at.index + after } }
  }
  return null
}

/** In the outline: upper edge before, lower edge behind, the middle of what holds something into it. */
function dropOnRow(row: HTMLElement, search: Search): Drop | null {
  const { body, source, point, index } = search
  const node = index.get(row.dataset.outlineNode ?? '')
  if (!node) return null
  const { top, height } = row.getBoundingClientRect()
  const part = (point.y - top) / height
  const into = isContainer(node.kind) && mayDropIn(body, source, node.id)
  if (into && (node.id === formId || (part > 0.25 && part < 0.75)))
    return { place: { parent: node.id, index: node.children.length } }
  // Under the row of what is unfolded comes its first child.
  if (into && part >= 0.75 && node.children.length > 0) return { place: { parent: node.id, index: 0 } }
  return nextTo(node, part > 0.5 ? 1 : 0, search)
}
