import { Refused } from '../refused.ts'
import type { Remark } from '../step/process-event.ts'
import type { Actor, Group, Round } from './round.ts'
import { settleRound } from './settle-round.ts'

/** Who does something with a task, and when. */
export interface Doing {
  actor: Actor
  by: string
  at: string
  remark: Remark
  /** An administrator acts in the place of the actor. */
  override?: boolean
}

/** The people whom a task of this round waits for and in whose place this user may act. */
export function pendingFor(round: Round, user: string): Actor[] {
  return actorsOf(round).filter(
    (actor) => actor.state === 'pending' && (actor.user === user || actor.agents?.includes(user)),
  )
}

export function actorsOf(round: Round): Actor[] {
  return round.groups.flatMap((group) => group.actors)
}

export function groupOf(round: Round, actor: number): Group {
  const group = round.groups.find(({ actors }) => actors.some(({ id }) => id === actor))
  if (!group) throw new Refused('ACTOR_UNKNOWN', { actor })
  return group
}

/** The round with one person changed; nobody's turn has moved yet. */
export function withActor(round: Round, id: number, change: (actor: Actor) => Actor): Round {
  const groups = round.groups.map((group) =>
    group.actors.some((actor) => actor.id === id)
      ? { ...group, actors: group.actors.map((actor) => (actor.id === id ? change(actor) : actor)) }
      : group,
  )
  return { ...round, groups }
}

/** Somebody approves or rejects. */
export function decide(round: Round, doing: Doing, state: 'approved' | 'rejected'): Round {
  return settleRound(
    withActor(round, doing.actor.id, (actor) => decidedActor(actor, doing, state)),
    doing.at,
  )
}

export function decidedActor(actor: Actor, { by, at, remark, override }: Doing, state: Actor['state']): Actor {
  const { comment, ...kept } = remark
  const said = { ...kept, ...(override ? { override } : {}) }
  return {
    ...actor,
    state,
    decidedAt: at,
    decidedBy: by,
    ...(comment === undefined ? {} : { comment }),
    ...(Object.keys(said).length === 0 ? {} : { remark: said }),
  }
}

/** Everybody who has not decided does so at once: a deadline passes or rejects for them. */
export function decideAll(round: Round, at: string, state: 'approved' | 'rejected'): Round {
  const groups = round.groups.map((group) => ({
    ...group,
    actors: group.actors.map((actor): Actor => {
      const open = actor.state === 'pending' || actor.state === 'waiting' || actor.state === 'standby'
      return open ? { ...actor, state, decidedAt: at } : actor
    }),
  }))
  return settleRound({ ...round, groups }, at)
}

/** Somebody takes the task of a group for themselves, or gives it back. */
export function claim(round: Round, { actor, at }: Doing, claimed: boolean): Round {
  if (groupOf(round, actor.id).rule.of !== 'claim') throw new Refused('NOT_TO_BE_CLAIMED')
  const changed = withActor(round, actor.id, ({ claimed: _before, ...rest }) =>
    claimed ? { ...rest, claimed: true } : rest,
  )
  return settleRound(changed, at)
}

/** An approval is taken back while the round is still open; what followed from it alone goes with it. */
export function takeBackDecision(round: Round, { actor, at }: Doing): Round {
  const after = new Set(actor.after ?? [])
  const signed = round.groups.some(
    (group) => after.has(group.id) && group.actors.some(({ state }) => state === 'approved' || state === 'rejected'),
  )
  if (signed) throw new Refused('TAKEN_FURTHER')
  const { decidedAt, decidedBy, comment, remark, after: _after, ...open } = actor
  const kept = { ...round, groups: round.groups.filter((group) => !after.has(group.id)) }
  return settleRound(
    withActor(kept, actor.id, () => ({ ...open, state: 'waiting' })),
    at,
  )
}
