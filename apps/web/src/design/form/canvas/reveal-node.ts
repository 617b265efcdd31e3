import { nodeElement, outlineRow, tabHeads } from '../drag/drop-line.ts'
import type { FormIndex } from '../tree/form-node.ts'

/** Opens the tabs around a node and scrolls to it, in the canvas and in the outline. */
export function revealNode(index: FormIndex, id: string): void {
  const around: string[] = []
  for (let at = index.get(id); at && at.parent !== null; at = index.get(at.parent)) around.unshift(at.id)
  for (const part of around) openPart(index, part)
  const shown = nodeElement(id) ?? nodeElement(index.get(id)?.parent ?? '')
  shown?.scrollIntoView({ block: 'nearest' })
  outlineRow(id)?.scrollIntoView({ block: 'nearest' })
}

function openPart(index: FormIndex, id: string): void {
  const node = index.get(id)
  if (node?.kind !== 'tab' && node?.kind !== 'step') return
  const tabs = nodeElement(node.parent ?? '')
  const head = tabs ? tabHeads(tabs)[node.index] : undefined
  if (!head || head.getAttribute('aria-selected') === 'true') return
  // The heading opens its tab by a click; that click must not select anything anew.
  head.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: programmatic }))
}

/** Marks clicks that no person made. */
export const programmatic = 99
