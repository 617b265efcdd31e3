import type { ActorChoice } from '../step/step-result.ts'
import type { ApproverReason } from './approver-reason.ts'
import type { SettledApprovers } from './settle-approvers.ts'

/**
 * One of those who were found. Who is away is drawn only where everybody is; who need not decide is not drawn. `pick`
 * gives a number below the one it is given; null draws nobody yet, and says of all that one of them will be. Pure.
 */
export function drawLot(settled: SettledApprovers, pick: ((count: number) => number) | null): SettledApprovers {
  const open = settled.people.filter(({ passed }) => !passed)
  const there = open.filter(({ agents = [] }) => agents.length === 0)
  const drawn = there.length > 0 ? there : open
  if (drawn.length < 2) return drawn.length === 0 ? settled : { ...settled, people: drawn }
  const marked = drawn.map((one): ActorChoice => {
    return { ...one, reason: { ...(one.reason as ApproverReason), lotOf: drawn.length } }
  })
  return { ...settled, people: pick === null ? marked : marked.slice(pick(drawn.length)).slice(0, 1) }
}
