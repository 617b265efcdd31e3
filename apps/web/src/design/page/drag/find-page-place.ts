import type { Point } from '../../form/drag/find-drop.ts'
import { mayDropIn, type PageDrag } from '../model/page-places.ts'
import { accepts, type Blocks, indexPage, type PageNode, type Place, pageId } from '../tree/page-node.ts'
import { canvasSelector, cellsOf, isBeside, tabHeads } from './page-drop-line.ts'

/** Where a drag would end at a point of the window; null where it may not. */
export function findPagePlace(point: Point, blocks: Blocks, drag: PageDrag): Place | null {
  const under = document
    .elementsFromPoint(point.x, point.y)
    .find((element) => element.closest(`${canvasSelector}, [data-page-row]`))
  if (!under) return null
  const search = { point, blocks, drag, index: indexPage(blocks) }
  const row = under.closest<HTMLElement>('[data-page-row]')
  const place = row ? placeOnRow(row, search) : placeOnCanvas(under, search)
  return place && !isItself(place, search) ? place : null
}

interface Search {
  point: Point
  blocks: Blocks
  drag: PageDrag
  index: ReturnType<typeof indexPage>
}

/** What is dropped at its own edges stays where it is. */
function isItself({ parent, index }: Place, { drag, index: nodes }: Search): boolean {
  if (drag.from !== 'page' || drag.ids.length !== 1) return false
  const node = nodes.get(drag.ids[0] ?? '')
  return node?.parent === parent && (index === node.index || index === node.index + 1)
}

function placeOnCanvas(under: Element, search: Search): Place | null {
  const cell = under.closest<HTMLElement>('[data-page-node]')
  const grid = under.closest<HTMLElement>('[data-page-grid]')
  const node = search.index.get(cell?.dataset.pageNode ?? '')
  if (cell && node && !(grid && cell.contains(grid))) {
    const head = under.closest<HTMLElement>('[role="tab"]')
    if (head) return onTab(node, tabHeads(cell).indexOf(head), search)
    return nextTo(node, behind(cell, search.point), search)
  }
  if (!grid) return mayDropIn(search.blocks, search.drag, pageId) ? endOf(pageId, search) : null
  return inGrid(grid, search)
}

/** On the heading of a tab: onto that tab, or among the tabs for a single tab. */
function onTab(tabs: PageNode, at: number, search: Search): Place | null {
  if (mayDropIn(search.blocks, search.drag, tabs.id)) return { parent: tabs.id, index: at }
  const tab = tabs.children[at]
  return tab !== undefined && mayDropIn(search.blocks, search.drag, tab) ? endOf(tab, search) : null
}

function endOf(container: string, { index }: Search): Place {
  return { parent: container, index: index.get(container)?.children.length ?? 0 }
}

function behind(cell: HTMLElement, { x, y }: Point): 0 | 1 {
  const { left, top, width, height } = cell.getBoundingClientRect()
  return (isBeside(cell) ? x > left + width / 2 : y > top + height / 2) ? 1 : 0
}

/** Next to a node, or to the nearest of those around it where that may not be. */
function nextTo(node: PageNode, after: 0 | 1, search: Search): Place | null {
  for (let at: PageNode | undefined = node; at && at.parent !== null; at = search.index.get(at.parent)) {
    if (mayDropIn(search.blocks, search.drag, at.parent)) return { parent: at.parent, index: at.index + after }
  }
  return null
}

/** Between the cells of a grid: before the first that lies behind the point. */
function inGrid(grid: HTMLElement, search: Search): Place | null {
  const container = grid.dataset.pageGrid ?? pageId
  if (!mayDropIn(search.blocks, search.drag, container)) return null
  const { x, y } = search.point
  const boxes = cellsOf(grid).map((cell) => cell.getBoundingClientRect())
  const index = boxes.findIndex(({ left, right, top, bottom }) => y < top || (y <= bottom && x < (left + right) / 2))
  return { parent: container, index: index < 0 ? boxes.length : index }
}

/** In the outline: upper edge before, lower edge behind, the middle of what holds something into it. */
function placeOnRow(row: HTMLElement, search: Search): Place | null {
  const node = search.index.get(row.dataset.pageRow ?? '')
  if (!node) return null
  const { top, height } = row.getBoundingClientRect()
  const part = (search.point.y - top) / height
  const holds = node.kind !== 'block' || accepts(node, 'block') || accepts(node, 'tab')
  if (holds && part > 0.25 && part < 0.75 && mayDropIn(search.blocks, search.drag, node.id))
    return endOf(node.id, search)
  return nextTo(node, part > 0.5 ? 1 : 0, search)
}
