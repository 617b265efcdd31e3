import type { FormItem } from '@mortise/metadata'
import type { ReactNode } from 'react'
import type { RecordFormModel } from './use-record-form.ts'

/** What the renderer of an item gets. */
export interface ItemProps<Item extends FormItem['item']> {
  item: Extract<FormItem, { item: Item }>
  model: RecordFormModel
  columns: number
  /** Draws the items inside. */
  renderItems(items: readonly FormItem[], columns: number): ReactNode
}
