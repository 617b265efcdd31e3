import { type Chance, seededChance } from '@mortise/expressions/testing'
import { describe, expect, it } from 'vitest'
import type { ProcessGraph } from '../graph/process-graph.ts'
import type { ProcessState } from '../state/process-state.ts'
import { faultsOf } from '../testing/faults-of.ts'
import { randomGraph } from '../testing/random-graph.ts'
import { type Happening, randomAnswer, randomHappening } from '../testing/random-run.ts'
import type { ProcessEvent } from './process-event.ts'
import { emptyState, step } from './step.ts'
import type { Need, StepResult } from './step-result.ts'

/** `PROCESS_RUNS=20000` for the long run. */
const runs = Number(process.env.PROCESS_RUNS ?? 1000)
const eventsPerRun = 40
/** The long run takes minutes. */
const timeout = 60_000 + runs * 30
/** Runs that the long run found to stop, before what they show was mended. */
const foundOnce = [8776, 11901, 12571, 18273]

describe('random processes with random events, crashes and repeats', () => {
  it('never stop without a way on, whatever happens', { timeout }, () => {
    const seeds = [...Array.from({ length: runs }, (_, index) => index + 1), ...foundOnce]
    const faults = seeds.map((seed) => faultOf(seed, true)).filter((fault) => fault !== null)
    expect(faults).toEqual([])
  })

  it('let each block go once for each time that it was opened, as long as nothing goes back', { timeout }, () => {
    const faults = Array.from({ length: Math.ceil(runs / 4) }, (_, seed) => faultOf(seed + 1, false))
    expect(faults.filter((fault) => fault !== null)).toEqual([])
  })
})

interface Run {
  graph: ProcessGraph
  chance: Chance
  state: ProcessState
  needs: Need[]
  more: boolean
  minute: number
  /** How often each block was opened, and its join passed. */
  passed: Map<string, number>
  last: string
}

interface Fault {
  seed: number
  faults: string[]
  after: string
}

function faultOf(seed: number, back: boolean): Fault | null {
  const chance = seededChance(seed)
  const graph = randomGraph(chance, 3 + chance.below(6))
  const run: Run = {
    graph,
    chance,
    state: emptyState(),
    needs: [],
    more: false,
    minute: 0,
    passed: new Map(),
    last: '',
  }
  let faults = take(run, { event: 'start', by: 'ann' })
  for (let number = 0; number < eventsPerRun && faults.length === 0 && run.state.status === 'running'; number += 1) {
    faults = next(run, back)
  }
  if (!back) faults.push(...blockFaults(run))
  return faults.length > 0 ? { seed, faults, after: run.last } : null
}

/** Something happens: mostly what was asked is answered first, sometimes only later. */
function next(run: Run, back: boolean): string[] {
  const { chance, graph, state } = run
  if ((run.needs.length > 0 || run.more) && chance.happens(0.95)) return take(run, { event: 'continue' })
  const event = randomHappening(graph, state, { chance, back })
  if (!event) return run.needs.length > 0 || run.more ? take(run, { event: 'continue' }) : ['nothing can happen']
  const faults = take(run, event)
  return faults.length === 0 && chance.happens(0.1) ? take(run, event) : faults
}

function take(run: Run, event: Happening): string[] {
  run.minute += 1
  const timed = { ...event, at: new Date(Date.UTC(2026, 0, 1, 0, run.minute)).toISOString() } as ProcessEvent
  // A crash in between: what is not in the stored state is lost.
  const stored = JSON.stringify(run.state)
  const before: ProcessState = JSON.parse(stored)
  const resolved =
    event.event === 'continue'
      ? Object.fromEntries(
          run.needs.map((need) => [need.id, randomAnswer(run.graph, before, { need, chance: run.chance })]),
        )
      : {}
  run.last = JSON.stringify(timed)
  const result = step(run.graph, before, timed, resolved)
  const again = step(run.graph, JSON.parse(stored), timed, resolved)
  const faults: string[] = []
  if (JSON.stringify(again) !== JSON.stringify(result)) faults.push('the same event gave something else')
  if (JSON.stringify(before) !== stored) faults.push('the state that was given has changed')
  if (result.refused && JSON.stringify(result.state) !== stored) faults.push('refused, and yet changed')
  if (result.refused) return faults
  count(run, result)
  run.state = result.state
  run.needs = result.needs
  run.more = result.more
  return [...faults, ...faultsOf(result.state)]
}

function count(run: Run, { writes }: StepResult) {
  const seen = new Set<number>()
  for (const write of writes) {
    if (write.write !== 'visit' || write.visit.id < run.state.next || seen.has(write.visit.id)) continue
    seen.add(write.visit.id)
    run.passed.set(write.visit.node, (run.passed.get(write.visit.node) ?? 0) + 1)
  }
}

/** No join is passed more often than its fork. */
function blockFaults({ graph, passed }: Run): string[] {
  return Object.values(graph.nodes).flatMap(({ key, control }) => {
    if (control.do !== 'fork' || control.join === null) return []
    const [opened, letGo] = [passed.get(key) ?? 0, passed.get(control.join) ?? 0]
    return letGo > opened ? [`${control.join} was passed ${letGo} times for ${opened} openings`] : []
  })
}
