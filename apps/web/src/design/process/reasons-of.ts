import type { LocalizedText } from '@mortise/core'
import type { ProcessNode } from '@mortise/metadata'
import { type ReasonDemands, reasonedOutcomes, reasonKey, reasonLabel, reasonsOffered } from '@mortise/process'

/** The reasons that a node offers with any decision: what is kept of each, and its words. */
export function reasonsOf({ options }: ProcessNode): { key: string; label: LocalizedText }[] {
  const { demands } = (options ?? {}) as { demands?: ReasonDemands }
  return reasonedOutcomes
    .flatMap((outcome) => reasonsOffered(demands, outcome))
    .map((one) => ({ key: reasonKey(one), label: reasonLabel(one) }))
}
