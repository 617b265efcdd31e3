import type {
  InstanceRights,
  InstanceTask,
  InstanceView,
  InstanceVisit,
  PeopleChoice,
  TaskDemands,
  TaskSignature,
} from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import {
  type ApproverReason,
  controlOf,
  describeReason,
  type OpenTask as EngineTask,
  jumpTargets,
  openRepetitions,
  type ReasonNames,
  rightsOf,
  urgeableVisits,
} from '@mortise/process'
import type { InstanceProgress } from '@mortise/process/server'
import { reasonsAt, reasonWords } from './given-reasons.ts'
import type { OpenedInstance } from './process-access.ts'

/** Who looks, and what has to be looked up for it. */
export interface Viewing {
  user: string
  names: ReasonNames
  /** By `visit/actor`. */
  signatures?: ReadonlyMap<string, TaskSignature>
  /** What whoever agrees at a node has to choose. */
  choices?: ReadonlyMap<string, PeopleChoice[]>
}

/** An instance, as somebody sees it. */
export function instanceView(opened: OpenedInstance, viewing: Viewing): InstanceView {
  const { names, signatures } = viewing
  const { progress } = opened
  const { instance, version, visits, tasks, events } = progress
  const document = progress.document as ProcessDocument
  return {
    ...{ id: instance.id, app: instance.app, process: instance.process, processLabel: document.label, version },
    ...{ title: instance.title, status: instance.status, outcome: instance.outcome, rev: instance.rev },
    ...{ initiator: instance.initiator, startedAt: instance.started_at, endedAt: instance.ended_at },
    ...{ entity: instance.entity, recordId: instance.record_id, drawing: drawingOf(document) },
    visits: visits.map((visit) => visitView(visit, opened.administers)),
    tasks: tasks.map((task) => taskView(task, { names, signatures, given: givenReason(document, visits, task) })),
    events: events.map(({ number, type, by_user: by, at, visit_id: visit, data }) => ({
      ...{ number, type, by, at, visit },
      data: data as { [name: string]: unknown } | null,
    })),
    can: rightsView(opened, viewing),
  }
}

/** What a process looks like. Conditions, and how people are found, are for those who design it. */
export function drawingOf({ nodes, transitions, layout }: ProcessDocument): InstanceView['drawing'] {
  return {
    nodes: nodes.map(({ key, type, label, in: inside, on }) => ({
      ...{ key, type },
      ...(label && { label }),
      ...(inside && { in: inside }),
      ...(on && { on }),
    })),
    transitions: transitions.map(({ key, from, to, label, otherwise }) => ({
      ...{ key, from, to },
      ...(label && { label }),
      ...(otherwise && { otherwise }),
    })),
    ...(layout && { layout }),
  }
}

/** Why something failed may name what its reader should not know of. */
function visitView(visit: InstanceProgress['visits'][number], administers: boolean): InstanceVisit {
  const { id, node, round, via, state, needs, outcome, entered_at: enteredAt, left_at: leftAt, incident } = visit
  return {
    ...{ id, node, round, via, needs, outcome, enteredAt, leftAt },
    state: state as InstanceVisit['state'],
    incident: incidentView(incident as InstanceVisit['incident'], administers),
  }
}

function incidentView(incident: InstanceVisit['incident'], administers: boolean): InstanceVisit['incident'] {
  if (!incident || administers) return incident
  const { params: _params, ...rest } = incident
  return rest
}

interface TaskLook extends Pick<Viewing, 'names' | 'signatures'> {
  given: LocalizedText | null
}

function taskView(task: InstanceProgress['tasks'][number], { names, signatures, given }: TaskLook): InstanceTask {
  const { override = false } = remarkOf(task)
  return {
    ...{ visit: task.visit_id, actor: task.actor_id, group: task.group_id, user: task.user_id, agents: task.agents },
    ...{ origin: task.origin, state: task.state, comment: task.comment },
    ...{ assignedAt: task.assigned_at, seenAt: task.seen_at, decidedAt: task.decided_at, decidedBy: task.decided_by },
    ...{ reasonGiven: given, override },
    signature: signatures?.get(`${task.visit_id}/${task.actor_id}`) ?? null,
    reason: task.reason ? describeReason(task.reason as ApproverReason, names) : null,
  }
}

