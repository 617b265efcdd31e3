import type { Actor, ProcessEvent, ProcessWrite, Visit } from '@mortise/process'
import type { InstanceRow, WrittenTransition } from '@mortise/process/server'
import type { News } from './notification-store.ts'

/** What a transition has to tell, and which tasks nobody waits for any more. */
export interface TransitionNews {
  news: News[]
  settled: { visit: number; place: number }[]
}

/** Reads from what a transition wrote who has to be told what. */
export function newsOfTransition(
  { before, instance, writes, event }: WrittenTransition,
  administrators: readonly string[],
): TransitionNews {
  const by = 'by' in event ? event.by : null
  const about = aboutOf(instance)
  const actors = lastActors(writes)
  const cause = by ?? instance.initiator
  return {
    news: [
      ...actors.flatMap((write) => newsOfActor(write, { about, event, cause, nodeOf: (id) => nodeOf(instance, id) })),
      ...newsOfWithdrawal({ before, instance, writes, about, by }),
      ...newsOfEnd({ instance, about, by }),
      ...newsOfIncidents({ instance, writes, about }, administrators),
    ],
    settled: actors.flatMap(({ visit, actor }) => (actor.state === 'pending' ? [] : [{ visit, place: actor.id }])),
  }
}

type ActorWrite = Extract<ProcessWrite, { write: 'actor' }>
type About = Pick<News, 'app' | 'process' | 'title' | 'instance' | 'entity' | 'recordId'>

export function aboutOf(row: InstanceRow): About {
  const { app, process, title, id, entity, record_id: recordId } = row
  return { app, process, title, instance: id, entity, recordId }
}

const nodeOf = ({ state }: InstanceRow, visit: number): string | null => state.visits[visit]?.node ?? null

function lastActors(writes: readonly ProcessWrite[]): ActorWrite[] {
  const last = new Map<string, ActorWrite>()
  for (const write of writes) if (write.write === 'actor') last.set(`${write.visit}/${write.actor.id}`, write)
  return [...last.values()]
}

interface ActorPlace {
  about: About
  event: ProcessEvent
  /** Whoever let it happen: nobody tells themselves. */
  cause: string | null
  nodeOf(visit: number): string | null
}

function newsOfActor({ visit, actor }: ActorWrite, { about, cause, nodeOf: node }: ActorPlace): News[] {
  const kind = actor.state === 'pending' ? 'task' : actor.state === 'notified' ? 'copy' : null
  if (kind === null) return []
  const users = peopleOf(actor).filter((user) => user !== cause || kind === 'task')
  const key = `${kind}:${about.instance}:${visit}:${actor.id}:${actor.assignedAt ?? ''}`
  return [{ ...about, kind, key, users, by: cause, node: node(visit), visit, place: actor.id }]
}

export const peopleOf = ({ user, agents = [] }: Pick<Actor, 'user' | 'agents'>): string[] => [
  ...new Set([user, ...agents]),
]

interface Ended {
  instance: InstanceRow
  about: About
  by: string | null
}

interface Withdrawn {
  before: InstanceRow
  writes: readonly ProcessWrite[]
}

/** Of what was taken back, returned elsewhere or ended, whoever was to decide is told that it is off. */
function newsOfWithdrawal({ before, instance, writes, about, by }: Ended & Withdrawn): News[] {
  const cancelled = new Set(
    writes.flatMap((write) => (write.write === 'visit' && write.visit.state === 'cancelled' ? [write.visit.id] : [])),
  )
  const gone = ({ id, state }: Visit) => state === 'open' && cancelled.has(id)
  return Object.values(before.state.visits).flatMap((visit) =>
    (gone(visit) ? (visit.people?.groups ?? []) : [])
      .flatMap(({ actors }) => actors)
      .filter(({ state }) => state === 'pending')
      .map((actor): News => {
        const key = `withdrawn:${instance.id}:${visit.id}:${actor.id}`
        const users = peopleOf(actor).filter((user) => user !== by)
        return { ...about, kind: 'withdrawn', key, users, by, node: visit.node, visit: visit.id }
      }),
  )
}

/** Whoever started it is told how it ended, unless they ended it themselves. */
function newsOfEnd({ instance, about, by }: Ended): News[] {
  const { status, initiator, parent_id: parent, id } = instance
  if (status === 'running' || initiator === null || initiator === by || parent !== null) return []
  return [{ ...about, kind: 'ended', key: `ended:${id}`, users: [initiator], by, comment: status }]
}

function newsOfIncidents(
  { instance, writes, about }: { instance: InstanceRow; writes: readonly ProcessWrite[]; about: About },
  administrators: readonly string[],
): News[] {
  return writes.flatMap((write): News[] => {
    if (write.write !== 'log' || write.type !== 'incident') return []
    const key = `incident:${instance.id}:${write.visit}:${write.at}`
    const node = write.visit === null ? null : nodeOf(instance, write.visit)
    const { code } = (write.data ?? {}) as { code?: string }
    return [{ ...about, kind: 'incident', key, users: administrators, node, visit: write.visit, comment: code ?? null }]
  })
}
