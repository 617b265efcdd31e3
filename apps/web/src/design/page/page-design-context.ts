import { createContext, useContext } from 'react'
import type { SelectionStore } from '../form/model/selection-store.ts'
import type { WorkbenchActs } from '../workbench/use-workbench.ts'
import type { PageDragController } from './drag/page-drag.ts'
import type { PageActions } from './model/page-actions.ts'

/** What the parts of the page designer share. Never a reason to render again. */
export interface PageDesign extends WorkbenchActs {
  actions: PageActions
  selection: SelectionStore
  drag: PageDragController
}

export const PageDesignContext = createContext<PageDesign | null>(null)

export function usePageDesign(): PageDesign {
  const design = useContext(PageDesignContext)
  if (!design) throw new Error('unreachable: no page is being designed here')
  return design
}
