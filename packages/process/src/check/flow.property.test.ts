import { seededChance } from '@mortise/expressions/testing'
import { describe, expect, it } from 'vitest'
import type { ProcessGraph } from '../graph/process-graph.ts'
import { mutateGraph } from '../testing/mutate-graph.ts'
import { type NaiveResult, playNaively } from '../testing/naive-token-game.ts'
import { randomGraph } from '../testing/random-graph.ts'
import { randomNet } from '../testing/random-net.ts'
import { checkProcess } from './check-process.ts'
import type { ProcessProblem } from './process-problem.ts'
import type { ProblemCode } from './texts/problem-texts.ts'

/** `CHECK_RUNS=6000` for the long run. */
const runs = Number(process.env.CHECK_RUNS ?? 400)
const seeds = Array.from({ length: runs }, (_, number) => number + 1)

describe('what is built of blocks', () => {
  it('has nothing wrong', () => {
    for (const seed of seeds) {
      const problems = checkProcess(randomGraph(seededChance(seed), 8))
      expect({ seed, problems: problems.filter(({ severity }) => severity !== 'warning') }).toEqual({
        seed,
        problems: [],
      })
    }
  })
})

describe('the check and moving tokens in every order there is', () => {
  it('agree about small processes whose lines lead anywhere', () => {
    const graphs = seeds.map((seed) => {
      const chance = seededChance(seed)
      return randomNet(chance, 3 + chance.below(4))
    })
    const compared = graphs.map(compare)
    expect(compared.filter((verdict) => typeof verdict === 'object')).toEqual([])
    expect(compared.filter((verdict) => verdict === 'sound').length).toBeGreaterThan(runs / 20)
    expect(compared.filter((verdict) => verdict === 'unsound').length).toBeGreaterThan(runs / 10)
  })

  it('agree about processes in which something was changed', () => {
    const graphs = seeds.map((seed) => {
      const chance = seededChance(seed)
      return mutateGraph(randomGraph(chance, 3 + chance.below(3)), chance)
    })
    const compared = graphs.map(compare)
    expect(compared.filter((verdict) => typeof verdict === 'object')).toEqual([])
    expect(compared.filter((verdict) => verdict === 'unsound').length).toBeGreaterThan(runs / 20)
  })
})

interface Difference {
  why: string
  naive: object
  said: string[]
  lines: string[]
}

function compare(graph: ProcessGraph): Difference | 'sound' | 'unsound' | 'skipped' {
  const scopes = Object.values(graph.nodes).filter(({ control }) => control.do === 'scope')
  const naive: NaiveResult[] = []
  for (const scope of [null, ...scopes.map(({ key }) => key)]) {
    const result = playNaively(graph, scope, 250)
    if (!result.complete) return 'skipped'
    naive.push(result)
  }
  const problems = checkProcess(graph)
  const why = differenceOf(graph, problems, naive)
  const unsound = naive.some(isUnsound)
  if (!why) return unsound ? 'unsound' : 'sound'
  const said = problems.map(({ code, nodes }) => `${code} ${nodes}`)
  return { why, naive: naive.filter(isUnsound), said, lines: Object.keys(graph.transitions) }
}

const isUnsound = ({ doubles, stuck, endless }: NaiveResult) => doubles.size > 0 || stuck.size > 0 || endless

function differenceOf(graph: ProcessGraph, problems: ProcessProblem[], naive: NaiveResult[]): string | null {
  const has = (...codes: ProblemCode[]) => problems.some(({ code }) => codes.includes(code))
  const unsound = naive.some(isUnsound)
  if (unsound && !problems.some(({ severity }) => severity === 'error')) return 'taken for sound'
  // Where lines cross blocks no tokens are followed; where no end can be come to, or splits do not fit, that is said instead.
  if (has(...border, 'CANNOT_END', 'REACHABLE_IN_CYCLE')) return null
  const cuts = Object.values(graph.nodes).some(
    ({ control }) => control.do === 'join' && typeof control.rule === 'object',
  )
  const said = has('FORK_NOT_JOINED', 'CHOICE_JOINED', 'RUNS_TWICE', 'DEADLOCK', 'LIVELOCK')
  // What is stuck in a branch is said, even if the others would cancel it.
  if (said !== unsound && !(said && cuts)) return unsound ? 'missed' : 'false alarm'
  if (cuts || has('FORK_NOT_JOINED', 'CHOICE_JOINED')) return null
  const doubles = naive.some((result) => result.doubles.size > 0)
  if (doubles !== has('RUNS_TWICE')) return 'twice'
  if (doubles) return null
  if (naive.some(({ stuck }) => stuck.size > 0) !== has('DEADLOCK')) return 'stuck'
  if (unsound) return null
  return deadOf(graph, problems, naive)
}

const border: ProblemCode[] = [
  'BLOCK_JOIN_UNKNOWN',
  'BLOCK_JOIN_SHARED',
  'BLOCK_FORK_MISSING',
  'BLOCK_ENTERED',
  'BLOCK_LEFT',
  'LINE_CROSSES_SCOPE',
  'NO_END',
  'SCOPE_WITHOUT_END',
]

function deadOf(graph: ProcessGraph, problems: ProcessProblem[], naive: NaiveResult[]): string | null {
  const fired = new Set(naive.flatMap((result) => [...result.fired]))
  const said = problems.filter(({ code }) => code === 'DEAD_NODE').flatMap(({ nodes }) => nodes)
  const unreached = problems.filter(({ code }) => code === 'UNREACHABLE').flatMap(({ nodes }) => nodes)
  const inner = (key: string | null): boolean =>
    key !== null && (unreached.includes(key) || inner(graph.nodes[key]?.scope ?? null))
  const dead = Object.values(graph.nodes).filter(
    ({ key, control }) => !fired.has(key) && control.do !== 'end' && !inner(key),
  )
  const keys = dead.map(({ key }) => key).sort()
  return keys.join() === said.sort().join() ? null : `dead: ${keys}`
}
