import type { DecisionReason, InboxEntry } from '@mortise/api'

/** What several tasks together offer to choose from. */
export interface BatchReasons {
  /** Those that every task that has any offers. */
  common: readonly DecisionReason[]
  /** One of them has to be chosen. */
  demanded: boolean
  /** They have none in common: they are to be decided apart. */
  apart: boolean
}

/** The reasons that fit all of several tasks; those without reasons take any. */
export function batchReasons(entries: readonly Pick<InboxEntry, 'task'>[], act: 'approve' | 'reject'): BatchReasons {
  const offering = entries.flatMap(({ task }) => (task && task.reasons[act].length > 0 ? [task.reasons] : []))
  const [first, ...others] = offering.map((reasons) => reasons[act])
  const common = (first ?? []).filter((reason) => others.every((list) => list.some(({ key }) => key === reason.key)))
  const demanded = offering.some(({ optional }) => !optional)
  return { common, demanded: demanded && common.length > 0, apart: demanded && common.length === 0 }
}
