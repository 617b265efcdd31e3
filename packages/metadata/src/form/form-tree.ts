import type { FormItem } from '../documents/form.ts'

/** A single tab or step: a part of an item that rules can hide, too. */
export interface FormPart {
  key: string
  items: readonly FormItem[]
}

/** The parts of an item that have items of their own; a section is its own part. */
export function partsOf(item: FormItem): readonly FormPart[] {
  return holders[item.item]?.(item as never) ?? []
}

type Holders = { [Name in FormItem['item']]?: (item: Extract<FormItem, { item: Name }>) => readonly FormPart[] }

const holders: Holders = {
  section: (section) => [section],
  tabs: ({ tabs }) => tabs,
  steps: ({ steps }) => steps,
}

/** An item of a form with the keys of the parts that it stands in, the outermost first. */
export interface PlacedItem {
  item: FormItem
  inside: readonly string[]
}

/** Every item of a tree, each before what is in it. */
export function* itemsOf(items: readonly FormItem[], inside: readonly string[] = []): Generator<PlacedItem> {
  for (const item of items) {
    yield { item, inside }
    const own = 'key' in item && item.item !== 'section' ? [...inside, item.key] : inside
    for (const part of partsOf(item)) yield* itemsOf(part.items, [...own, part.key])
  }
}

/** The field that an item shows; null for what is no field. */
export function fieldOfItem(item: FormItem): string | null {
  return item.item === 'field' || item.item === 'sub_table' ? item.field : null
}

/** Keys that rules can name beside fields: of items, single tabs and single steps. */
export function itemKeysOf(items: readonly FormItem[]): Set<string> {
  const keys = new Set<string>()
  for (const { item } of itemsOf(items)) {
    if ('key' in item) keys.add(item.key)
    for (const part of partsOf(item)) keys.add(part.key)
  }
  return keys
}

/** Keys of the fields of a tree, in order. */
export function formFieldKeys(items: readonly FormItem[]): string[] {
  return [...itemsOf(items)].flatMap(({ item }) => fieldOfItem(item) ?? [])
}