function givenReason(
  document: ProcessDocument,
  visits: InstanceProgress['visits'],
  task: InstanceProgress['tasks'][number],
): LocalizedText | null {
  const { reason } = remarkOf(task)
  const node = visits.find(({ id }) => id === task.visit_id)?.node
  return reason === undefined ? null : reasonWords(document, { node, reason })
}

const remarkOf = ({ remark }: InstanceProgress['tasks'][number]) =>
  (remark ?? {}) as { reason?: string; override?: boolean }

/** Those with a part in it may urge the others. */
export function hasPart({ progress, administers }: OpenedInstance, user: string): boolean {
  const { instance, tasks } = progress
  return administers || instance.initiator === user || tasks.some((task) => task.decided_by === user)
}

function urgeOf(opened: OpenedInstance, user: string): InstanceRights['urge'] {
  if (!hasPart(opened, user)) return []
  const { state } = opened.progress.instance
  const now = new Date().toISOString()
  return urgeableVisits({ graph: opened.program.graph, state }).map(({ id: visit, urgedUntil = '' }) => ({
    visit,
    again: urgedUntil > now ? urgedUntil : null,
  }))
}

function repetitionsOf(opened: OpenedInstance, user: string): InstanceRights['repetitions'] {
  const { progress, program, administers } = opened
  const mayAdd = hasPart(opened, user)
  return openRepetitions(program.graph, progress.instance.state)
    .map(({ grows, ...repetition }) => ({ ...repetition, add: mayAdd && grows, finish: administers }))
    .filter(({ add, finish }) => add || finish)
}

function linksOf(opened: OpenedInstance, user: string): InstanceRights['links'] {
  const { progress, program } = opened
  const open = Object.values(progress.instance.state.visits).filter(
    ({ state, needs, node }) =>
      state === 'open' && needs === 'people' && controlOf(program.graph.nodes[node], 'people')?.settings.byLink,
  )
  return open.length > 0 && mayHandOut(opened, user) ? open.map(({ id }) => id) : []
}

/** Whether somebody may give the link of a task to people without an account. */
export function mayHandOut(opened: OpenedInstance, user: string): boolean {
  const { tasks } = opened.progress
  return hasPart(opened, user) || tasks.some((task) => task.user_id === user || task.agents.includes(user))
}

function jumpsOf({ progress, program, administers }: OpenedInstance, { names }: Viewing): InstanceRights['jumpTo'] {
  if (!administers || progress.instance.status !== 'running') return []
  return jumpTargets(program).map((node) => ({ node, label: names.node(node) }))
}

function demandsView(document: ProcessDocument, { node, demands }: EngineTask): TaskDemands {
  const { comment, signature } = demands
  return { ...(comment && { comment }), ...(signature && { signature }), ...reasonsAt(document, node) }
}

function rightsView({ progress, program, administers }: OpenedInstance, viewing: Viewing): InstanceRights {
  const { user, names, choices } = viewing
  const { tasks, takeBack, recall, stop } = rightsOf(program.graph, progress.instance.state, user)
  return {
    tasks: tasks.map((task) => ({
      ...task,
      demands: demandsView(progress.document as ProcessDocument, task),
      choices: choices?.get(task.node) ?? [],
      returnTo: task.returnTo.map((node) => ({ node, label: names.node(node) })),
    })),
    ...{ takeBack, recall, stop, comment: true, administer: administers },
    links: linksOf({ progress, program, administers }, user),
    urge: urgeOf({ progress, program, administers }, user),
    repetitions: repetitionsOf({ progress, program, administers }, user),
    jumpTo: jumpsOf({ progress, program, administers }, viewing),
  }
}
