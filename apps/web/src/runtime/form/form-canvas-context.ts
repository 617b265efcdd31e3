import type { FormItem } from '@mortise/metadata'
import { createContext, type ReactNode } from 'react'

/** How the designer draws on a form: the form is that of the users, with something around each item. */
export interface FormCanvas {
  /** Draws an item, as it is or in another state, with what lies around it. */
  aroundItem(item: FormItem, columns: number, draw: (item: FormItem) => ReactNode): ReactNode
  /** Attributes of the grid in which some items lie. */
  gridProps(items: readonly FormItem[]): { readonly [attribute: `data-${string}`]: string }
  /** What is in the grid after all items. */
  afterItems(items: readonly FormItem[]): ReactNode
}

/** Null where forms are filled in. */
export const FormCanvasContext = createContext<FormCanvas | null>(null)
