import type { Drop } from '../model/drop.ts'
import { formId } from '../tree/form-node.ts'

/** Where the line lies that shows the place of a drop, in the window. */
export interface Line {
  x: number
  y: number
  width: number
  height: number
  /** Around something instead of between two things. */
  around?: boolean
}

const thickness = 2
const gap = 7

export const canvasSelector = '[data-form-canvas]'

/** Elements that were looked for: asked for with every move of a pointer, over thousands of others. */
const found = new Map<string, HTMLElement>()

function elementOf(attribute: 'data-node' | 'data-container', id: string): HTMLElement | null {
  const name = `${attribute} ${id}`
  const known = found.get(name)
  if (known?.isConnected && known.getAttribute(attribute) === id) return known
  const element = document.querySelector<HTMLElement>(`${canvasSelector} [${attribute}="${CSS.escape(id)}"]`)
  if (element) found.set(name, element)
  else found.delete(name)
  return element
}

export const nodeElement = (id: string): HTMLElement | null => elementOf('data-node', id)

export const gridElement = (id: string): HTMLElement | null => elementOf('data-container', id)

export function outlineRow(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-outline-node="${CSS.escape(id)}"]`)
}

/** The line of a drop on the canvas; null where the place is not to be seen: on a tab that is not open. */
export function lineOnCanvas(drop: Drop): Line | null {
  if ('beside' in drop) {
    const box = nodeElement(drop.beside)?.getBoundingClientRect()
    if (!box) return null
    const x = drop.side === 'left' ? box.left - gap : box.right + gap - thickness
    return { x, y: box.top, width: thickness, height: box.height }
  }
  const { parent, index } = drop.place
  const grid = gridElement(parent)
  if (!grid || grid.offsetParent === null) return lineAtTabs(parent, index)
  const boxes = childNodes(grid).map((child) => child.getBoundingClientRect())
  const next = boxes[index]
  if (next) return { x: next.left, y: next.top - gap, width: next.width, height: thickness }
  const last = boxes.at(-1)
  if (last) return { x: last.left, y: last.bottom + gap - thickness, width: last.width, height: thickness }
  const empty = grid.getBoundingClientRect()
  return { x: empty.left, y: empty.top, width: empty.width, height: empty.height, around: true }
}

/** Between the headings of tabs; around the heading of a tab whose content is not to be seen. */
function lineAtTabs(parent: string, index: number): Line | null {
  const tabs = nodeElement(parent)
  if (tabs) {
    const heads = tabHeads(tabs).map((head) => head.getBoundingClientRect())
    const box = heads[index] ?? heads.at(-1)
    if (!box) return null
    return { x: heads[index] ? box.left : box.right - thickness, y: box.top, width: thickness, height: box.height }
  }
  const head = document.querySelector(`${canvasSelector} [role="tab"][data-part="${CSS.escape(parent)}"]`)
  const box = head?.getBoundingClientRect()
  return box ? { x: box.left, y: box.top, width: box.width, height: box.height, around: true } : null
}

/** The line of a drop in the outline. */
export function lineInOutline(drop: Drop, children: readonly string[]): Line | null {
  if ('beside' in drop) {
    const box = outlineRow(drop.beside)?.getBoundingClientRect()
    return box ? { x: box.left, y: box.top, width: box.width, height: box.height, around: true } : null
  }
  const { parent, index } = drop.place
  const next = outlineRow(children[index] ?? '')
  if (next) return rowLine(next, 'top')
  const last = outlineRow(children.at(-1) ?? '')
  if (last) return rowLine(last, 'bottom')
  const box = (parent === formId ? null : outlineRow(parent))?.getBoundingClientRect()
  return box ? { x: box.left, y: box.top, width: box.width, height: box.height, around: true } : null
}

function rowLine(row: HTMLElement, edge: 'top' | 'bottom'): Line {
  const box = row.getBoundingClientRect()
  const indent = Number.parseFloat(getComputedStyle(row).paddingInlineStart) || 0
  return { x: box.left + indent, y: box[edge] - 1, width: box.width - indent, height: thickness }
}

/** The nodes that lie in a grid themselves, not deeper. */
export function childNodes(grid: HTMLElement): HTMLElement[] {
  return [...grid.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && child.dataset.node !== undefined,
  )
}

/** The headings of the tabs of a node, not of those deeper in it. */
export function tabHeads(tabs: HTMLElement): HTMLElement[] {
  return [...tabs.querySelectorAll<HTMLElement>('[role="tab"]')].filter((head) => head.closest('[data-node]') === tabs)
}

/** Puts the element of the line where it is to lie; none hides it. */
export function placeLine(element: HTMLElement | null, line: Line | null): void {
  if (!element) return
  element.hidden = line === null
  if (!line) return
  element.style.width = `${line.width}px`
  element.style.height = `${line.height}px`
  element.dataset.around = String(line.around === true)
  element.style.transform = `translate(${line.x}px, ${line.y}px)`
}
