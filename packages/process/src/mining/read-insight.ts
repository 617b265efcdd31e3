import type { Workspace } from '@mortise/data/server'
import type { WorkTime } from '../time/due-after.ts'
import type { InsightFilter } from './insight-filter.ts'
import { type PersonLoad, peopleLoad } from './people-load.ts'
import { type InstanceTimes, readInstanceTimes } from './read-instances.ts'
import { type LineTimes, type NodeTimes, readNodeTimes } from './read-node-times.ts'
import { readTasks } from './read-tasks.ts'
import { type ReturnLoop, readReturns, readVariants, type Variants } from './read-ways.ts'
import { type ReasonCount, reasonCounts } from './reason-counts.ts'
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
  const counted = readTasks(workspace, filter)
  const [times, tasks, instances, variants, returns] = await Promise.all([
    readNodeTimes(workspace, filter, work, counted),
    counted,
    readInstanceTimes(workspace, filter),
    readVariants(workspace, filter, mostVariants),
    readReturns(workspace, filter),
  ])
  return { ...times, ...instances, ...variants, returns, people: peopleLoad(tasks), reasons: reasonCounts(tasks) }
}
