import { canonicalJson } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import type { Answer, RecordedInstance, TaskAct } from '@mortise/process'
import type { FinishedInstance } from '@mortise/process/server'

type Acts = { [node: string]: { user: string; act: TaskAct }[] }

/**
 * What is played again of a finished instance: nodes that are as they were answer what they answered then; everything else
 * is asked anew. Lines that depend on how people decided are always followed anew.
 */
export function recordedInstance(finished: FinishedInstance, document: ProcessDocument): RecordedInstance {
  const before = finished.document as unknown as ProcessDocument
  const same = new Set(document.nodes.flatMap(({ key }) => (isSame(key, before, document) ? [key] : [])))
  return {
    by: finished.initiator,
    at: finished.started_at,
    answers: Object.fromEntries([...same].map((node) => [node, answersOf(finished, { node, document })])),
    acts: actsOf(finished),
    minutes: minutesOf(finished),
    route: finished.visits.map(({ node }) => node),
    people: {},
    outcome: finished.outcome,
  }
}

/** The node is asked in the same way, and led out of by the same lines. */
function isSame(key: string, before: ProcessDocument, after: ProcessDocument): boolean {
  return canonicalJson(whatIsAsked(key, before)) === canonicalJson(whatIsAsked(key, after))
}

function whatIsAsked(key: string, { nodes, transitions }: ProcessDocument) {
  const node = nodes.find((candidate) => candidate.key === key)
  const lines = transitions.filter(({ from }) => from === key)
  return {
    type: node?.type ?? null,
    options: (node?.options ?? {}) as never,
    lines: lines.map((line) => ({ key: line.key, to: line.to, when: (line.when ?? null) as never })),
  }
}

interface Looking {
  node: string
  document: ProcessDocument
}

function answersOf(finished: FinishedInstance, looking: Looking): Answer[] {
  const visits = finished.visits.filter(({ node }) => node === looking.node)
  const asked = visits.flatMap((visit): Answer[] => {
    const people = finished.tasks.filter((task) => task.visit === visit.id && task.origin === 'resolved')
    if (people.length === 0) return []
    return [{ people: people.map(({ user, state }) => ({ user, ...(state === 'passed' && { passed: true }) })) }]
  })
  return asked.length > 0 ? asked : choicesOf(finished, looking, visits.length)
}

/** Which line was taken each time; a choice whose lines ask how people decided is followed anew. */
function choicesOf({ visits }: FinishedInstance, { node, document }: Looking, count: number): Answer[] {
  const lines = document.transitions.filter(({ from }) => from === node)
  if (lines.length < 2 || lines.some(({ outcome }) => outcome)) return []
  const taken = visits.flatMap(({ via }) => (lines.some(({ key }) => key === via) ? [via as string] : []))
  if (count === 1 && taken.length > 0) return [{ transitions: taken }]
  return taken.length === count ? taken.map((line) => ({ transitions: [line] })) : []
}

/** By whose task it was: somebody else may have acted for them. */
function actsOf({ visits, tasks, acts }: FinishedInstance): Acts {
  const done: Acts = {}
  for (const { type, by, visit, data } of acts) {
    const node = visits.find(({ id }) => id === visit)?.node
    if (node === undefined) continue
    const { actor, override: _override, ...said } = data ?? {}
    const user = tasks.find((task) => task.visit === visit && task.actor === actor)?.user ?? by
    const act = { comment: '…', signature: '…', ...said, do: type } as TaskAct
    const before = done[node] ?? []
    before.push({ user, act })
    done[node] = before
  }
  return done
}

/** The mean of those who decided there. */
function minutesOf({ visits, tasks }: FinishedInstance): { [node: string]: number } {
  const taken = new Map<string, number[]>()
  for (const { visit, assigned, decided } of tasks) {
    const node = visits.find(({ id }) => id === visit)?.node
    if (node === undefined || assigned === null || decided === null) continue
    const minutes = (Date.parse(decided) - Date.parse(assigned)) / 60_000
    taken.set(node, [...(taken.get(node) ?? []), Math.max(0, minutes)])
  }
  return Object.fromEntries(
    [...taken].map(([node, all]) => [node, all.reduce((sum, one) => sum + one, 0) / all.length]),
  )
}
