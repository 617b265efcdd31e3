import { createContext, useContext } from 'react'
import type { SelectionStore } from '../form/model/selection-store.ts'
import type { PageDragController } from './drag/page-drag.ts'
import type { PageActions } from './model/page-actions.ts'

/** What the parts of the page designer share. Never a reason to render again. */
export interface PageDesign {
  actions: PageActions
  selection: SelectionStore
  drag: PageDragController
  announce(words: string): void
  openMenu(at: { x: number; y: number }): void
  openMoveTo(): void
  goToPalette(): void
  goToProperties(): void
}

export const PageDesignContext = createContext<PageDesign | null>(null)

export function usePageDesign(): PageDesign {
  const design = useContext(PageDesignContext)
  if (!design) throw new Error('unreachable: no page is being designed here')
  return design
}
