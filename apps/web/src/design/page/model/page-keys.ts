import { localize } from '@mortise/core'
import { currentLanguage, isMac, toast } from '@mortise/ui'
import type { KeyboardEvent } from 'react'
import { nodeElement } from '../drag/page-drop-line.ts'
import type { PageDesign } from '../page-design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import { isBlock, pageId } from '../tree/page-node.ts'
import { legalPlaces, type PageDrag } from './page-places.ts'

type KeyHandler = (design: PageDesign, event: KeyboardEvent<HTMLElement>) => void

/** What the keys do on the canvas and in the outline. Answers whether the key was one of them. */
export function handlePageKey(design: PageDesign, event: KeyboardEvent<HTMLElement>): boolean {
  if (event.defaultPrevented || event.nativeEvent.isComposing) return false
  const target = event.target as HTMLElement
  // Buttons in between keep the keys that press them.
  if (target.matches('input, textarea, button, [contenteditable]')) return false
  const handle = (design.drag.isLifted() ? liftedKeys : keys)[keyOf(event)]
  if (!handle) return false
  event.preventDefault()
  event.stopPropagation()
  handle(design, event)
  return true
}

function keyOf(event: KeyboardEvent): string {
  const mod = isMac() ? event.metaKey : event.ctrlKey
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase()
  return [mod && 'mod', event.altKey && 'alt', event.shiftKey && 'shift', key].filter(Boolean).join('+')
}

const selected = ({ selection }: PageDesign) => [...selection.get().ids]

const onSelected =
  (run: (design: PageDesign, ids: string[]) => void): KeyHandler =>
  (design) => {
    const ids = selected(design)
    if (ids.length > 0) run(design, ids)
  }

const keys: { readonly [key: string]: KeyHandler } = {
  arrowdown: (design) => walk(design, 1),
  arrowright: (design) => walk(design, 1),
  arrowup: (design) => walk(design, -1),
  arrowleft: (design) => walk(design, -1),
  home: ({ selection, actions }) => selection.select(orderOf(actions).slice(0, 1)),
  end: ({ selection, actions }) => selection.select(orderOf(actions).slice(-1)),
  escape: climb,
  enter: ({ goToProperties }) => goToProperties(),
  space: onSelected((design, ids) => design.drag.lift(dragOf(design, ids))),
  delete: onSelected(({ actions }, ids) => actions.remove(ids)),
  backspace: onSelected(({ actions }, ids) => actions.remove(ids)),
  'mod+d': onSelected(({ actions }, ids) => actions.duplicate(ids)),
  'mod+c': onSelected(copyAndTell),
  'mod+x': onSelected(({ actions }, ids) => actions.cut(ids)),
  'mod+v': ({ actions }) => actions.paste(),
  'shift+arrowleft': (design) => widen(design, -1),
  'shift+arrowright': (design) => widen(design, 1),
  'alt+arrowup': (design) => shift(design, -1),
  'alt+arrowdown': (design) => shift(design, 1),
  'shift+f10': menuAtNode,
  contextmenu: menuAtNode,
  '/': ({ goToPalette }) => goToPalette(),
}

const liftedKeys: { readonly [key: string]: KeyHandler } = {
  arrowdown: ({ drag }) => drag.step(1),
  arrowright: ({ drag }) => drag.step(1),
  arrowup: ({ drag }) => drag.step(-1),
  arrowleft: ({ drag }) => drag.step(-1),
  space: ({ drag }) => drag.dropLifted(),
  enter: ({ drag }) => drag.dropLifted(),
  escape: ({ drag }) => drag.cancel(),
  tab: ({ drag }) => drag.cancel(),
}

export function dragOf({ actions }: PageDesign, ids: readonly string[]): PageDrag {
  const name = { zh: actions.nameOfMany(ids, 'zh'), en: actions.nameOfMany(ids, 'en') }
  return { from: 'page', ids, name }
}

export function copyAndTell({ actions }: PageDesign, ids: readonly string[]): void {
  actions.copy(ids)
  toast(pageDesignTexts.t('copied', { name: actions.nameOfMany(ids, currentLanguage()) }))
}

function orderOf(actions: PageDesign['actions']): string[] {
  return [...actions.index().keys()].filter((id) => id !== pageId)
}

function walk({ actions, selection }: PageDesign, by: 1 | -1): void {
  const order = orderOf(actions)
  const { lead } = selection.get()
  const at = lead === null ? -1 : order.indexOf(lead)
  const next = at < 0 ? (by === 1 ? order[0] : order.at(-1)) : order[at + by]
  if (next !== undefined) selection.select([next])
}

/** From a node to what it stands in, at last to nothing. */
function climb({ actions, selection }: PageDesign): void {
  const parent = actions.index().get(selection.get().lead ?? '')?.parent ?? pageId
  selection.select(parent === pageId ? [] : [parent])
}

/** Moves what is selected to the next or former of the places where it may be. */
function shift(design: PageDesign, by: 1 | -1): void {
  const ids = selected(design)
  const { actions } = design
  const node = actions.index().get(ids[0] ?? '')
  if (!node) return
  const places = legalPlaces(actions.page().blocks, dragOf(design, ids))
  const at = places.findIndex(({ parent, index }) => parent === node.parent && index === node.index)
  const to = places[at + by]
  if (to) actions.move(ids, to)
}

function widen({ actions, selection, announce }: PageDesign, by: 1 | -1): void {
  const { lead } = selection.get()
  const member = actions.index().get(lead ?? '')?.member
  if (lead === null || !member || !isBlock(member)) return
  announce(pageDesignTexts.t('saidSpan', { span: actions.resize(lead, (member.span ?? 12) + by) }))
}

function menuAtNode({ selection, openMenu }: PageDesign): void {
  const box = nodeElement(selection.get().lead ?? '')?.getBoundingClientRect()
  if (box) openMenu({ x: box.left + 16, y: box.top + 16 })
}

/** What a screen reader is told of what is selected. */
export function sayPageSelection(
  { actions, selection }: Pick<PageDesign, 'actions' | 'selection'>,
  kind: string,
): string {
  const language = currentLanguage()
  const { ids, lead } = selection.get()
  if (ids.size > 1) return pageDesignTexts.t('saidMany', { count: ids.size })
  const index = actions.index()
  const node = index.get(lead ?? '')
  if (!node?.member) return pageDesignTexts.t('saidNone')
  return pageDesignTexts.t('saidSelected', {
    kind,
    name: actions.nameOf(node.id, language),
    parent: actions.nameOf(node.parent ?? pageId, language),
    index: node.index + 1,
    count: index.get(node.parent ?? pageId)?.children.length ?? 0,
    span: isBlock(node.member) ? (node.member.span ?? 12) : 12,
  })
}

export const nameOfDrag = ({ name }: PageDrag): string => localize(name, currentLanguage())
