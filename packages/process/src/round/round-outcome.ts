import type { Actor, Group, Round, RoundOutcome } from './round.ts'
import type { GroupRule } from './round-settings.ts'

/** What a person counts for at present; `none`: not at all. */
type Standing = 'yes' | 'no' | 'open' | 'none'

interface Vote {
  standing: Exclude<Standing, 'none'>
  weight: number
}

/** Whether the people of a round have agreed: its own group, and every group that was put beside it. */
export function roundOutcome(round: Round): RoundOutcome {
  const outcomes = round.groups
    .filter((group) => group.role === 'own' || group.role === 'beside')
    .map((group) => groupOutcome(round, group))
  if (outcomes.includes('rejected')) return 'rejected'
  return outcomes.includes('open') ? 'open' : 'approved'
}

/** Whether one group has agreed, or can no longer. A group that nobody is left in holds nobody up. */
export function groupOutcome(round: Round, group: Group): RoundOutcome {
  const votes = group.actors.flatMap((actor): Vote[] => {
    const standing = standingOf(round, actor)
    return standing === 'none' ? [] : [{ standing, weight: actor.weight }]
  })
  if (votes.length === 0) return 'approved'
  return outcomeBy[group.rule.of](votes, group.rule)
}

/** Whether somebody still has to be heard, and nobody they wait for comes first. */
export function isUnheard(round: Round, actor: Actor): boolean {
  return standingOf(round, actor) === 'open' && !decided.has(actor.state)
}

/** Whether everybody who was asked before this person has answered. */
export function isFree(round: Round, actor: Actor): boolean {
  return (actor.before ?? []).every((id) => {
    const group = round.groups.find((candidate) => candidate.id === id)
    return !group || groupOutcome(round, group) !== 'open'
  })
}

const decided = new Set<Actor['state']>(['approved', 'rejected', 'passed'])
const absent = new Set<Actor['state']>(['returned', 'transferred', 'dropped', 'notified'])

function standingOf(round: Round, actor: Actor): Standing {
  if (absent.has(actor.state)) return 'none'
  if (actor.state === 'rejected') return 'no'
  if (actor.state === 'passed') return 'yes'
  if (actor.state === 'approved') return standingOfGroups(round, actor.after, 'yes')
  return standingOfGroups(round, actor.before, 'open') === 'no' ? 'no' : 'open'
}

/** Advice binds nobody; people who were asked to sign before or after do. */
function standingOfGroups(round: Round, ids: readonly number[] | undefined, otherwise: Standing): Standing {
  const outcomes = round.groups
    .filter((group) => ids?.includes(group.id) && group.role !== 'advice')
    .map((group) => groupOutcome(round, group))
  if (outcomes.includes('rejected')) return 'no'
  return outcomes.includes('open') ? 'open' : otherwise
}

const everyone = (votes: Vote[]): RoundOutcome => {
  if (votes.some(({ standing }) => standing === 'no')) return 'rejected'
  return votes.every(({ standing }) => standing === 'yes') ? 'approved' : 'open'
}

/** The first decision is that of the group. */
const first = (votes: Vote[]): RoundOutcome => {
  if (votes.some(({ standing }) => standing === 'yes')) return 'approved'
  return votes.some(({ standing }) => standing === 'no') ? 'rejected' : 'open'
}

/** Closes as soon as enough have agreed, or enough no longer can. */
function byVote(votes: Vote[], rule: GroupRule): RoundOutcome {
  if (rule.of !== 'vote') return 'open'
  const count = (standing?: Standing) =>
    votes
      .filter((vote) => standing === undefined || vote.standing === standing)
      .reduce((sum, vote) => sum + (rule.by === 'weight' ? vote.weight : 1), 0)
  // Three of five are 60 %: shares are compared as whole hundredths, so that 0.6 * 5 is 3.
  const needed = rule.by === 'share' ? Math.ceil((Math.round(rule.pass * 10_000) * count()) / 10_000) : rule.pass
  const within = Math.min(Math.max(needed, 1), count())
  if (count('yes') >= within) return 'approved'
  return count('yes') + count('open') < within ? 'rejected' : 'open'
}

const outcomeBy: Record<GroupRule['of'], (votes: Vote[], rule: GroupRule) => RoundOutcome> = {
  all: everyone,
  in_turn: everyone,
  any: first,
  claim: first,
  vote: byVote,
}
