import type { LocalizedText } from '@mortise/core'
import { type FormItem, itemKeysOf } from '@mortise/metadata'
import { firstFree } from '../../keys/free-key.ts'
import { dissolveNodes, insertMembers, removeNodes } from './edit-tree.ts'
import {
  childrenOf,
  type FormBody,
  type FormIndex,
  indexForm,
  type Member,
  memberId,
  outermost,
  withChildren,
} from './form-node.ts'

/** Items that are not fields, as the palette offers them. */
export type LayoutKind = Exclude<FormItem['item'], 'field' | 'sub_table' | 'related_list' | 'button' | 'view'>

/** What a new item is called and filled with, in both languages. */
export interface LayoutWords {
  section: LocalizedText
  tab(number: number): LocalizedText
  step(number: number): LocalizedText
  text: LocalizedText
  image: LocalizedText
}

type Maker = (key: string, free: (wanted: string) => string, words: LayoutWords) => FormItem

/** A grey square, until a picture is chosen. */
const emptyPicture =
  'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNDAiIGhlaWdodD0iODAiPjxyZWN0IHdpZHRoPSIyNDAiIGhlaWdodD0iODAiIHJ4PSI4IiBmaWxsPSIjYzljZWQ2IiBmaWxsLW9wYWNpdHk9Ii41Ii8+PC9zdmc+'

const makers: { readonly [Kind in LayoutKind]: Maker } = {
  section: (key, _, words) => ({ item: 'section', key, label: words.section, items: [] }),
  tabs: (key, free, words) => ({
    item: 'tabs',
    key,
    tabs: [1, 2].map((number) => ({ key: free('tab'), label: words.tab(number), items: [] })),
  }),
  steps: (key, free, words) => ({
    item: 'steps',
    key,
    steps: [1, 2].map((number) => ({ key: free('step'), label: words.step(number), items: [] })),
  }),
  text: (key, _, words) => ({ item: 'text', key, text: words.text }),
  divider: (key) => ({ item: 'divider', key }),
  image: (key, _, words) => ({ item: 'image', key, source: emptyPicture, alt: words.image, height: 80 }),
}

export const layoutKinds = Object.keys(makers) as readonly LayoutKind[]

/** A new item with keys that the form does not use yet. */
export function newLayoutItem(body: FormBody, kind: LayoutKind, words: LayoutWords): FormItem {
  const free = freeKeys(body)
  return makers[kind](free(kind), free, words)
}

/** Gives out keys that are free in a form, each once. */
export function freeKeys(body: FormBody): (wanted: string) => string {
  const taken = itemKeysOf(body.items)
  return (wanted) => {
    const key = firstFree(wanted, (candidate) => taken.has(candidate))
    taken.add(key)
    return key
  }
}

/** Puts nodes into a new section, or into the first of new tabs, where the first of them stood. */
export function wrapNodes(body: FormBody, ids: readonly string[], kind: 'section' | 'tabs', words: LayoutWords) {
  const moved = outermost(indexForm(body.items), ids).filter(({ member }) => member && 'item' in member)
  const [first] = moved
  if (!first || first.parent === null) return { body, id: null }
  const free = freeKeys(body)
  const items = moved.flatMap(({ member }) => (member && 'item' in member ? [member] : []))
  const key = free(kind)
  const wrapper: FormItem =
    kind === 'section'
      ? { item: 'section', key, label: words.section, items }
      : { item: 'tabs', key, tabs: [{ key: free('tab'), label: words.tab(1), items }] }
  const marked = insertMembers(body, { parent: first.parent, index: first.index }, [{ item: 'divider', key: marker }])
  const left = removeNodes(
    marked,
    moved.map(({ id }) => id),
  )
  const place = indexForm(left.items).get(marker)
  if (!place || place.parent === null) return { body, id: null }
  const placed = insertMembers(left, { parent: place.parent, index: place.index }, [wrapper])
  return { body: removeNodes(placed, [marker]), id: key }
}

/** Keeps the place while all around it goes. No key is spelt so. */
const marker = ':here'

/** Where a section can be told in two: before a node that is not the first in it. */
export function splits(index: FormIndex, id: string): boolean {
  const node = index.get(id)
  return node !== undefined && node.index > 0 && index.get(node.parent ?? '')?.kind === 'section'
}

/** Tells a section in two: from a node on, what is in it goes to a new section behind it, in as many columns. */
export function splitSection(body: FormBody, id: string, words: LayoutWords): { body: FormBody; id: string | null } {
  const index = indexForm(body.items)
  const node = index.get(id)
  const section = index.get(node?.parent ?? '')
  const member = section?.member
  if (!node || !section?.parent || !splits(index, id)) return { body, id: null }
  if (!member || !('item' in member) || member.item !== 'section') return { body, id: null }
  const key = freeKeys(body)('section')
  const made: FormItem = {
    ...{ item: 'section', key, label: words.section, items: member.items.slice(node.index) },
    ...(member.columns !== undefined && { columns: member.columns }),
  }
  const left = removeNodes(body, section.children.slice(node.index))
  return { body: insertMembers(left, { parent: section.parent, index: section.index + 1 }, [made]), id: key }
}

/** Puts the content of sections, tabs and steps in their place. */
export const unwrapNodes = dissolveNodes

/** What becomes of the fields of copied items. Null: the copy goes without it. */
export type FieldForCopy = (field: string) => string | null

/** Copies of members with keys that are free; each field as the caller says. */
export function copyMembers(
  members: readonly Member[],
  free: (wanted: string) => string,
  fieldFor: FieldForCopy,
): Member[] {
  return members.flatMap((member): Member[] => {
    if (!('key' in member)) {
      const field = fieldFor(member.field)
      return field === null ? [] : [{ ...member, field }]
    }
    const children = childrenOf(member)
    const copy = { ...member, key: free(member.key) }
    return [children ? withChildren(copy, copyMembers(children, free, fieldFor)) : copy]
  })
}

/** Puts copies of nodes behind each of them. */
export function duplicateNodes(body: FormBody, ids: readonly string[], fieldFor: FieldForCopy) {
  const free = freeKeys(body)
  const made: string[] = []
  let next = body
  for (const { id } of outermost(indexForm(body.items), ids)) {
    const node = indexForm(next.items).get(id)
    if (!node?.member || node.parent === null) continue
    const copies = copyMembers([node.member], free, fieldFor)
    next = insertMembers(next, { parent: node.parent, index: node.index + 1 }, copies)
    made.push(...copies.map(memberId))
  }
  return { body: next, ids: made }
}
