import type { ReasonedOutcome } from '../round/offered-reason.ts'
import { type CountedTasks, countedBy } from './read-tasks.ts'

/** How often a reason was given with an outcome at a node; `reason` is null where none was. */
export interface ReasonCount {
  node: string
  outcome: ReasonedOutcome
  reason: string | null
  n: number
}

/** Why people decided as they did, most first. Outcomes for which no reason was ever given at a node are left out. */
export function reasonCounts(tasks: readonly CountedTasks[]): ReasonCount[] {
  const byDecision = new Map<string, Map<string | null, ReasonCount>>()
  for (const { node, outcome, reason, n } of countedBy(tasks, 'thinking')) {
    if (outcome === null) continue
    const decision = `${node} ${outcome}`
    const given = byDecision.get(decision) ?? new Map<string | null, ReasonCount>()
    given.set(reason, { node, outcome, reason, n: (given.get(reason)?.n ?? 0) + n })
    byDecision.set(decision, given)
  }
  return [...byDecision]
    .map(([decision, byReason]) => ({ decision, given: [...byReason.values()] }))
    .filter(({ given }) => given.some(({ reason }) => reason !== null))
    .map(({ decision, given }) => ({ decision, given, whole: given.reduce((sum, { n }) => sum + n, 0) }))
    .sort((one, other) => other.whole - one.whole || compare(one.decision, other.decision))
    .flatMap(({ given }) => given.sort(inOrder))
}

/** Without a reason last, else the most frequent first. */
const inOrder = (one: ReasonCount, other: ReasonCount): number =>
  Number(one.reason === null) - Number(other.reason === null) ||
  other.n - one.n ||
  compare(one.reason ?? '', other.reason ?? '')

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
