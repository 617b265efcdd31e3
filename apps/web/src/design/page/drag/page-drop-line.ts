import { type Line, placeLine } from '../../form/drag/drop-line.ts'
import type { Place } from '../tree/page-node.ts'

const thickness = 2
const gap = 9

export const canvasSelector = '[data-page-canvas]'

export const nodeElement = (id: string) =>
  document.querySelector<HTMLElement>(`${canvasSelector} [data-page-node="${CSS.escape(id)}"]`)

export const gridElement = (id: string) =>
  document.querySelector<HTMLElement>(`${canvasSelector} [data-page-grid="${CSS.escape(id)}"]`)

export const outlineRow = (id: string) => document.querySelector<HTMLElement>(`[data-page-row="${CSS.escape(id)}"]`)

/** The headings of the tabs of a node, not of those deeper in it. */
export function tabHeads(node: HTMLElement): HTMLElement[] {
  return [...node.querySelectorAll<HTMLElement>('[role="tab"]')].filter(
    (head) => head.closest('[data-page-node]') === node,
  )
}

/** The cells that lie in a grid themselves, not deeper. */
export function cellsOf(grid: HTMLElement): HTMLElement[] {
  return [...grid.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && child.dataset.pageNode !== undefined,
  )
}

/** Whether other blocks stand or fit beside a cell, so that one goes to its left or right. */
export function isBeside(cell: HTMLElement): boolean {
  const grid = cell.parentElement
  return grid !== null && cell.getBoundingClientRect().width < grid.getBoundingClientRect().width * 0.9
}

/** Shows where a drop would end, on the canvas or in the outline. */
export function showPlace(line: HTMLElement | null, place: Place | null, children: readonly string[]): void {
  placeLine(line, place && (lineOnCanvas(place) ?? lineInOutline(place, children)))
}

function lineOnCanvas({ parent, index }: Place): Line | null {
  const grid = gridElement(parent)
  if (!grid || grid.offsetParent === null) return lineAtTabs(parent, index)
  const cells = cellsOf(grid)
  const next = cells[index]
  if (next) return edgeOf(next, 'before')
  const last = cells.at(-1)
  if (last) return edgeOf(last, 'behind')
  const { left, top, width, height } = grid.getBoundingClientRect()
  return { x: left, y: top, width, height, around: true }
}

function edgeOf(cell: HTMLElement, side: 'before' | 'behind'): Line {
  const { left, right, top, bottom, width, height } = cell.getBoundingClientRect()
  if (isBeside(cell)) {
    const x = side === 'before' ? left - gap : right + gap - thickness
    return { x, y: top, width: thickness, height }
  }
  return { x: left, y: side === 'before' ? top - gap : bottom + gap - thickness, width, height: thickness }
}

/** Between the headings of tabs; around the heading of a tab that is not open. */
function lineAtTabs(parent: string, index: number): Line | null {
  const tabs = nodeElement(parent)
  if (tabs) {
    const heads = tabHeads(tabs).map((head) => head.getBoundingClientRect())
    const box = heads[index] ?? heads.at(-1)
    return box
      ? { x: heads[index] ? box.left : box.right - thickness, y: box.top, width: thickness, height: box.height }
      : null
  }
  const box = document.querySelector(`${canvasSelector} [data-tab="${CSS.escape(parent)}"]`)?.getBoundingClientRect()
  return box ? { x: box.left, y: box.top, width: box.width, height: box.height, around: true } : null
}

function lineInOutline({ parent, index }: Place, children: readonly string[]): Line | null {
  const next = outlineRow(children[index] ?? '')?.getBoundingClientRect()
  if (next) return { x: next.left, y: next.top - 1, width: next.width, height: thickness }
  const last = outlineRow(children.at(-1) ?? '')?.getBoundingClientRect()
  if (last) return { x: last.left, y: last.bottom - 1, width: last.width, height: thickness }
  const box = outlineRow(parent)?.getBoundingClientRect()
  return box ? { x: box.left, y: box.top, width: box.width, height: box.height, around: true } : null
}
