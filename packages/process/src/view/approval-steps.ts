import { fillText, type LocalizedText } from '@mortise/core'
import { controlOf, type ProcessGraph } from '../graph/process-graph.ts'
import { type ApprovalDeed, deedWords } from './approval-words.ts'

/** What the record of an approval is made from: an instance as it is stored. */
export interface ApprovalStory {
  graph: ProcessGraph
  status: string
  visits: readonly { id: number; node: string; state: string }[]
  tasks: readonly ApprovalTask[]
  events: readonly ApprovalEvent[]
}

interface ApprovalTask {
  visit_id: number
  actor_id: number
  user_id: string
  state: string
  assigned_at: string | null
  decided_at: string | null
}

interface ApprovalEvent {
  type: string
  by_user: string | null
  at: string
  visit_id: number | null
  data: unknown
}

/** One line of the record of an approval. */
export interface ApprovalStep {
  node: string | null
  /** Null: it came about by itself. */
  person: string | null
  /** In whose place they decided. */
  inPlaceOf: string | null
  override: boolean
  deed: ApprovalDeed
  /** What it came to, in words. */
  decision: LocalizedText
  comment: string | null
  reason: string | null
  /** Null while it is waited for. */
  at: string | null
  /** The file of the picture. */
  signature: string | null
}

interface StepNames {
  person(id: string): string
  node(key: string): LocalizedText
}

/** Who did what in an instance, the earliest first, and at the end whom it waits for. What machines did is left out. */
export function approvalSteps(story: ApprovalStory, names: StepNames): ApprovalStep[] {
  const told = [...story.events.flatMap((event) => eventStep(story, event, names)), ...settledSteps(story, names)]
  return [...told.sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? '')), ...waitingSteps(story)]
}

const nothing = { inPlaceOf: null, override: false, comment: null, reason: null, signature: null }

interface Said {
  actor?: number
  to?: string
  from?: string
  users?: readonly string[]
  comment?: string
  text?: string
  reason?: string
  signature?: string
  override?: boolean
  starts?: boolean
  action?: string
}

function eventStep(story: ApprovalStory, event: ApprovalEvent, names: StepNames): ApprovalStep[] {
  const node = nodeOf(story, event)
  const data = (event.data ?? {}) as Said
  const deed = deedOf(story.graph, event, node, data)
  if (deed === null) return []
  const task = story.tasks.find(
    ({ visit_id: visit, actor_id: actor }) => visit === event.visit_id && actor === data.actor,
  )
  const asked = decides.has(deed) ? task?.user_id : undefined
  return [
    {
      ...{ node, deed, person: event.by_user, at: event.at },
      inPlaceOf: asked !== undefined && asked !== event.by_user ? asked : null,
      override: data.override === true,
      decision: fillText(deedWords[deed], wordsIn(deed, data, task, names)),
      comment: data.comment ?? data.text ?? null,
      ...{ reason: data.reason ?? null, signature: data.signature ?? null },
    },
  ]
}

/** What began it happened where it begins. */
function nodeOf({ visits }: ApprovalStory, { type, visit_id: visit }: ApprovalEvent): string | null {
  const found = type === 'start' ? visits[0] : visits.find(({ id }) => id === visit)
  return found?.node ?? null
}

const decides: ReadonlySet<ApprovalDeed> = new Set(['approve', 'finish', 'reject', 'return'])

function wordsIn(deed: ApprovalDeed, { to, from, users }: Said, task: ApprovalTask | undefined, names: StepNames) {
  const people = users ?? (to !== undefined && !leads.has(deed) ? [to] : task ? [task.user_id] : [])
  return {
    node: to !== undefined && leads.has(deed) ? names.node(to) : '',
    from: from === undefined ? '' : names.person(from),
    people: people.map((id) => names.person(id)),
  }
}

const leads: ReadonlySet<ApprovalDeed> = new Set(['return', 'jump'])

const plainDeeds: ReadonlySet<string> = new Set<ApprovalDeed>([
  ...(['start', 'reject', 'return', 'transfer', 'delegate', 'add_signer', 'remove_signer', 'take_back'] as const),
  ...(['recall', 'stop', 'jump', 'hand_over', 'copy'] as const),
])

const deadlineDeeds: { readonly [action: string]: ApprovalDeed } = {
  pass: 'deadline_pass',
  reject: 'deadline_reject',
  return: 'deadline_return',
  transfer_up: 'deadline_transfer_up',
}

function deedOf(graph: ProcessGraph, { type }: ApprovalEvent, node: string | null, data: Said): ApprovalDeed | null {
  if (type === 'deadline') return deadlineDeeds[data.action ?? ''] ?? null
  if (type === 'approve') return approvalAt(graph, node)
  if (type === 'hand_over' && data.starts) return 'hand_over_start'
  return plainDeeds.has(type) ? (type as ApprovalDeed) : null
}

function approvalAt(graph: ProcessGraph, key: string | null): ApprovalDeed {
  const node = key === null ? undefined : graph.nodes[key]
  if (controlOf(node, 'start')) return 'submit'
  return controlOf(node, 'people')?.settings.task === 'handle' ? 'finish' : 'approve'
}

/** Those who need not decide, and those who are told: nobody did that. */
function settledSteps({ visits, tasks }: ApprovalStory, names: StepNames): ApprovalStep[] {
  return visits.flatMap(({ id, node }) => {
    const here = tasks.filter((task) => task.visit_id === id)
    const passed = here.filter(({ state }) => state === 'passed')
    const told = here.filter(({ state, actor_id: actor }) => state === 'notified' && actor > 0)
    const first = told[0]
    const people = told.map(({ user_id: user }) => names.person(user))
    return [
      ...passed.map((task): ApprovalStep => {
        const step = { ...nothing, node, deed: 'passed', person: task.user_id, at: task.decided_at } as const
        return { ...step, decision: deedWords.passed }
      }),
      ...(first
        ? [{ ...nothing, node, deed: 'copy' as const, person: null, at: first.assigned_at, decision: copied(people) }]
        : []),
    ]
  })
}

const copied = (people: readonly string[]) => fillText(deedWords.copy, { people })

function waitingSteps({ status, visits, tasks }: ApprovalStory): ApprovalStep[] {
  if (status !== 'running') return []
  return visits.flatMap(({ id, node, state: at }) =>
    at === 'open'
      ? tasks.flatMap(({ visit_id: visit, user_id: person, state }) =>
          visit === id && state === 'pending'
            ? [{ ...nothing, node, person, deed: 'waiting' as const, decision: deedWords.waiting, at: null }]
            : [],
        )
      : [],
  )
}
