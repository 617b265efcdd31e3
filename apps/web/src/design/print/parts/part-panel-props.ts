import type { EntityModel, PrintItem } from '@mortise/metadata'

export type ItemOf<Name extends PrintItem['item']> = Extract<PrintItem, { item: Name }>

/** What the properties of a part are given. */
export interface PartPanelProps<Item extends PrintItem = PrintItem> {
  item: Item
  entity: EntityModel
  /** What differs; undefined takes a property away. */
  put(change: { [Property in keyof Item]?: Item[Property] | undefined }, merge?: string): void
}
