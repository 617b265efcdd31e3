import type { InstanceComment, InstanceEvent, InstanceTask, InstanceView } from '@mortise/api'
import { isLocalizedText, type LocalizedText } from '@mortise/core'

/** One moment of an instance: something that happened, or a comment. */
export interface StoryItem {
  key: string
  at: string
  /** Null when nobody did it. */
  by: string | null
  /** Which words say it. */
  verb: StoryVerb
  /** The node that it happened at. */
  atNode: string | null
  /** The node that it leads to. */
  toNode: string | null
  /** People that it is about. */
  people: readonly string[]
  /** Whose it was before. */
  from: string | null
  text: string | null
  /** What was answered by a link. */
  answer: LocalizedText | null
  /** Code of an incident. */
  problem: string | null
  /** The decision as it stands in the round. */
  task: InstanceTask | null
  comment: InstanceComment | null
}

const plainVerbs = [
  ...([
    'start',
    'approve',
    'reject',
    'return',
    'transfer',
    'delegate',
    'add_signer',
    'remove_signer',
    'claim',
  ] as const),
  ...(['unclaim', 'take_back', 'recall', 'stop', 'urge', 'copy', 'jump', 'hand_over', 'migrate', 'incident'] as const),
  ...(['incident_solved', 'late_answer', 'look_for_items', 'finish_scope'] as const),
] as const
const deadlines = ['remind', 'pass', 'reject', 'return', 'transfer_up', 'copy'] as const
const answers = ['approved', 'rejected'] as const
const endings = ['done', 'rejected', 'withdrawn', 'cancelled'] as const

export type StoryVerb =
  | (typeof plainVerbs)[number]
  | 'submit'
  | 'hand_over_start'
  | 'finish'
  | 'comment'
  | `deadline_${(typeof deadlines)[number]}`
  | `link_answer_${(typeof answers)[number]}`
  | `ended_${(typeof endings)[number]}`

type Told = Pick<InstanceView, 'events' | 'tasks' | 'visits' | 'drawing'>

/** What happened in an instance and what was said about it, the earliest first. What has no words is left out. */
export function instanceStory(view: Told, comments: readonly InstanceComment[]): StoryItem[] {
  const items = [
    ...view.events.flatMap((event) => eventItem(view, event)),
    ...comments.filter(({ deleted }) => !deleted).map(commentItem),
  ]
  return items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

const nothing = {
  people: [],
  from: null,
  text: null,
  answer: null,
  problem: null,
  task: null,
  comment: null,
  atNode: null,
  toNode: null,
}

function commentItem(comment: InstanceComment): StoryItem {
  return { ...nothing, key: `comment ${comment.id}`, at: comment.at, by: comment.by, verb: 'comment', comment }
}

function eventItem(view: Told, event: InstanceEvent): StoryItem[] {
  const data = event.data ?? {}
  const visit = view.visits.find(({ id }) => id === event.visit)
  const verb = verbOf(view, event, visit?.node)
  if (verb === null) return []
  const task =
    event.type === 'approve' || event.type === 'reject' || event.type === 'return'
      ? (view.tasks.find((one) => one.visit === event.visit && one.actor === data.actor) ?? null)
      : null
  const leadsTo = event.type === 'return' || event.type === 'jump'
  return [
    {
      ...{ ...nothing, key: `event ${event.number}`, at: event.at, by: event.by, verb, task },
      atNode: visit?.node ?? textOf(data.node),
      toNode: leadsTo ? textOf(data.to) : null,
      people: leadsTo ? [] : peopleIn(view, event),
      from: event.type === 'hand_over' ? textOf(data.from) : null,
      text: textOf(data.comment) ?? textOf(data.text) ?? lateText(event),
      problem: textOf(data.code),
      answer: isLocalizedText(data.label) ? data.label : null,
    },
  ]
}

/** What was answered too late, as far as it is known. */
function lateText({ type, data }: InstanceEvent): string | null {
  if (type !== 'late_answer') return null
  const { status, body } = (data?.output ?? {}) as { status?: unknown; body?: unknown }
  const said = [status, body].filter((part) => typeof part === 'number' || (typeof part === 'string' && part !== ''))
  return said.length > 0 ? said.join(' ') : textOf(data?.error)
}

function verbOf({ drawing, tasks }: Told, { type, data, visit }: InstanceEvent, node: string | undefined) {
  if (type === 'approve') {
    const kind = drawing.nodes.find(({ key }) => key === node)?.type
    if (kind === 'start') return 'submit' as const
    return kind === 'handle' && tasks.some((one) => one.visit === visit) ? ('finish' as const) : ('approve' as const)
  }
  if (type === 'hand_over' && data?.starts === true) return 'hand_over_start' as const
  if (type === 'link_answer') return suffixed('link_answer', answers, data?.outcome)
  if (type === 'deadline') return suffixed('deadline', deadlines, data?.action)
  if (type === 'ended') return suffixed('ended', endings, data?.outcome === 'rejected' ? 'rejected' : data?.status)
  return plainVerbs.find((verb) => verb === type) ?? null
}

function suffixed<Prefix extends string, Value extends string>(
  prefix: Prefix,
  values: readonly Value[],
  value: unknown,
) {
  const known = values.find((one) => one === value)
  return known === undefined ? null : (`${prefix}_${known}` as const)
}

function peopleIn({ tasks }: Told, { type, data, visit, at }: InstanceEvent): string[] {
  const { to, users, people, actor } = data ?? {}
  // Who the superiors are is looked up after the deadline is on record.
  if (type === 'deadline')
    return tasks.filter((one) => one.visit === visit && one.origin === 'escalated' && one.assignedAt === at).map(userOf)
  if (type === 'remove_signer') return tasks.filter((one) => one.visit === visit && one.actor === actor).map(userOf)
  if (typeof to === 'string') return [to]
  const list = Array.isArray(users) ? users : Array.isArray(people) ? people : []
  return list.filter((one): one is string => typeof one === 'string')
}

/** Whose time was over when this task came to its person instead; null where it came in another way. */
export function lateBefore({ tasks }: Pick<Told, 'tasks'>, task: InstanceTask): string | null {
  if (task.origin !== 'escalated') return null
  const before = tasks.find(
    ({ visit, group, state, decidedAt }) =>
      visit === task.visit && group === task.group && state === 'transferred' && decidedAt === task.assignedAt,
  )
  return before?.user ?? null
}

const userOf = ({ user }: InstanceTask) => user
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
