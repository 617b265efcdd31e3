import type { ActorChoice, Answer } from '../step/step-result.ts'
import type { ApproverReason } from './approver-reason.ts'
import type { ApproverPolicies, SelfRule } from './approver-rule.ts'
import { headAround, managerOf, managersAbove, type Organisation } from './organisation.ts'

/** Somebody whom a rule has found, or a chain of managers that is still to be followed. */
export type FoundApprover = { reason: ApproverReason; weight?: number | undefined } & (
  | { user: string }
  | { chainOf: string; levels?: number | undefined; untilRole?: string | undefined; untilTitle?: string | undefined }
)

/** Somebody agreed at an earlier node, and is still right: what they looked at has not changed. */
export interface EarlierApproval {
  user: string
  node: string
  /** At the step directly before. */
  adjacent: boolean
  /** One of the watched fields has changed since. */
  changedSince: boolean
}

export interface SettleContext {
  organisation: Organisation
  initiator: string | null
  earlier: readonly EarlierApproval[]
}

export type SettledApprovers = Extract<Answer, { people: unknown }>

interface Settling {
  user: string
  reason: ApproverReason
  weight?: number | undefined
  passed?: boolean
}

/**
 * Who is asked of those who were found. In this order: chains of managers are followed; whoever left goes; agents stand in
 * for those who are away; the initiator does not decide on their own request; nobody is asked twice; and somebody has to
 * be left. Pure.
 */
export function settleApprovers(
  found: readonly FoundApprover[],
  policies: ApproverPolicies,
  context: SettleContext,
): SettledApprovers {
  const { organisation } = context
  const expanded = found.flatMap((one) => expand(one, organisation))
  const working = expanded.flatMap((one) => stillHere(one, organisation))
  const settled = working.flatMap((one) => withoutSelf(one, policies.self, context))
  const people = merged(settled).map((one) => withoutRepeat(one, policies, context))
  if (people.length > 0) return { people: people.map((one) => choiceOf(one, context)) }
  return whenNobody(policies, context)
}

function expand(found: FoundApprover, organisation: Organisation): Settling[] {
  if ('user' in found) return [found]
  const { chainOf, levels, untilRole, untilTitle, reason, weight } = found
  const above = managersAbove(organisation, chainOf)
  const holders = untilRole === undefined ? [] : organisation.holdersOf(untilRole)
  const isLast = (id: string) => holders.includes(id) || hasTitle(organisation, id, untilTitle)
  const last = above.findIndex(isLast)
  const reach = Math.min(levels ?? above.length, last < 0 ? above.length : last + 1)
  return above
    .slice(0, reach)
    .map((user, index) => ({ user, weight, reason: { ...reason, of: chainOf, level: index + 1 } }))
}

/** Titles are written by people: capitals and blanks around them make no other title. */
function hasTitle(organisation: Organisation, id: string, wanted: string | undefined): boolean {
  const title = organisation.person(id)?.title
  return wanted !== undefined && title?.trim().toLowerCase() === wanted.trim().toLowerCase()
}

/** Whoever left is asked no more, but whoever took over from them. */
function stillHere(one: Settling, organisation: Organisation): Settling[] {
  if (organisation.person(one.user)?.active) return [one]
  const successor = organisation.successorOf?.(one.user) ?? null
  return successor === null ? [] : [{ ...one, user: successor, reason: { ...one.reason, leftBy: one.user } }]
}

type SelfWay = (one: Settling, initiator: string, organisation: Organisation) => Settling[]

const instead =
  (find: (organisation: Organisation, initiator: string) => string | null): SelfWay =>
  (one, initiator, organisation) => {
    const user = find(organisation, initiator)
    return user === null || user === initiator
      ? []
      : [{ ...one, user, reason: { ...one.reason, insteadOf: initiator } }]
  }

const selfWays: { readonly [Rule in SelfRule]: SelfWay } = {
  keep: (one) => [one],
  skip: (one) => [{ ...one, passed: true, reason: { ...one.reason, passed: { as: 'initiator' } } }],
  manager: instead(managerOf),
  department_head: instead((organisation, initiator) => headAround(organisation, initiator, [initiator])),
}

