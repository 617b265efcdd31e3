import { createContext, useContext } from 'react'
import { batchReads } from '../../../api/batch-reads.ts'
import { records } from '../../../api/records.ts'

/** How the views of a page read records. The designer's preview asks for what is published only. */
export interface RecordReads extends Pick<typeof records, 'query' | 'aggregate'> {
  /** Tells the answers of one way from those of another where they are kept. */
  scope?: string
}

/** Those of a page: what its blocks ask for at the same moment is one call. */
export const pageReads: RecordReads = batchReads(records)

export const RecordReadsContext = createContext<RecordReads>(records)

export function useRecordReads(): RecordReads {
  return useContext(RecordReadsContext)
}

/** The answers of a preview are kept apart from those of the app. */
export const scoped = ({ scope }: RecordReads, query: object) => (scope === undefined ? query : { scope, query })
