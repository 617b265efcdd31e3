import { addBucket, type Buckets, noBuckets, type Spread, spreadOf } from './buckets.ts'
import { type CountedTasks, countedBy } from './read-tasks.ts'

/** How much somebody has to do, and how long it takes them. Seconds. */
export interface PersonLoad {
  user: string
  decided: number
  /** From being asked to deciding. */
  time: Spread
  /** Decided, or still waiting, after the time for it was over. */
  late: number
  /** Waits for them now, and of it what is over its time. */
  pending: number
  overdue: number
  returned: number
}

type Row = Extract<CountedTasks, { by: 'person' }>

/** Everybody who was asked, whoever has most to do first. */
export function peopleLoad(tasks: readonly CountedTasks[]): PersonLoad[] {
  const rows = countedBy(tasks, 'person')
  const people = new Map<string, Row[]>()
  for (const row of rows) people.set(row.user, [...(people.get(row.user) ?? []), row])
  return [...people]
    .map(([user, own]) => personLoad(user, own))
    .sort((one, other) => other.time.total - one.time.total || other.pending - one.pending)
}

function personLoad(user: string, rows: readonly Row[]): PersonLoad {
  const time: Buckets = noBuckets()
  const load: PersonLoad = { user, decided: 0, time: spreadOf(time), late: 0, pending: 0, overdue: 0, returned: 0 }
  for (const { state, bucket, n, total, late, returned } of rows) {
    load.late += late
    load.returned += returned
    if (state === 'pending') {
      load.pending += n
      load.overdue += late
    } else {
      load.decided += n
      if (bucket !== null) addBucket(time, bucket, { n, total })
    }
  }
  return { ...load, time: spreadOf(time) }
}
