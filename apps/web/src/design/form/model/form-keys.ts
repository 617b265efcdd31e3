import { isMac } from '@mortise/ui'
import type { KeyboardEvent } from 'react'
import type { FormDesign } from '../form-design-context.ts'
import { formId } from '../tree/form-node.ts'
import { legalPlaces } from './drop.ts'
import { pasteAndTell } from './paste-and-tell.ts'

type KeyHandler = (design: FormDesign, event: KeyboardEvent<HTMLElement>) => void

/** What the keys do on the canvas and in the outline. Answers whether the key was one of them. */
export function handleFormKey(design: FormDesign, event: KeyboardEvent<HTMLElement>): boolean {
  if (event.defaultPrevented || event.nativeEvent.isComposing) return false
  const target = event.target as HTMLElement
  // Buttons in between keep the keys that press them.
  if (target.matches('input, textarea, button, [contenteditable]') && !target.matches('[data-form-keys]')) return false
  const handlers = design.drag.isLifted() ? liftedKeys : keys
  const handle = handlers[keyOf(event)]
  if (!handle) return false
  event.preventDefault()
  event.stopPropagation()
  handle(design, event)
  return true
}

function keyOf(event: KeyboardEvent): string {
  const mod = isMac() ? event.metaKey : event.ctrlKey
  return [
    mod && 'mod',
    event.altKey && 'alt',
    event.shiftKey && 'shift',
    event.key === ' ' ? 'space' : event.key.toLowerCase(),
  ]
    .filter(Boolean)
    .join('+')
}

const selected = ({ selection }: FormDesign) => [...selection.get().ids]

const onSelected =
  (run: (design: FormDesign, ids: string[]) => void): KeyHandler =>
  (design) => {
    const ids = selected(design)
    if (ids.length > 0) run(design, ids)
  }

const keys: { readonly [key: string]: KeyHandler } = {
  arrowdown: (design) => walk(design, 1),
  arrowup: (design) => walk(design, -1),
  arrowright: (design) => walk(design, 1),
  arrowleft: (design) => walk(design, -1),
  'shift+arrowdown': (design) => extend(design, 1),
  'shift+arrowup': (design) => extend(design, -1),
  home: ({ selection, actions }) => selection.select(orderOf(actions).slice(0, 1)),
  end: ({ selection, actions }) => selection.select(orderOf(actions).slice(-1)),
  escape: climb,
  enter: ({ goToProperties }) => goToProperties(),
  space: onSelected(({ drag, actions }, ids) => drag.lift(actions.source(ids))),
  delete: onSelected(({ actions }, ids) => actions.remove(ids)),
  backspace: onSelected(({ actions }, ids) => actions.remove(ids)),
  'mod+d': onSelected(({ actions }, ids) => actions.duplicate(ids)),
  'mod+c': onSelected(({ actions }, ids) => actions.copy(ids)),
  'mod+x': onSelected(({ actions }, ids) => actions.cut(ids)),
  'mod+v': ({ actions }) => pasteAndTell(actions),
  'mod+a': selectSiblings,
  'mod+g': onSelected(({ actions }, ids) => actions.wrap(ids, 'section')),
  'mod+shift+g': onSelected(({ actions }, ids) => actions.unwrap(ids)),
  'alt+arrowdown': (design) => shift(design, 1),
  'alt+arrowup': (design) => shift(design, -1),
  'alt+arrowleft': moveOut,
  'alt+arrowright': moveIn,
  'shift+f10': menuAtNode,
  contextmenu: menuAtNode,
  '/': ({ goToPalette }) => goToPalette(),
}

const liftedKeys: { readonly [key: string]: KeyHandler } = {
  arrowdown: ({ drag }) => drag.step(1),
  arrowup: ({ drag }) => drag.step(-1),
  arrowleft: ({ drag }) => drag.beside('left'),
  arrowright: ({ drag }) => drag.beside('right'),
  space: ({ drag }) => drag.dropLifted(),
  enter: ({ drag }) => drag.dropLifted(),
  escape: ({ drag }) => drag.cancel(),
  tab: ({ drag }) => drag.cancel(),
}

