import { Refused } from '../refused.ts'
import { actorsOf, type Doing, decidedActor, groupOf, withActor } from './change-round.ts'
import type { Actor, ActorOrigin, Group, Round } from './round.ts'
import { settleRound } from './settle-round.ts'

/**
 * Somebody else decides instead, for good. Whoever is in the group already counts for both from now on, whether they have
 * been heard or not.
 */
export function transfer(round: Round, doing: Doing, to: string, origin: ActorOrigin = 'transferred'): Round {
  const { actor } = doing
  if (to === actor.user) throw new Refused('SAME_PERSON', { user: to })
  const group = groupOf(round, actor.id)
  const there = group.actors.find(
    (other) => other.user === to && other.id !== actor.id && other.state !== 'transferred' && other.state !== 'dropped',
  )
  const gone = withActor(round, actor.id, (from) => decidedActor(from, doing, 'transferred'))
  const changed = there
    ? withActor(gone, there.id, (other) => ({ ...other, weight: other.weight + actor.weight }))
    : insertAfter(gone, actor, { to, origin })
  return settleRound(changed, doing.at)
}

function insertAfter(round: Round, actor: Actor, { to, origin }: { to: string; origin: ActorOrigin }): Round {
  const next: Actor = {
    id: round.next,
    user: to,
    origin,
    weight: actor.weight,
    state: 'waiting',
    by: actor.id,
    ...(actor.claimed ? { claimed: true } : {}),
  }
  const groups = round.groups.map((group) => ({
    ...group,
    actors: group.actors.flatMap((other) => (other.id === actor.id ? [other, next] : [other])),
  }))
  return { ...round, groups, next: round.next + 1 }
}

/**
 * Somebody else is asked first, and then it comes back. Delegating to somebody who delegated it here gives it back to
 * them, and everybody in between is out.
 */
export function delegate(round: Round, doing: Doing, to: string): Round {
  const { actor } = doing
  if (to === actor.user) throw new Refused('SAME_PERSON', { user: to })
  const way = wayBackTo(round, actor, to)
  if (way)
    return settleRound(
      way.reduce((changed, id) => withActor(changed, id, (from) => decidedActor(from, doing, 'transferred')), round),
      doing.at,
    )
  const id = round.next + 1
  const advice: Group = {
    id,
    rule: { of: 'all' },
    role: 'advice',
    addedBy: actor.id,
    actors: [{ id: round.next, user: to, origin: 'delegated', weight: 1, state: 'waiting', by: actor.id }],
  }
  const grown: Round = { ...round, groups: [...round.groups, advice], next: round.next + 2 }
  const waiting = withActor(grown, actor.id, (from) => ({ ...from, before: [...(from.before ?? []), id] }))
  return settleRound(waiting, doing.at)
}

/** The people between this one and the one who delegated, if that is who is named. */
function wayBackTo(round: Round, actor: Actor, to: string): number[] | null {
  const way: number[] = []
  let current: Actor | undefined = actor
  while (current) {
    const group: Group = groupOf(round, current.id)
    if (group.role !== 'advice') return null
    way.push(current.id)
    const origin: Actor | undefined = actorsOf(round).find(({ id }) => id === group.addedBy)
    if (origin?.user === to) return way
    current = origin
  }
  return null
}
