/** Where the embedded database begins: a directory on disk, or in memory, then from a snapshot or from nothing. */
export interface PgliteSource {
  directory?: string
  /** File with a dumped data directory; starting from it is several times faster than making a new one. */
  snapshot?: string
}

/** What the main thread sends to the thread of the embedded database. */
export interface PgliteRequest {
  id: number
  kind: 'query' | 'listen' | 'close'
  text: string
  values: readonly unknown[]
  dates: boolean
  /** Under this its plan is kept for the next time; without one it is not. */
  name?: string | undefined
}

/** The fields of a PostgreSQL error that survive the way between threads. */
export interface PgliteFault {
  message: string
  code?: string
  constraint?: string
  detail?: string
  schema?: string
  table?: string
  column?: string
}

export interface PgliteReply {
  id: number
  rows?: unknown[]
  count?: number
  fault?: PgliteFault
}

export type PgliteMessage = PgliteReply | { ready: true } | { channel: string; payload: string }
