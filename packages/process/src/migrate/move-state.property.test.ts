import { type Chance, seededChance } from '@mortise/expressions/testing'
import { describe, expect, it } from 'vitest'
import { checkProcess } from '../check/check-process.ts'
import type { ProcessGraph } from '../graph/process-graph.ts'
import type { ProcessState } from '../state/process-state.ts'
import type { ProcessEvent } from '../step/process-event.ts'
import { emptyState, step } from '../step/step.ts'
import { editGraph } from '../testing/edit-graph.ts'
import { faultsOf } from '../testing/faults-of.ts'
import { randomGraph } from '../testing/random-graph.ts'
import { type Happening, randomAnswer, randomHappening } from '../testing/random-run.ts'
import { kindOf } from './compare-graphs.ts'
import type { NodeMapping } from './move.ts'
import { moveState } from './move-state.ts'

/** `MOVE_RUNS=20000` for the long run. */
const runs = Number(process.env.MOVE_RUNS ?? 1500)

describe('random instances moved to an edited version', () => {
  it('stand in order there and go on to their end as any other', () => {
    const results = Array.from({ length: runs }, (_, index) => resultOf(index + 1))
    expect(results.flatMap(({ faults, seed }) => faults.map((fault) => `${seed}: ${fault}`))).toEqual([])
    // Most edits leave most instances where they can go over, and the runs would show nothing if none did.
    const moved = results.filter((result) => result.moved).length
    const tried = results.filter((result) => result.tried).length
    expect(tried).toBeGreaterThan(runs / 6)
    expect(moved / tried).toBeGreaterThan(0.6)
    expect(results.filter((result) => result.ended).length / moved).toBeGreaterThan(0.7)
  })

  it('always go over to the version that they are of, unchanged', () => {
    for (let seed = 1; seed <= runs / 4; seed += 1) {
      const chance = seededChance(seed)
      const graph = randomGraph(chance, 3 + chance.below(6))
      const { state } = play(graph, emptyState(), { chance, events: chance.below(20) })
      if (state.status !== 'running') continue
      const moved = moveState(state, { from: graph, to: graph, mapping: {} })
      const problems = moved.ok ? [] : moved.problems.filter(({ code }) => code !== 'UNDER_WAY')
      expect(problems, `seed ${seed}`).toEqual([])
      if (moved.ok) expect(moved).toEqual({ ok: true, state, writes: [] })
    }
  })
})

interface Result {
  seed: number
  faults: string[]
  tried: boolean
  moved: boolean
  ended: boolean
}

function resultOf(seed: number): Result {
  const chance = seededChance(seed)
  const from = randomGraph(chance, 3 + chance.below(6))
  const result: Result = { seed, faults: [], tried: false, moved: false, ended: false }
  const { state } = play(from, emptyState(), { chance, events: chance.below(25) })
  let to = from
  for (let edits = 1 + chance.below(3); edits > 0; edits -= 1) to = editGraph(to, chance)
  const sound = checkProcess(to).every(({ severity }) => severity !== 'error')
  if (state.status !== 'running' || !sound) return result
  const move = { from, to, mapping: mappingOf(from, to, state) }
  const before = JSON.stringify(state)
  const moved = moveState(state, move)
  if (JSON.stringify(state) !== before) result.faults.push('the state that was given has changed')
  if (!moved.ok && moved.problems.every(({ code }) => code === 'UNDER_WAY')) return result
  result.tried = true
  if (!moved.ok) return result
  result.moved = true
  result.faults.push(...faultsOf(moved.state))
  for (const { node } of Object.values(moved.state.visits)) if (!to.nodes[node]) result.faults.push(`no node ${node}`)
  const after = play(to, moved.state, { chance, events: 150, forward: true })
  result.faults.push(...after.faults)
  result.ended = after.state.status !== 'running'
  return result
}

/** What somebody would choose: another node of that kind, for nodes that are gone. */
function mappingOf(from: ProcessGraph, to: ProcessGraph, state: ProcessState): NodeMapping {
  const gone = Object.values(state.visits).filter(({ node, state: stands }) => stands === 'open' && !to.nodes[node])
  return Object.fromEntries(
    gone.flatMap(({ node }) => {
      const kind = kindOf(from.nodes[node]?.control)
      const fit = Object.values(to.nodes).find(({ key, control }) => kindOf(control) === kind && !from.nodes[key])
      const any = fit ?? Object.values(to.nodes).find(({ control }) => kindOf(control) === kind)
      return any ? [[node, any.key]] : []
    }),
  )
}

interface Played {
  state: ProcessState
  faults: string[]
}

/** Lets things happen, everything that is asked answered at once. */
function play(
  graph: ProcessGraph,
  given: ProcessState,
  { chance, events, forward = false }: { chance: Chance; events: number; forward?: boolean },
): Played {
  let state = given
  let minute = 0
  const take = (event: Happening): string[] => {
    minute += 1
    const at = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
    let result = step(graph, state, { ...event, at } as ProcessEvent)
    if (result.refused) return result.refused.code === 'NODE_UNKNOWN' ? ['an unknown node'] : []
    for (let turn = 0; turn < 60 && (result.needs.length > 0 || result.more); turn += 1) {
      const answers = result.needs.map((need) => [need.id, randomAnswer(graph, result.state, { need, chance })])
      result = step(graph, result.state, { event: 'continue', at }, Object.fromEntries(answers))
    }
    state = result.state
    return faultsOf(state)
  }
  let faults = state.next === emptyState().next ? take({ event: 'start', by: 'ann' }) : []
  for (let count = 0; count < events && state.status === 'running' && faults.length === 0; count += 1) {
    const event = randomHappening(graph, state, { chance, back: !forward && chance.happens(0.2) })
    if (!event) break
    faults = take(event)
  }
  return { state, faults }
}
