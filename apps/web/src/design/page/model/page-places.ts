import type { LocalizedText } from '@mortise/core'
import type { BlockType } from '@mortise/metadata'
import { mayMove } from '../tree/edit-page.ts'
import { accepts, type Blocks, indexPage, type Place, pageId } from '../tree/page-node.ts'

/** What is dragged: nodes of the page, or a type of block of the palette. */
export type PageDrag =
  | { from: 'page'; ids: readonly string[]; name: LocalizedText }
  | { from: 'palette'; type: BlockType; name: LocalizedText }

/** Whether a drag may end in a container. */
export function mayDropIn(blocks: Blocks, drag: PageDrag, container: string): boolean {
  const node = indexPage(blocks).get(container)
  if (!node) return false
  return drag.from === 'page' ? mayMove(blocks, drag.ids, container) : accepts(node, 'block')
}

/** Every place where a drag may end, in the order of the page: what the arrows of the keyboard walk. */
export function legalPlaces(blocks: Blocks, drag: PageDrag): Place[] {
  const index = indexPage(blocks)
  const places: Place[] = []
  const visit = (id: string) => {
    const children = index.get(id)?.children ?? []
    const open = mayDropIn(blocks, drag, id)
    children.forEach((child, at) => {
      if (open) places.push({ parent: id, index: at })
      visit(child)
    })
    if (open) places.push({ parent: id, index: children.length })
  }
  visit(pageId)
  if (drag.from === 'palette') return places
  // Before and behind what is lifted is one place: where it is.
  return places.filter(({ parent, index: at }) => {
    const child = index.get(parent)?.children[at - 1]
    return child === undefined || !drag.ids.includes(child)
  })
}
