import type { BpmnProblem } from './bpmn-problems.ts'
import { importBpmn } from './import-bpmn.ts'
import { BpmnInstance } from './run/bpmn-instance.ts'
import type { RunEvent } from './run/run-event.ts'
import { type Misfit, takeRunEvent } from './run/take-run-event.ts'
import type { TraceLine } from './run/trace.ts'

export interface RunOptions {
  /** Which process of the file. */
  process?: string
  /** The start event to begin at, where there are several. */
  start?: string
  variables?: { readonly [name: string]: unknown }
  /** Who is asked at each element. */
  people?: { readonly [element: string]: readonly string[] }
  /** When it begins; the clock of a run stands still but for what events say. */
  now?: string
}

/** Something that is still open when the events are over. */
export interface StillOpen {
  element: string
  /** people, outside, choose, timer, message, … */
  for: string
  name?: string
  due?: string
}

/** How a run went: `misfit` is the event that nothing waited for, by its place in the list. */
export type BpmnRun =
  | { status: 'refused'; problems: BpmnProblem[] }
  | {
      status: 'done' | 'waiting' | 'misfit'
      outcome: string | null
      problems: BpmnProblem[]
      trace: TraceLine[]
      open: StillOpen[]
      variables: { [name: string]: unknown }
      misfit?: { event: number } & NonNullable<Misfit>
    }

/** Runs a BPMN file without a server: the control flow of one instance, with events from a list. */
export async function runBpmn(xml: string, events: readonly RunEvent[], options: RunOptions = {}): Promise<BpmnRun> {
  const read = await importBpmn(xml, options.process === undefined ? {} : { process: options.process })
  if (!read.ok) return { status: 'refused', problems: read.problems }
  const { graph, parts, implied, problems } = read
  const { variables = {}, people = {}, now = '2026-01-01T00:00:00.000Z', start } = options
  const instance = new BpmnInstance({ graph, parts, implied: new Set(implied), variables, people, now })
  const refused = instance.take({ event: 'start', by: null, ...(start === undefined ? {} : { node: start }) })
  const misfit = refused ? { event: -1, ...refused } : firstMisfit(instance, events)
  return {
    status: misfit ? 'misfit' : instance.state.status === 'running' ? 'waiting' : 'done',
    outcome: instance.state.outcome,
    problems,
    trace: instance.trace.lines,
    open: stillOpen(instance),
    variables: instance.variables,
    ...(misfit ? { misfit } : {}),
  }
}

function firstMisfit(instance: BpmnInstance, events: readonly RunEvent[]) {
  for (const [event, happening] of events.entries()) {
    const misfit = takeRunEvent(instance, happening)
    if (misfit) return { event, ...misfit }
  }
  return null
}

function stillOpen(instance: BpmnInstance): StillOpen[] {
  const visits = Object.values(instance.state.visits).flatMap((visit): StillOpen[] => {
    const element = instance.elementOf(visit.node)
    if (visit.state !== 'open' || !element) return []
    if (visit.incident) return [{ element, for: 'incident', name: visit.incident.code }]
    const isWaiting = visit.needs !== 'trigger' && visit.needs !== 'scope'
    return isWaiting || visit.asks ? [{ element, for: visit.asks ?? visit.needs ?? '' }] : []
  })
  const waits = instance.waits().flatMap((wait): StillOpen[] => {
    const element = instance.elementOf(wait.node)
    if (!element) return []
    const named = wait.name === undefined ? {} : { name: wait.name }
    return [{ element, for: wait.on, ...named, ...(wait.due === undefined ? {} : { due: wait.due }) }]
  })
  return [...visits, ...waits]
}
