import type { ActorChoice } from '../step/step-result.ts'
import type { Actor, ActorState, Round } from './round.ts'
import type { RoundSettings } from './round-settings.ts'
import { settleRound } from './settle-round.ts'

/** Asks the people of a node for the first time. Notices are told and not waited for. */
export function openRound(people: readonly ActorChoice[], settings: RoundSettings, at: string): Round {
  const actors = people.map((choice, index) => actorOf(choice, index + 2, settings, at))
  const round: Round = {
    groups: [{ id: 1, rule: settings.rule, role: 'own', actors }],
    outcome: 'open',
    next: actors.length + 2,
  }
  return settings.task === 'notice' ? round : settleRound(round, at)
}

function actorOf(choice: ActorChoice, id: number, settings: RoundSettings, at: string): Actor {
  const told = settings.task === 'notice'
  const state: ActorState = told ? 'notified' : choice.passed ? 'passed' : 'waiting'
  return {
    id,
    user: choice.user,
    ...(choice.agents?.length ? { agents: choice.agents } : {}),
    origin: 'resolved',
    ...(choice.reason === undefined ? {} : { reason: choice.reason }),
    weight: choice.weight ?? 1,
    state,
    ...(told ? { assignedAt: at } : {}),
    ...(choice.passed ? { decidedAt: at } : {}),
  }
}

/**
 * Asks the same people again, after a return. Who handed the task on is not asked, who got it is; signers that were added
 * had their say and are not asked again. With `only`, what the others of the group decided still stands.
 */
export function reopenRound(round: Round, at: string, only?: readonly number[]): Round {
  const [own] = round.groups
  if (!own) return round
  const stays = (actor: Actor) => only !== undefined && !only.includes(actor.id) && actor.state === 'approved'
  const actors = own.actors
    .filter((actor) => actor.state !== 'transferred' && (actor.state !== 'dropped' || wasAsked(actor)))
    .map((actor): Actor => (stays(actor) ? withoutGroups(actor) : afresh(actor)))
  return settleRound({ groups: [{ ...own, actors }], outcome: 'open', next: round.next }, at)
}

/** Somebody who was not needed any more the last time is asked again; a signer who was removed is not. */
const wasAsked = (actor: Actor) => actor.origin === 'resolved' || actor.origin === 'transferred'

function withoutGroups({ before: _before, after: _after, ...actor }: Actor): Actor {
  return actor
}

function afresh(actor: Actor): Actor {
  const { id, user, agents, origin, reason, weight, by } = actor
  return {
    id,
    user,
    ...(agents ? { agents } : {}),
    origin,
    ...(reason === undefined ? {} : { reason }),
    weight,
    state: 'waiting',
    ...(by === undefined ? {} : { by }),
  }
}
