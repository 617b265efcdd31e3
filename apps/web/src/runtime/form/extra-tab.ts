import type { FormDocument, FormItem } from '@mortise/metadata'
import { createContext, type ReactNode } from 'react'

/** What a page adds to the tabs of a form that is nothing but tabs, so that there is one row of them and not two. */
export interface ExtraTab {
  label: string
  content: ReactNode
}

export const ExtraTabContext = createContext<ExtraTab | null>(null)

/** The value of the extra tab; no key of a form is spelt so. */
export const extraTabValue = '$extra'

/** The tabs that are the whole of a form; null for any other form. */
export function onlyTabsOf({ items }: FormDocument): Extract<FormItem, { item: 'tabs' }> | null {
  const [first] = items
  return items.length === 1 && first?.item === 'tabs' && first.tabs.length > 1 ? first : null
}
