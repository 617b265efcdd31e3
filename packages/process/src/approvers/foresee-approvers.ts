import type { ApproverPolicies, ApproverRule } from './approver-rule.ts'
import { type ApproverLookups, findApprovers } from './find-approvers.ts'
import type { Organisation } from './organisation.ts'
import { type FoundApprover, type SettledApprovers, settleApprovers } from './settle-approvers.ts'

/** Whom a step would ask, for everybody who may start the process, as the organisation stands now. */
export interface ForeseenApprovers {
  /** Who would find nobody there; null is a start that nobody makes. */
  nobodyFor: readonly (string | null)[]
  /** Nobody is found, whoever starts it. */
  never: boolean
  /** Whoever starts it would decide alone on their own request. */
  alwaysInitiator: boolean
}

export interface Foreseeing {
  organisation: Organisation
  /** Who may start it; null: a schedule does. */
  initiators: readonly (string | null)[]
  /** Roles that nobody can have yet. */
  newRoles?: ReadonlySet<string>
}

/**
 * Null where the organisation alone does not decide: people in fields, in other records, from formulas, or chosen by
 * somebody when it comes to that.
 */
export async function foreseeApprovers(
  rules: readonly ApproverRule[],
  policies: Omit<ApproverPolicies, 'repeat'>,
  foreseeing: Foreseeing,
): Promise<ForeseenApprovers | null> {
  const { initiators } = foreseeing
  if (initiators.length === 0 || rules.some((rule) => isOpen(rule, foreseeing.newRoles))) return null
  const nobodyFor: (string | null)[] = []
  let alone = 0
  for (const initiator of initiators) {
    const found = await findApprovers(rules, lookupsOf(foreseeing.organisation, initiator))
    const settled = settledFor(found, policies, { ...foreseeing, initiator })
    if (settled.people.length === 0 && settled.whenEmpty === undefined) nobodyFor.push(initiator)
    if (isAlone(settled, rules, initiator)) alone += 1
  }
  return {
    nobodyFor,
    never: nobodyFor.length === initiators.length,
    alwaysInitiator: alone === initiators.length,
  }
}

function settledFor(
  found: readonly FoundApprover[],
  policies: Omit<ApproverPolicies, 'repeat'>,
  { organisation, initiator }: { organisation: Organisation; initiator: string | null },
): SettledApprovers {
  return settleApprovers(found, { ...policies, repeat: { of: 'off' } }, { organisation, initiator, earlier: [] })
}

/** Where the initiator is asked on purpose, that is told without looking at the organisation. */
function isAlone({ people }: SettledApprovers, rules: readonly ApproverRule[], initiator: string | null): boolean {
  const asked = people.filter(({ passed }) => !passed)
  return asked.length === 1 && asked[0]?.user === initiator && rules.some(({ by }) => by !== 'initiator')
}

const fromElsewhere = new Set<ApproverRule['by']>([
  'field',
  'query',
  'found',
  'formula',
  'initiator_choice',
  'previous_choice',
])

function isOpen(rule: ApproverRule, newRoles: ReadonlySet<string> = new Set()): boolean {
  if (fromElsewhere.has(rule.by) || ('of' in rule && rule.of !== undefined)) return true
  return rule.by === 'roles' && rule.roles.some((role) => newRoles.has(role))
}

function lookupsOf(organisation: Organisation, initiator: string | null): ApproverLookups {
  const nobody = async () => []
  return {
    ...{ organisation, initiator },
    peopleIn: nobody,
    peopleBy: nobody,
    peopleOf: nobody,
    peopleFound: nobody,
    chosenBy: () => [],
  }
}
