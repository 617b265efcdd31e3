import { createContext, useContext } from 'react'
import type { ProblemMap } from './problem-map.ts'
import type { Editing } from './use-editing.ts'

/** What the fields of a form need to know of the form around them. */
export interface EditingState extends Editing {
  /** May be edited at all. */
  editable: boolean
  recordId: string | null
  problems: ProblemMap
  /** An input says how many of its texts it could not read. */
  reportUnread(field: string, count: number): void
}

export const EditingContext = createContext<EditingState | null>(null)

export function useFormEditing(): EditingState {
  const state = useContext(EditingContext)
  if (!state) throw new Error('unreachable: no form around this field')
  return state
}
