import type {
  InstanceRights,
  InstanceTask,
  InstanceView,
  InstanceVisit,
  PeopleChoice,
  TaskSignature,
} from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import {
  type ApproverReason,
  describeReason,
  jumpTargets,
  type ReasonNames,
  rightsOf,
  urgeableVisits,
} from '@mortise/process'
import type { InstanceProgress } from '@mortise/process/server'
import type { OpenedInstance } from './process-access.ts'

/** What a node is called; its type's name is shown where it has no label of its own. */
export function nodeLabel(document: ProcessDocument, key: string): LocalizedText {
  const node = document.nodes.find((candidate) => candidate.key === key)
  return node?.label ?? { zh: key, en: key }
}

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
export function instanceView(opened: OpenedInstance, { user, names, signatures, choices }: Viewing): InstanceView {
  const { progress } = opened
  const { instance, version, visits, tasks, events } = progress
  const document = progress.document as ProcessDocument
  return {
    ...{ id: instance.id, app: instance.app, process: instance.process, processLabel: document.label, version },
    ...{ title: instance.title, status: instance.status, outcome: instance.outcome, rev: instance.rev },
    ...{ initiator: instance.initiator, startedAt: instance.started_at, endedAt: instance.ended_at },
    ...{ entity: instance.entity, recordId: instance.record_id, drawing: drawingOf(document) },
    visits: visits.map((visit) => visitView(visit, opened.administers)),
    tasks: tasks.map((task) => taskView(task, names, signatures)),
    events: events.map(({ number, type, by_user: by, at, visit_id: visit, data }) => ({
      ...{ number, type, by, at, visit },
      data: data as { [name: string]: unknown } | null,
    })),
    can: rightsView(opened, user, choices),
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

function taskView(
  task: InstanceProgress['tasks'][number],
  names: ReasonNames,
  signatures: Viewing['signatures'],
): InstanceTask {
  const { reason = null, override = false } = remarkOf(task)
  return {
    ...{ visit: task.visit_id, actor: task.actor_id, group: task.group_id, user: task.user_id, agents: task.agents },
    ...{ origin: task.origin, state: task.state, comment: task.comment },
    ...{ assignedAt: task.assigned_at, seenAt: task.seen_at, decidedAt: task.decided_at, decidedBy: task.decided_by },
    ...{ reasonGiven: reason, override },
    signature: signatures?.get(`${task.visit_id}/${task.actor_id}`) ?? null,
    reason: task.reason ? describeReason(task.reason as ApproverReason, names) : null,
  }
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

function jumpsOf({ progress, program, administers }: OpenedInstance): InstanceRights['jumpTo'] {
  if (!administers || progress.instance.status !== 'running') return []
  const document = progress.document as ProcessDocument
  return jumpTargets(program).map((node) => ({ node, label: nodeLabel(document, node) }))
}

function rightsView(
  { progress, program, administers }: OpenedInstance,
  user: string,
  choices: Viewing['choices'],
): InstanceRights {
  const document = progress.document as ProcessDocument
  const { tasks, takeBack, recall, stop } = rightsOf(program.graph, progress.instance.state, user)
  return {
    tasks: tasks.map((task) => ({
      ...task,
      choices: choices?.get(task.node) ?? [],
      returnTo: task.returnTo.map((node) => ({ node, label: nodeLabel(document, node) })),
    })),
    ...{ takeBack, recall, stop, comment: true, administer: administers },
    urge: urgeOf({ progress, program, administers }, user),
    jumpTo: jumpsOf({ progress, program, administers }),
  }
}
