import type { LocalizedText } from '@mortise/core'
import { placeBeside, type Side, takesBeside } from '../tree/columns.ts'
import { insertMembers, mayMove, moveNodes } from '../tree/edit-tree.ts'
import {
  accepts,
  type FormBody,
  formId,
  holdsItems,
  indexForm,
  type Member,
  memberId,
  type NodeKind,
  type Place,
} from '../tree/form-node.ts'
import type { LayoutKind } from '../tree/new-items.ts'

/** Where something is dropped: at a place of a container, or in the row of a field. */
export type Drop = { place: Place } | { beside: string; side: Side }

export function isSameDrop(a: Drop, b: Drop): boolean {
  if ('beside' in a || 'beside' in b)
    return 'beside' in a && 'beside' in b && a.beside === b.beside && a.side === b.side
  return a.place.parent === b.place.parent && a.place.index === b.place.index
}

/** What is dragged: nodes of the form, or something of the palette. */
export type DragSource =
  | { from: 'form'; ids: readonly string[]; name: LocalizedText }
  | { from: 'palette'; entry: PaletteEntry; name: LocalizedText }

/** What the palette puts on a form. */
export type PaletteEntry =
  | { adds: 'field'; field: string; lines: boolean }
  | { adds: 'new_field'; type: string; lines: boolean }
  | { adds: 'layout'; kind: LayoutKind }
  | { adds: 'related_list'; entity: string; field: string }
  | { adds: 'button'; command: string }
  | { adds: 'view'; view: string; field: string }

/** The kinds of nodes that a drag would put down. */
export function kindsOf(body: FormBody, source: DragSource): NodeKind[] {
  if (source.from === 'form') return source.ids.flatMap((id) => indexForm(body.items).get(id)?.kind ?? [])
  const { entry } = source
  if (entry.adds === 'layout') return [entry.kind]
  if (entry.adds !== 'field' && entry.adds !== 'new_field') return [entry.adds]
  return [entry.lines ? 'sub_table' : 'field']
}

/** Answers of one drag over one form: asked with every move of a pointer. */
const allowed = new WeakMap<DragSource, { items: FormBody['items']; containers: Map<string, boolean> }>()

/** Whether a drag may end in a container. */
export function mayDropIn(body: FormBody, source: DragSource, container: string): boolean {
  const kept = allowed.get(source)
  const { containers } = kept?.items === body.items ? kept : { containers: new Map<string, boolean>() }
  const known = containers.get(container)
  if (known !== undefined) return known
  const answer = isOpenTo(body, source, container)
  containers.set(container, answer)
  allowed.set(source, { items: body.items, containers })
  return answer
}

function isOpenTo(body: FormBody, source: DragSource, container: string): boolean {
  const index = indexForm(body.items)
  if (source.from === 'form') return mayMove(index, source.ids, container)
  const node = index.get(container)
  return node !== undefined && kindsOf(body, source).every((kind) => accepts(node.kind, kind))
}

/** Whether a drag may end in the row of a node. */
export function mayDropBeside(body: FormBody, source: DragSource, target: string): boolean {
  const index = indexForm(body.items)
  const node = index.get(target)
  if (!node || node.parent === null || !takesBeside(node) || !mayDropIn(body, source, node.parent)) return false
  if (source.from === 'form' && source.ids.includes(target)) return false
  return kindsOf(body, source).every((kind) => kind === 'field')
}

export function moveTo(body: FormBody, ids: readonly string[], drop: Drop): FormBody {
  return 'place' in drop ? moveNodes(body, ids, drop.place) : placeBeside(body, ids, drop.beside, drop.side)
}

/** Puts new members where they were dropped. */
export function insertAt(body: FormBody, members: readonly Member[], drop: Drop): FormBody {
  if ('place' in drop) return insertMembers(body, drop.place, members)
  const target = indexForm(body.items).get(drop.beside)
  if (!target || target.parent === null) return body
  const place = { parent: target.parent, index: target.index + (drop.side === 'right' ? 1 : 0) }
  const placed = insertMembers(body, place, members)
  return placed === body ? body : placeBeside(placed, members.map(memberId), drop.beside, drop.side)
}

/** Every place where a drag may end, in the order of the form: what the arrows of the keyboard walk. */
export function legalPlaces(body: FormBody, source: DragSource): Place[] {
  const places: Place[] = []
  const visit = (id: string) => {
    const children = indexForm(body.items).get(id)?.children ?? []
    const open = mayDropIn(body, source, id)
    children.forEach((child, index) => {
      if (open) places.push({ parent: id, index })
      visit(child)
    })
    if (open) places.push({ parent: id, index: children.length })
  }
  visit(formId)
  if (source.from === 'palette') return places
  // Before and behind what is lifted is one place: where it is.
  return places.filter(({ parent, index }) => {
    const child = indexForm(body.items).get(parent)?.children[index - 1]
    return child === undefined || !source.ids.includes(child)
  })
}

/** Behind what is selected; inside of what is selected and holds items; else at the end of the form. */
export function placeAfter(body: FormBody, lead: string | null, kinds: readonly NodeKind[]): Place {
  const index = indexForm(body.items)
  const node = lead === null ? undefined : index.get(lead)
  if (node && holdsItems(node.kind)) return { parent: node.id, index: node.children.length }
  for (let at = node; at; at = index.get(at.parent ?? '')) {
    const parent = index.get(at.parent ?? '')
    if (parent && kinds.every((kind) => accepts(parent.kind, kind))) return { parent: parent.id, index: at.index + 1 }
  }
  return lastPlace(body)
}

/** Where what nobody put anywhere goes: the end of the form, or of its last section where fields are in sections. */
function lastPlace(body: FormBody): Place {
  const index = indexForm(body.items)
  const root = index.get(formId)?.children ?? []
  const last = root.map((id) => index.get(id)).findLast((node) => node?.kind === 'section')
  const loose = root.some((id) => index.get(id)?.kind === 'field')
  if (last && !loose) return { parent: last.id, index: last.children.length }
  return { parent: formId, index: root.length }
}
