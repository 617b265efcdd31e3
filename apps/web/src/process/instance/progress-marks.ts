import type { InstanceView, InstanceVisit } from '@mortise/api'
import type { CanvasTone, LineMarks, NodeMarks } from '../canvas/canvas-marks.ts'

/** Words that marks are made of, in the language of the page. */
export interface MarkWords {
  people(ids: readonly string[]): string
  duration(milliseconds: number): string
  state(visit: InstanceVisit): string
}

/** What is marked at the nodes and lines of an instance: where it has been, where it stands, who and how long. */
export function progressMarks(view: Pick<InstanceView, 'visits' | 'tasks' | 'drawing'>, words: MarkWords, now: number) {
  const last = new Map<string, InstanceVisit>()
  for (const visit of view.visits) last.set(visit.node, visit)
  const nodes = new Map<string, NodeMarks>()
  for (const [key, visit] of last) nodes.set(key, nodeMark(view, visit, words, now))
  const walked = new Set(view.visits.flatMap(({ via, state }) => (via && state !== 'cancelled' ? [via] : [])))
  const lines = new Map<string, LineMarks>()
  for (const { key } of view.drawing.transitions) if (walked.has(key)) lines.set(key, { tone: 'done', weight: 2.5 })
  return { nodes, lines }
}

function nodeMark(
  { tasks }: Pick<InstanceView, 'tasks'>,
  visit: InstanceVisit,
  words: MarkWords,
  now: number,
): NodeMarks {
  const asked = tasks.filter((task) => task.visit === visit.id && task.state !== 'dropped')
  const deciders = visit.state === 'open' ? asked.filter(({ state }) => state === 'pending') : asked
  const who = words.people([...new Set(deciders.map((task) => task.decidedBy ?? task.user))])
  const took = (visit.leftAt ? Date.parse(visit.leftAt) : now) - Date.parse(visit.enteredAt)
  const extra = asked.length > 0 ? [who, words.duration(took)].filter(Boolean).join(' · ') : undefined
  return {
    tone: toneOf(visit),
    ...(extra && { extra }),
    ...(visit.round > 1 && { badge: `×${visit.round}` }),
    said: [words.state(visit), extra].filter(Boolean).join(', '),
  }
}

function toneOf({ state, incident }: InstanceVisit): CanvasTone {
  if (incident) return 'error'
  return { open: 'active', done: 'done', cancelled: 'muted' }[state] as CanvasTone
}
