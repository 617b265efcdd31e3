import { createContext, useContext } from 'react'
import type { WorkbenchActs } from '../workbench/use-workbench.ts'
import type { DragController } from './drag/drag-controller.ts'
import type { Drop } from './model/drop.ts'
import type { FormActions } from './model/form-actions.ts'
import type { SelectionStore } from './model/selection-store.ts'

/** What the parts of the form designer share; all of it stays the same as long as the form is open. */
export interface FormDesign extends WorkbenchActs {
  /** Key of the form. */
  form: string
  actions: FormActions
  selection: SelectionStore
  drag: DragController
  /** Asks for the name of a new field; it goes to the drop, else behind what is selected. */
  askForField(type: string, drop?: Drop): void
}

export const FormDesignContext = createContext<FormDesign | null>(null)

export function useFormDesign(): FormDesign {
  const design = useContext(FormDesignContext)
  if (!design) throw new Error('unreachable: no form is being designed here')
  return design
}