/** Whom a rule asks on purpose to decide as the initiator is left as they are. */
function withoutSelf(one: Settling, rule: SelfRule, { initiator, organisation }: SettleContext): Settling[] {
  if (initiator === null || one.user !== initiator || one.reason.by === 'initiator') return [one]
  return selfWays[rule](one, initiator, organisation)
}

/** Each person once, where they were found first; who has to decide by one rule has to decide. */
function merged(all: readonly Settling[]): Settling[] {
  const byUser = new Map<string, Settling>()
  for (const one of all) {
    const before = byUser.get(one.user)
    if (!before) byUser.set(one.user, one)
    else {
      const [kept, other] = before.passed && !one.passed ? [one, before] : [before, one]
      const also = [...(before.reason.also ?? []), other.reason]
      const weight = Math.max(before.weight ?? 1, one.weight ?? 1)
      byUser.set(one.user, { ...kept, weight: weight === 1 ? undefined : weight, reason: { ...kept.reason, also } })
    }
  }
  return [...byUser.values()]
}

function withoutRepeat(one: Settling, { repeat }: ApproverPolicies, { earlier }: SettleContext): Settling {
  if (repeat.of === 'off' || one.passed) return one
  const agreed = earlier.find(
    ({ user, adjacent, changedSince }) => user === one.user && !changedSince && (adjacent || repeat.of === 'all'),
  )
  if (!agreed) return one
  return { ...one, passed: true, reason: { ...one.reason, passed: { as: 'repeated', node: agreed.node } } }
}

function choiceOf({ user, reason, weight, passed }: Settling, context: SettleContext): ActorChoice {
  const agents = passed ? [] : agentsFor(user, context)
  return {
    user,
    reason,
    ...(agents.length > 0 ? { agents } : {}),
    ...(weight === undefined ? {} : { weight }),
    ...(passed ? { passed } : {}),
  }
}

/**
 * Who acts for somebody who is away: if an agent is away as well, theirs. Whoever left, and the initiator, whose own
 * request it would be, is none; a circle of agents ends.
 */
function agentsFor(user: string, { organisation, initiator }: SettleContext): string[] {
  const seen = new Set([user])
  const found: string[] = []
  const open = [...organisation.agentsOf(user)]
  for (let agent = open.shift(); agent !== undefined; agent = open.shift()) {
    if (seen.has(agent)) continue
    seen.add(agent)
    const next = organisation.agentsOf(agent)
    if (next.length > 0) open.push(...next)
    else if (organisation.person(agent)?.active && agent !== initiator) found.push(agent)
  }
  return found
}

type EmptyWay = (policies: ApproverPolicies, context: SettleContext) => SettledApprovers

const emptyWays: { readonly [Do in ApproverPolicies['whenEmpty']['do']]: EmptyWay } = {
  incident: () => ({ people: [] }),
  pass: () => ({ people: [], whenEmpty: 'pass' }),
  reject: () => ({ people: [], whenEmpty: 'reject' }),
  administrator: (_policies, context) => stepIn(context.organisation.administrators(), 'administrator', context),
  users: ({ whenEmpty }, context) => stepIn('users' in whenEmpty ? whenEmpty.users : [], 'when_empty', context),
}

function whenNobody(policies: ApproverPolicies, context: SettleContext): SettledApprovers {
  return emptyWays[policies.whenEmpty.do](policies, context)
}

/** Those who are named for this: the initiator too, where there is nobody else. */
function stepIn(users: readonly string[], by: ApproverReason['by'], context: SettleContext): SettledApprovers {
  const working = [...new Set(users)].filter((id) => context.organisation.person(id)?.active)
  const others = working.filter((id) => id !== context.initiator)
  const asked = others.length > 0 ? others : working
  return { people: asked.map((user) => choiceOf({ user, reason: { by } }, context)) }
}
