import type { ReplayedInstance, ReplayedWay, TriedReplay, TryReplayInput } from '@mortise/api'
import { describeIncident, type Walk } from '@mortise/process'
import { type FinishedInstance, readFinished } from '@mortise/process/server'
import { httpErrors } from '../../errors.ts'
import type { Services } from '../../services.ts'
import { drawingOf } from '../instance-view.ts'
import { type PlayedAgain, replayFinished } from './replay-finished.ts'
import type { TriedProcess } from './tried-process.ts'

const usualSize = 20

/** A page of the latest finished instances, each played through the tried process, with what would be different. */
export async function tryReplay(services: Services, tried: TriedProcess, input: TryReplayInput): Promise<TriedReplay> {
  const { document, scope } = tried
  const size = input.size ?? usualSize
  const before = input.before === undefined ? {} : { before: readPosition(input.before) }
  const finished = await readFinished(services.workspace, {
    ...{ app: scope.model.key, process: document.key, size, ...before },
  })
  const instances: ReplayedInstance[] = []
  for (const one of finished) instances.push(replayedView(one, await replayFinished(services, tried, one)))
  const last = finished.at(-1)
  const next = last && finished.length === size ? `${last.ended_at}_${last.id}` : null
  return { drawing: drawingOf(document), instances, next }
}

function readPosition(text: string): { at: string; id: string } {
  const [at = '', id = ''] = text.split('_')
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    throw httpErrors.REQUEST_INVALID({ reason: 'no position of a page', path: '/before' })
  return { at, id }
}

function replayedView(finished: FinishedInstance, { walk, asked }: PlayedAgain): ReplayedInstance {
  const [before, after] = [wayBefore(finished), wayAfter(walk, finished.started_at)]
  const added = [...new Set(after.nodes)].filter((node) => !before.nodes.includes(node))
  const removed = [...new Set(before.nodes)].filter((node) => !after.nodes.includes(node))
  const people = peopleDifferences(finished, walk)
  const differs = added.length + removed.length + people.length > 0 || isOtherEnd(before, after)
  return {
    ...{ id: finished.id, title: finished.title, version: finished.version },
    ...{ startedAt: finished.started_at, endedAt: finished.ended_at },
    ...{ before, after, added, removed, people, asked, differs },
  }
}

const isOtherEnd = (before: ReplayedWay, after: ReplayedWay) =>
  after.end !== 'ended' || before.outcome !== after.outcome

function wayBefore({ visits, started_at, ended_at, outcome }: FinishedInstance): ReplayedWay {
  return {
    nodes: visits.map(({ node }) => node),
    transitions: [...new Set(visits.flatMap(({ via }) => via ?? []))],
    ...{ outcome, end: 'ended', problem: null, minutes: minutesBetween(started_at, ended_at) },
  }
}

function wayAfter({ steps, transitions, outcome, end, at }: Walk, startedAt: string): ReplayedWay {
  const incident = steps.find((step) => step.incident)?.incident
  return {
    nodes: steps.map(({ node }) => node),
    ...{ transitions, outcome, end, problem: incident ? describeIncident(incident) : null },
    minutes: end === 'ended' ? minutesBetween(startedAt, at) : null,
  }
}

const minutesBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000)

/** Who was asked by the process itself; whom people brought in themselves is no difference. */
function peopleDifferences({ visits, tasks }: FinishedInstance, { steps }: Walk): ReplayedInstance['people'] {
  const before = new Map<string, Set<string>>()
  for (const { visit, user, origin } of tasks) {
    const node = visits.find(({ id }) => id === visit)?.node
    if (node !== undefined && origin === 'resolved') add(before, node, user)
  }
  const after = new Map<string, Set<string>>()
  for (const { node, people } of steps) for (const { user } of people ?? []) add(after, node, user)
  // A node that only one of them comes to is a difference of the way, not of its people.
  return [...before].flatMap(([node, users]) => {
    const now = after.get(node)
    if (!now || [...users].sort().join() === [...now].sort().join()) return []
    return [{ node, before: [...users], after: [...now] }]
  })
}

function add(found: Map<string, Set<string>>, node: string, user: string) {
  found.set(node, (found.get(node) ?? new Set<string>()).add(user))
}
