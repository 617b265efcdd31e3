import type { DecisionReason, TaskDemands } from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import {
  findReason,
  type ReasonDemands,
  type ReasonedOutcome,
  reasonKey,
  reasonLabel,
  reasonsOffered,
} from '@mortise/process'

/** What the options of a node say of reasons; undefined where they say nothing. */
function demandsAt(document: ProcessDocument, node: string | undefined): (ReasonDemands & TaskDemands) | undefined {
  const options = document.nodes.find(({ key }) => key === node)?.options as { demands?: ReasonDemands } | undefined
  return options?.demands as (ReasonDemands & TaskDemands) | undefined
}

/** The reasons that a node offers, with their words; lists that are empty are left out. */
export function reasonsAt(
  document: ProcessDocument,
  node: string,
): Pick<TaskDemands, 'reasons' | 'returnReasons' | 'approveReasons' | 'reasonsOptional'> {
  const demands = demandsAt(document, node)
  const offered = (outcome: ReasonedOutcome): DecisionReason[] =>
    reasonsOffered(demands, outcome).map((one) => ({ key: reasonKey(one), label: reasonLabel(one) }))
  const [reasons, returnReasons, approveReasons] = [offered('rejected'), offered('returned'), offered('approved')]
  return {
    ...(reasons.length > 0 && { reasons }),
    ...(returnReasons.length > 0 && { returnReasons }),
    ...(approveReasons.length > 0 && { approveReasons }),
    ...(demands?.reasonsOptional && { reasonsOptional: true }),
  }
}

/** The words of a reason that was given at a node; its key where the node does not offer it. */
export function reasonWords(
  document: ProcessDocument,
  { node, reason }: { node: string | undefined; reason: string },
): LocalizedText {
  return findReason(demandsAt(document, node), reason) ?? { zh: reason, en: reason }
}

/** The words of a reason that a node offers with an outcome; undefined where it does not. */
export function offeredWords(
  document: ProcessDocument,
  { node, outcome, reason }: { node: string; outcome: ReasonedOutcome; reason: string },
): LocalizedText | undefined {
  return findReason(demandsAt(document, node), reason, outcome)
}
