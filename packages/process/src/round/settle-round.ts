import type { Actor, ActorState, Group, Round } from './round.ts'
import { groupOutcome, isFree, isUnheard, roundOutcome } from './round-outcome.ts'

const unsettled = new Set<ActorState>(['waiting', 'pending', 'standby'])

/** Puts everybody where they stand after a change: whose turn it is, who waits, who is not needed any more. */
export function settleRound(round: Round, at: string): Round {
  const outcome = roundOutcome(round)
  const over = outcome !== 'open'
  const groups = round.groups.map((group) => {
    const finished = over || groupOutcome(round, group) !== 'open'
    const turn = finished ? new Set<number>() : turnsIn(round, group)
    return { ...group, actors: group.actors.map((actor) => place(actor, { finished, turn, rule: group.rule.of, at })) }
  })
  return { ...round, groups, outcome }
}

function place(
  actor: Actor,
  { finished, turn, rule, at }: { finished: boolean; turn: Set<number>; rule: string; at: string },
): Actor {
  if (!unsettled.has(actor.state)) return actor
  const rest: ActorState = rule === 'claim' && !turn.has(actor.id) ? 'standby' : 'waiting'
  const state: ActorState = finished ? 'dropped' : turn.has(actor.id) ? 'pending' : rest
  if (state === actor.state) return actor
  return state === 'pending' ? { ...actor, state, assignedAt: at } : { ...actor, state }
}

/** Those of a group who are asked now. */
function turnsIn(round: Round, group: Group): Set<number> {
  if (!hasBegun(round, group)) return new Set()
  const unheard = group.actors.filter((actor) => isUnheard(round, actor))
  const claimed = group.rule.of === 'claim' ? unheard.find((actor) => actor.claimed) : undefined
  const next = group.rule.of === 'in_turn' ? firstUnheard(round, group) : unheard
  const asked = claimed ? [claimed] : next
  return new Set(asked.filter((actor) => isFree(round, actor)).map((actor) => actor.id))
}

/** In turn, somebody who agreed but waits for a signer after them holds up those who follow. */
function firstUnheard(round: Round, group: Group): Actor[] {
  for (const actor of group.actors) {
    if (isUnheard(round, actor)) return [actor]
    const waits = actor.state === 'approved' && round.groups.some((other) => isOpenAfter(round, actor, other))
    if (waits) return []
  }
  return []
}

const isOpenAfter = (round: Round, actor: Actor, group: Group) =>
  (actor.after?.includes(group.id) ?? false) && groupOutcome(round, group) === 'open'

function hasBegun(round: Round, group: Group): boolean {
  if (group.role !== 'after') return true
  return round.groups.some(({ actors }) =>
    actors.some((actor) => actor.id === group.addedBy && actor.state === 'approved'),
  )
}
