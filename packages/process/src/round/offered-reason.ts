import type { LocalizedText } from '@mortise/core'

/** A reason that a node offers with a decision. A text alone, as older documents have it, is its own key. */
export type OfferedReason = string | { key: string; label: LocalizedText }

/** Decisions that may have a reason. */
export const reasonedOutcomes = ['approved', 'rejected', 'returned'] as const
export type ReasonedOutcome = (typeof reasonedOutcomes)[number]

/** What of a node's options says which reasons it offers. */
export interface ReasonDemands {
  reasons?: readonly OfferedReason[] | undefined
  returnReasons?: readonly OfferedReason[] | undefined
  approveReasons?: readonly OfferedReason[] | undefined
}

/** What is kept with the decision, and counted. */
export const reasonKey = (reason: OfferedReason): string => (typeof reason === 'string' ? reason : reason.key)

/** What people read. */
export const reasonLabel = (reason: OfferedReason): LocalizedText =>
  typeof reason === 'string' ? { zh: reason, en: reason } : reason.label

const listOf: { readonly [Outcome in ReasonedOutcome]: keyof ReasonDemands } = {
  approved: 'approveReasons',
  rejected: 'reasons',
  returned: 'returnReasons',
}

/** The reasons that a node offers with an outcome. */
export const reasonsOffered = (
  demands: ReasonDemands | undefined,
  outcome: ReasonedOutcome,
): readonly OfferedReason[] => demands?.[listOf[outcome]] ?? []

/** Finds the words of a reason that was given at a node; undefined where the node offers no such reason. */
export function findReason(
  demands: ReasonDemands | undefined,
  key: string,
  outcome?: ReasonedOutcome,
): LocalizedText | undefined {
  const offered = (outcome ? [outcome] : reasonedOutcomes).flatMap((one) => reasonsOffered(demands, one))
  const found = offered.find((one) => reasonKey(one) === key)
  return found === undefined ? undefined : reasonLabel(found)
}