function orderOf(actions: FormDesign['actions']): string[] {
  return [...actions.index().keys()].filter((id) => id !== formId)
}

function neighbour({ actions, selection }: FormDesign, by: 1 | -1): string | undefined {
  const order = orderOf(actions)
  const { lead } = selection.get()
  const at = lead === null ? -1 : order.indexOf(lead)
  if (at < 0) return by === 1 ? order[0] : order.at(-1)
  return order[at + by]
}

function walk(design: FormDesign, by: 1 | -1): void {
  const next = neighbour(design, by)
  if (next !== undefined) design.selection.select([next])
}

function extend(design: FormDesign, by: 1 | -1): void {
  const next = neighbour(design, by)
  if (next !== undefined) design.selection.extend(next, orderOf(design.actions))
}

/** From one of several to this one, from a node to what it stands in, at last to nothing. */
function climb({ actions, selection }: FormDesign): void {
  const { ids, lead } = selection.get()
  const parent = actions.index().get(lead ?? '')?.parent
  if (ids.size > 1 && lead !== null) selection.select([lead])
  else selection.select(parent && parent !== formId ? [parent] : [])
}

function selectSiblings({ actions, selection }: FormDesign): void {
  const index = actions.index()
  const parent = index.get(selection.get().lead ?? '')?.parent ?? formId
  selection.select([...(index.get(parent)?.children ?? [])])
}

/** To the next or former place that is a legal one, into containers and out of them. */
function shift(design: FormDesign, by: 1 | -1): void {
  const { actions } = design
  const ids = selected(design)
  if (ids.length === 0) return
  const source = actions.source(ids)
  if (source.from !== 'form') return
  const node = actions.index().get(source.ids[0] ?? '')
  const places = legalPlaces(actions.form(), source)
  const at = places.findIndex(({ parent, index }) => parent === node?.parent && index === node.index)
  const place = places[at + by]
  if (at >= 0 && place) actions.move(ids, { place })
}

/** Out of what it stands in, behind it. */
function moveOut(design: FormDesign): void {
  const { actions } = design
  const ids = selected(design)
  const index = actions.index()
  for (let at = index.get(index.get(ids[0] ?? '')?.parent ?? ''); at && at.parent !== null; at = index.get(at.parent)) {
    const place = { parent: at.parent, index: at.index + 1 }
    const before = actions.form().items
    actions.move(ids, { place })
    if (actions.form().items !== before) return
  }
}

/** Into the container before it, else behind it. */
function moveIn(design: FormDesign): void {
  const { actions } = design
  const ids = selected(design)
  const source = actions.source(ids)
  if (source.from !== 'form') return
  const index = actions.index()
  const node = index.get(source.ids[0] ?? '')
  const siblings = index.get(node?.parent ?? '')?.children ?? []
  const near = [siblings[(node?.index ?? 0) - 1], siblings[(node?.index ?? 0) + 1]]
  const places = legalPlaces(actions.form(), source)
  for (const neighbour of near) {
    const inner = innermostLast(design, neighbour)
    const place = places.findLast(({ parent }) => parent === inner)
    if (!place) continue
    actions.move(ids, { place })
    return
  }
}

/** What takes items in a node: itself, or the first part of tabs and steps. */
function innermostLast({ actions }: FormDesign, id: string | undefined): string | undefined {
  const node = actions.index().get(id ?? '')
  return node?.kind === 'tabs' || node?.kind === 'steps' ? node.children[0] : node?.id
}

function menuAtNode({ openMenu, selection }: FormDesign): void {
  const lead = selection.get().lead ?? ''
  const element = document.querySelector(`[data-node="${CSS.escape(lead)}"], [data-outline-node="${CSS.escape(lead)}"]`)
  const box = (document.activeElement?.closest('[data-outline]') ? null : element)?.getBoundingClientRect()
  const row = document.querySelector(`[data-outline-node="${CSS.escape(lead)}"]`)?.getBoundingClientRect()
  const at = box ?? row ?? document.activeElement?.getBoundingClientRect()
  openMenu({ x: (at?.left ?? 0) + 16, y: (at?.top ?? 0) + 24 })
}
