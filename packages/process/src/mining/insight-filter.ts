import { qualified } from '@mortise/data/server'

/** Which instances are looked at: those that began in a time. */
export interface InsightFilter {
  app: string
  process: string
  from?: string
  /** Not this moment any more. */
  to?: string
  /** Number of a version. */
  version?: number
  /** Only those that one of these people began. */
  initiators?: readonly string[]
}

/** Parameters of the filter: always the first ones. */
export const filterValues = ({ app, process, from, to, version, initiators }: InsightFilter): unknown[] => [
  ...[app, process, from ?? null, to ?? null],
  ...[version ?? null, initiators ?? null],
]

/** Number of the first parameter that is free. */
export const firstFree = 7

/** SQL: that an instance `i` is among them. */
export function isMeant(schema: string): string {
  return `i.app = $1 and i.process = $2 and ($3::timestamptz is null or i.started_at >= $3)
    and ($4::timestamptz is null or i.started_at < $4)
    and ($5::integer is null or i.version_id = (select x.id from ${qualified(schema, 'process_version')} x
      where x.app = $1 and x.process = $2 and x.number = $5))
    and ($6::uuid[] is null or i.initiator = any($6))`
}
