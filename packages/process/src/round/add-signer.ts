import { Refused } from '../refused.ts'
import type { AddSide } from '../step/process-event.ts'
import { actorsOf, type Doing, decidedActor, groupOf, withActor } from './change-round.ts'
import type { Actor, ActorOrigin, Group, Round } from './round.ts'
import type { GroupRule } from './round-settings.ts'
import { settleRound } from './settle-round.ts'

export interface Addition {
  side: AddSide
  users: readonly string[]
  /** How the added people decide together. Beside, without a rule of their own they join the group. */
  rule?: GroupRule
}

/** Asks further people: before me, after me (which is my approval), or beside me. */
export function addSigner(round: Round, doing: Doing, addition: Addition): Round {
  const users = newUsers(round, doing.actor, addition)
  const changed =
    addition.side === 'beside' && !addition.rule
      ? joinGroup(round, doing, users)
      : withGroup(round, doing, { ...addition, users })
  return settleRound(changed, doing.at)
}

/** Whoever is asked already, and has not answered yet, is not asked twice. */
function newUsers(round: Round, actor: Actor, { users }: Addition): string[] {
  const asked = new Set(
    actorsOf(round)
      .filter(isOpen)
      .map(({ user }) => user),
  )
  const fresh = [...new Set(users)].filter((user) => !asked.has(user) && user !== actor.user)
  if (fresh.length === 0) throw new Refused('ALREADY_ASKED', { users: [...users] })
  return fresh
}

const isOpen = ({ state }: Actor) => state === 'pending' || state === 'waiting' || state === 'standby'

const originOf: Record<AddSide, ActorOrigin> = {
  before: 'added_before',
  after: 'added_after',
  beside: 'added_beside',
}

function newActors(round: Round, doing: Doing, users: readonly string[], side: AddSide): Actor[] {
  return users.map((user, index) => ({
    id: round.next + index,
    user,
    origin: originOf[side],
    weight: 1,
    state: 'waiting',
    by: doing.actor.id,
  }))
}

function joinGroup(round: Round, doing: Doing, users: readonly string[]): Round {
  const target = groupOf(round, doing.actor.id)
  const added = newActors(round, doing, users, 'beside')
  const groups = round.groups.map((group) => {
    if (group !== target) return group
    const place = group.actors.findIndex(({ id }) => id === doing.actor.id) + 1
    return { ...group, actors: [...group.actors.slice(0, place), ...added, ...group.actors.slice(place)] }
  })
  return { ...round, groups, next: round.next + added.length }
}

function withGroup(round: Round, doing: Doing, { side, users, rule }: Addition): Round {
  const actors = newActors(round, doing, users, side)
  const id = round.next + actors.length
  const group: Group = { id, rule: rule ?? { of: 'all' }, role: side, addedBy: doing.actor.id, actors }
  const grown: Round = { ...round, groups: [...round.groups, group], next: id + 1 }
  return withActor(grown, doing.actor.id, (actor) => waitFor(actor, doing, side, id))
}

function waitFor(actor: Actor, doing: Doing, side: AddSide, group: number): Actor {
  if (side === 'beside') return actor
  if (side === 'before') return { ...actor, before: [...(actor.before ?? []), group] }
  return { ...decidedActor(actor, doing, 'approved'), after: [...(actor.after ?? []), group] }
}

/** Takes somebody out who was not heard yet. Somebody has to be left. */
export function removeSigner(round: Round, doing: Doing, id: number): Round {
  const group = groupOf(round, id)
  const actor = group.actors.find((candidate) => candidate.id === id)
  if (!actor || !isOpen(actor)) throw new Refused('ALREADY_DECIDED', { actor: id })
  const left = group.actors.some(
    (other) => other.id !== id && other.state !== 'transferred' && other.state !== 'dropped',
  )
  if (!left && group.role === 'own') throw new Refused('LAST_SIGNER')
  return settleRound(
    withActor(round, id, (removed) => ({ ...removed, state: 'dropped', decidedBy: doing.by, decidedAt: doing.at })),
    doing.at,
  )
}
