import { randomInt } from 'node:crypto'
import {
  type Answer,
  type ApproverLookups,
  type ApproverPolicies,
  type ApproverRule,
  drawLot,
  dueAfter,
  type EarlierApproval,
  findApprovers,
  processErrors,
  settleApprovers,
  type Visit,
} from '@mortise/process'
import type { Question } from '../process-services.ts'
import { textsAt, textsOf } from './node-records.server.ts'
import type { TaskOptions } from './people-options.ts'

/** Most records that people are looked for in. */
const mostRecords = 200

type People = Pick<TaskOptions, 'approvers' | 'whenEmpty' | 'deadlines' | 'lot'> &
  Partial<Pick<ApproverPolicies, 'self' | 'repeat'>>

/** What is asked about a node for people: who they are, when a deadline is over, who is above them. */
export async function answerPeople(question: Question, options: People): Promise<Answer> {
  const { need } = question
  if (need.need === 'superiors') return superiors(question)
  if (need.need === 'when') return deadline(question, options, need.deadline)
  const found = await findApprovers(options.approvers as ApproverRule[], lookupsOf(question))
  const policies: ApproverPolicies = {
    whenEmpty: options.whenEmpty ?? { do: 'incident' },
    self: options.self ?? 'keep',
    repeat: options.repeat ?? { of: 'off' },
  }
  const { initiator } = question.instance
  const { organisation } = question.services
  const first = settleApprovers(found, policies, { organisation, initiator, earlier: [] })
  const again = policies.repeat.of !== 'off' && 'people' in first ? first.people.map(({ user }) => user) : []
  const earlier = await earlierApprovals(question, { people: new Set(again), watched: policies.repeat.watched ?? [] })
  const settled = earlier.length === 0 ? first : settleApprovers(found, policies, { organisation, initiator, earlier })
  // Chance is asked outside of the engine: whom it fell on is in the answer, and so in the state.
  return options.lot ? drawLot(settled, question.instance.rehearsed ? null : randomInt) : settled
}

/** Whom rules find, without the policies of tasks: those who work here, each once. */
export async function peopleFor(question: Question, rules: readonly ApproverRule[]): Promise<string[]> {
  const found = await findApprovers(rules as ApproverRule[], lookupsOf(question))
  const settled = settleApprovers(
    found,
    { whenEmpty: { do: 'pass' }, self: 'keep', repeat: { of: 'off' } },
    { organisation: question.services.organisation, initiator: question.instance.initiator, earlier: [] },
  )
  return 'people' in settled ? [...new Set(settled.people.map(({ user }) => user))] : []
}

function deadline({ at, services }: Question, { deadlines = [] }: People, key: string | undefined): Answer {
  const found = deadlines.find((one) => one.key === key)
  // A deadline that a later version left out: the engine does nothing when it is over.
  return { due: dueAfter(at, found?.after ?? { amount: 1, unit: 'week' }, services.time) }
}

function superiors({ need, instance, services }: Question): Answer {
  const visit = 'visit' in need && need.visit !== null ? instance.state.visits[need.visit] : undefined
  const pending = actorsOf(visit).filter(({ state }) => state === 'pending')
  const found = pending.flatMap(({ id, user }): [number, string][] => {
    const manager = services.organisation.person(user)?.managerId
    return manager && services.organisation.person(manager)?.active ? [[id, manager]] : []
  })
  return { superiors: Object.fromEntries(found) }
}

const actorsOf = (visit: Visit | undefined) => visit?.people?.groups.flatMap(({ actors }) => actors) ?? []

function lookupsOf(question: Question): ApproverLookups {
  const { services, instance } = question
  return {
    organisation: services.organisation,
    initiator: instance.initiator,
    peopleIn: (path) => textsAt(question, path),
    chosenBy: (whom) => chosenBy(question, whom),
    peopleBy: (value) => textsOf(question, value),
    peopleOf: async ({ entity, filter, field }) =>
      await peopleAt(question, field, { entity, ids: await services.findRecords(entity, filter, mostRecords) }),
    peopleFound: async ({ list, field }) => await peopleAt(question, field, await services.foundBy(list)),
  }
}

/** The people in a field of records, of the first so many. */
async function peopleAt(
  question: Question,
  field: string,
  { entity, ids }: { entity: string; ids: readonly string[] },
): Promise<string[]> {
  const people: string[] = []
  for (const id of ids.slice(0, mostRecords)) people.push(...(await textsAt(question, field, { entity, id })))
  return people
}

/** The transition is refused where whoever acts could choose, and else it is an incident that somebody can be named for. */
function chosenBy({ services, node }: Question, of: 'initiator' | 'previous'): readonly string[] {
  const chosen = services.chosenFor(node.key, of)
  const label = services.document.nodes.find(({ key }) => key === node.key)?.label
  if (chosen.length === 0) throw processErrors.CHOICE_MISSING({ node: label ?? node.key, key: node.key, of })
  return chosen
}

/** Which of these people agreed at which earlier node; the last time counts. */
async function earlierApprovals(
  question: Question,
  { people, watched }: { people: ReadonlySet<string>; watched: readonly string[] },
): Promise<EarlierApproval[]> {
  if (people.size === 0) return []
  const { instance, need, services } = question
  const visits = instance.state.visits
  const before = visits[need.id]?.from ?? []
  const approvals: EarlierApproval[] = []
  for (const visit of Object.values(visits).sort((one, other) => other.id - one.id)) {
    if (visit.outcome !== 'approved' || visit.undone) continue
    for (const actor of actorsOf(visit).filter(({ state }) => state === 'approved')) {
      const user = actor.decidedBy ?? actor.user
      if (!people.has(user)) continue
      const since = actor.decidedAt ?? visit.enteredAt
      approvals.push({
        user,
        node: visit.node,
        adjacent: before.includes(visit.id),
        changedSince: watched.length > 0 && (await services.changedSince(watched, since)),
      })
    }
  }
  return approvals
}
