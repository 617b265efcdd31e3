import { createContext, useContext } from 'react'
import type { RecordFormModel } from '../form/use-record-form.ts'

/** The form behind the record of a page: what is edited in place is saved as it is in the form. */
export const PageRecordContext = createContext<RecordFormModel | null>(null)

export function usePageRecord(): RecordFormModel | null {
  return useContext(PageRecordContext)
}
