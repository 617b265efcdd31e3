import { createContext, useContext } from 'react'
import { records } from '../../../api/records.ts'

/** How the views of a page read records. The designer's preview asks for what is published only. */
export interface RecordReads extends Pick<typeof records, 'query' | 'aggregate'> {
  /** Tells the answers of one way from those of another where they are kept. */
  scope?: string
}

export const RecordReadsContext = createContext<RecordReads>(records)

export function useRecordReads(): RecordReads {
  return useContext(RecordReadsContext)
}
