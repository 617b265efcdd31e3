import type { Workspace } from '@mortise/data/server'
import type { WorkTime } from '../time/due-after.ts'
import type { InsightFilter } from './insight-filter.ts'
import { type InstanceTimes, readInstanceTimes } from './read-instances.ts'
import { type LineTimes, type NodeTimes, readNodeTimes } from './read-node-times.ts'
import { type PersonLoad, readPeopleLoad } from './read-people-load.ts'
import { type ReasonCount, readReasons } from './read-reasons.ts'
import { type ReturnLoop, readReturns, readVariants, type Variants } from './read-ways.ts'
import { workSeconds } from './work-seconds.ts'

/** What running a process shows of it. */
export interface Insight extends InstanceTimes, Variants {
  nodes: NodeTimes[]
  lines: LineTimes[]
  returns: ReturnLoop[]
  people: PersonLoad[]
  reasons: ReasonCount[]
}

const mostVariants = 20
const longAgo = '2020-01-01'

/** All of it. The questions share nothing, so the database may answer them side by side. */
export async function readInsight(
  workspace: Workspace,
  filter: InsightFilter,
  { time, now }: { time: WorkTime; now: string },
): Promise<Insight> {
  const work = workSeconds(time, { from: (filter.from ?? longAgo).slice(0, 10), to: now.slice(0, 10) })
  const [times, instances, variants, returns, people, reasons] = await Promise.all([
    readNodeTimes(workspace, filter, work),
    readInstanceTimes(workspace, filter),
    readVariants(workspace, filter, mostVariants),
    readReturns(workspace, filter),
    readPeopleLoad(workspace, filter),
    readReasons(workspace, filter),
  ])
  return { ...times, ...instances, ...variants, returns, people, reasons }
}
