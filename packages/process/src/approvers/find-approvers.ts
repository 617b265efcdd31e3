import type { StoredExpression } from '@mortise/expressions'
import type { Filter } from '@mortise/metadata'
import type { ApproverReason } from './approver-reason.ts'
import type { ApproverBy, ApproverRule } from './approver-rule.ts'
import { departmentsOf, managerOf, type Organisation } from './organisation.ts'
import type { FoundApprover } from './settle-approvers.ts'

/** Where rules look for people. Every answer is of this moment, within the transaction. */
export interface ApproverLookups {
  organisation: Organisation
  initiator: string | null
  /** The people in a field of the record, or at the end of a path. */
  peopleIn(path: string): Promise<readonly string[]>
  /** Those whom the initiator, or whoever decided at the step before, chose for this node. */
  chosenBy(whom: 'initiator' | 'previous'): readonly string[]
  /** The people in a field of all records that match. */
  peopleOf(query: { entity: string; filter: Filter; field: string }): Promise<readonly string[]>
  /** The people in a field of the records that an earlier node found. */
  peopleFound(of: { list: string; field: string }): Promise<readonly string[]>
  /** The people that an expression gives. */
  peopleBy(value: StoredExpression): Promise<readonly string[]>
}

/** Whom the rules find, in their order, each with the reason. Those found twice, or gone since, are still among them. */
export async function findApprovers(
  rules: readonly ApproverRule[],
  lookups: ApproverLookups,
): Promise<FoundApprover[]> {
  const found: FoundApprover[] = []
  for (const rule of rules) {
    const find = findBy[rule.by] as (rule: ApproverRule, lookups: ApproverLookups) => Promise<FoundApprover[]>
    const weight = 'weight' in rule ? rule.weight : undefined
    const people = await find(rule, lookups)
    found.push(...people.map((one) => (weight === undefined ? one : { ...one, weight })))
  }
  return found
}

type RuleOf<By extends ApproverBy> = Extract<ApproverRule, { by: By }>
type Find<By extends ApproverBy> = (rule: RuleOf<By>, lookups: ApproverLookups) => Promise<FoundApprover[]>

const all = (users: readonly string[], reason: ApproverReason): FoundApprover[] =>
  users.map((user) => ({ user, reason }))

async function ofWhom(
  of: { field: string } | undefined,
  { initiator, peopleIn }: ApproverLookups,
): Promise<readonly string[]> {
  if (of) return await peopleIn(of.field)
  return initiator === null ? [] : [initiator]
}

const findBy: { [By in ApproverBy]: Find<By> } = {
  users: async ({ users }) => all(users, { by: 'users' }),
  roles: async ({ roles, near }, lookups) => roles.flatMap((role) => holders(role, near === true, lookups)),
  async department_head({ of, up = 0 }, lookups) {
    const people = await ofWhom(of, lookups)
    return people.flatMap((person): FoundApprover[] => {
      const department = departmentsOf(lookups.organisation, person)[up]
      return department?.headId ? all([department.headId], { by: 'department_head', department: department.id }) : []
    })
  },
  async manager({ of }, lookups) {
    const people = await ofWhom(of, lookups)
    return people.flatMap((person): FoundApprover[] => {
      const manager = managerOf(lookups.organisation, person)
      return manager === null ? [] : all([manager], { by: 'manager', of: person, level: 1 })
    })
  },
  async manager_chain({ of, levels, untilRole, untilTitle }, lookups) {
    const people = await ofWhom(of, lookups)
    return people.map((chainOf) => ({ chainOf, levels, untilRole, untilTitle, reason: { by: 'manager_chain' } }))
  },
  field: async ({ field }, { peopleIn }) => all(await peopleIn(field), { by: 'field', field }),
  initiator: async (_rule, { initiator }) => (initiator === null ? [] : all([initiator], { by: 'initiator' })),
  initiator_choice: async (_rule, { chosenBy }) => all(chosenBy('initiator'), { by: 'initiator_choice' }),
  previous_choice: async (_rule, { chosenBy }) => all(chosenBy('previous'), { by: 'previous_choice' }),
  query: async ({ entity, filter, field }, { peopleOf }) =>
    all(await peopleOf({ entity, filter, field }), { by: 'query', field }),
  found: async ({ list, field }, { peopleFound }) => all(await peopleFound({ list, field }), { by: 'found', field }),
  formula: async ({ value }, { peopleBy }) => all(await peopleBy(value), { by: 'formula' }),
}

/** Those with a role: all of them, or those of the innermost department around the initiator that has any. */
function holders(role: string, near: boolean, { organisation, initiator }: ApproverLookups): FoundApprover[] {
  const everybody = organisation.holdersOf(role)
  if (!near || initiator === null) return all(everybody, { by: 'roles', role })
  const working = everybody.filter((id) => organisation.person(id)?.active)
  for (const { id } of departmentsOf(organisation, initiator)) {
    const inside = working.filter((person) => organisation.person(person)?.departmentId === id)
    if (inside.length > 0) return all(inside, { by: 'roles', role, department: id })
  }
  return []
}
