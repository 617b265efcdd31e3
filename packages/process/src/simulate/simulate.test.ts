import { describe, expect, it } from 'vitest'
import type { Control } from '../graph/process-graph.ts'
import type { Answering } from '../run/run-until-wait.ts'
import type { Answer } from '../step/step-result.ts'
import { graphOf, people } from '../testing/graph-of.ts'
import { coverBranches, uncoveredBy } from './cover-branches.ts'
import { forecastLoad } from './forecast-load.ts'
import type { Plan } from './play-out.ts'
import { type RecordedInstance, replayInstance } from './replay-instance.ts'
import { walkProcess } from './walk-process.ts'

const start: Control = { do: 'start' }
const end: Control = { do: 'end', ends: 'branch' }
const at = '2026-03-02T09:00:00.000Z'

/** The manager; above an amount also the two of finance; then it is booked, or somebody is told after two days. */
const purchase = graphOf(
  {
    start,
    manager: people({ rule: { of: 'any' } }),
    large: { do: 'choose' },
    finance: people({ rule: { of: 'all' } }),
    pause: { do: 'wait', trigger: { on: 'timer' } },
    book: { do: 'run', where: 'outside' },
    end,
  },
  [
    'start > manager',
    'manager > large',
    'large > finance ?',
    'large > pause !',
    'finance > pause',
    'pause > book',
    'book > end',
  ],
)

const people1: { [node: string]: Answer } = {
  manager: { people: [{ user: 'wang', reason: { superior: 'li' } }] },
  finance: { people: [{ user: 'wang', passed: true }, { user: 'li' }] },
}

const answers =
  (large: boolean, given = people1): Answering =>
  (need) => {
    if (need.need === 'choose') return { transitions: large ? ['large>finance'] : [] }
    if (need.need === 'when') return { due: '2026-03-04T09:00:00.000Z' }
    return given[need.node]
  }

const plan = (large: boolean, more: Partial<Plan> = {}): Plan => ({ by: 'li', at, answer: answers(large), ...more })
const routeOf = (steps: readonly { node: string }[]) => steps.map(({ node }) => node)

describe('walking through a process before it is submitted', () => {
  it('shows the way, who would be asked and why, and when it is over', () => {
    const walk = walkProcess(purchase, plan(true))
    expect(walk).toMatchObject({ status: 'done', end: 'ended', at: '2026-03-04T09:00:00.000Z' })
    expect(routeOf(walk.steps)).toEqual(['start', 'manager', 'large', 'finance', 'pause', 'book', 'end'])
    expect(walk.steps[1]?.people).toEqual([
      { user: 'wang', reason: { superior: 'li' }, passed: false, self: false, outcome: 'approved' },
    ])
    expect(walk.steps[3]?.people).toMatchObject([
      { user: 'wang', passed: true, self: false },
      { user: 'li', passed: false, self: true },
    ])
    expect(walk.transitions).toContain('large>finance')
    expect(walk.transitions).not.toContain('large>pause')
  })

  it('stops where nobody is found, and says what has failed', () => {
    const walk = walkProcess(purchase, plan(true, { answer: answers(true, { ...people1, finance: { people: [] } }) }))
    expect(walk.end).toBe('incident')
    expect(walk.steps.at(-1)).toMatchObject({ node: 'finance', people: [] })
    expect(walk.steps.at(-1)?.incident?.code).toBeTruthy()
  })

  it('stops at a question that nobody answers', () => {
    const walk = walkProcess(purchase, plan(true, { answer: () => undefined }))
    expect(walk).toMatchObject({ end: 'asked', status: 'running' })
    expect(routeOf(walk.steps)).toEqual(['start', 'manager'])
  })

  it('ends when somebody refuses', () => {
    const walk = walkProcess(
      purchase,
      plan(true, { act: ({ node }) => ({ do: node === 'finance' ? 'reject' : 'approve' }) }),
    )
    expect(walk).toMatchObject({ status: 'rejected', end: 'ended' })
  })

  it('lets a deadline pass when people take longer', () => {
    const graph = graphOf({ start, a: people({ deadlines: [{ key: 'late', action: 'pass' }] }), end }, [
      'start > a',
      'a > end',
    ])
    const given: Answering = ({ need }) =>
      need === 'people' ? { people: [{ user: 'wang' }] } : { due: '2026-03-02T10:00:00.000Z' }
    const slow = walkProcess(graph, { by: 'li', at, answer: given, minutes: () => 90 })
    expect(slow).toMatchObject({ status: 'done', at: '2026-03-02T10:00:00.000Z' })
    const quick = walkProcess(graph, { by: 'li', at, answer: given, minutes: () => 30 })
    expect(quick).toMatchObject({ status: 'done', at: '2026-03-02T09:30:00.000Z' })
  })

  it('goes round only so often', () => {
    const graph = graphOf({ start, a: people(), again: { do: 'choose' }, end }, [
      'start > a',
      'a > again',
      'again > a ?',
      'again > end !',
    ])
    const answer: Answering = ({ need }) =>
      need === 'people' ? { people: [{ user: 'wang' }] } : { transitions: ['again>a'] }
    expect(walkProcess(graph, { by: 'li', at, answer, limit: 20 }).end).toBe('limit')
  })
})

describe('branches', () => {
  it('are tried in every combination', () => {
    const coverage = coverBranches(purchase, plan(false))
    expect(coverage.routes.map(({ nodes }) => nodes.includes('finance'))).toEqual([true, false])
    expect(coverage).toMatchObject({ complete: true, nodes: [], transitions: [] })
  })

  it('are tried in every set where several may start, also those that lead straight to the join', () => {
    const graph = graphOf(
      {
        start,
        f: { do: 'fork', branches: 'some', join: 'j' },
        a: { do: 'pass' },
        b: { do: 'pass' },
        j: { do: 'join', rule: 'block' },
        end,
      },
      ['start > f', 'f > a ?', 'f > b ?', 'f > j !', 'a > j', 'b > j', 'j > end'],
    )
    const coverage = coverBranches(graph, { by: 'li', at, answer: () => undefined })
    expect(coverage.routes.map(({ choices }) => choices[0]?.transitions)).toEqual([
      ['f>a'],
      ['f>b'],
      ['f>a', 'f>b'],
      [],
    ])
    expect(coverage).toMatchObject({ complete: true, nodes: [], transitions: [] })
  })

  it('that no sample comes to are listed', () => {
    expect(uncoveredBy(purchase, [plan(false)])).toEqual({
      nodes: ['finance'],
      transitions: ['large>finance', 'finance>pause'],
    })
    expect(uncoveredBy(purchase, [plan(false), plan(true)])).toEqual({ nodes: [], transitions: [] })
  })

  it('are said to be too many when they are', () => {
    expect(coverBranches(purchase, plan(false), 1).complete).toBe(false)
  })
})

describe('replaying a finished instance', () => {
  const recorded: RecordedInstance = {
    by: 'li',
    at,
    answers: {
      manager: [people1.manager ?? { people: [] }],
      finance: [{ people: [{ user: 'zhao' }, { user: 'qian' }] }],
      large: [{ transitions: ['large>finance'] }],
      pause: [{ due: '2026-03-02T10:00:00.000Z' }],
    },
    acts: { manager: [{ user: 'wang', act: { do: 'approve' } }], finance: [{ user: 'zhao', act: { do: 'approve' } }] },
    route: ['start', 'manager', 'large', 'finance', 'pause', 'book', 'end'],
    people: { manager: 1, finance: 2 },
    outcome: 'done',
  }

  it('shows no difference through the graph that it ran in', () => {
    const replayed = replayInstance(purchase, recorded)
    expect(replayed).toMatchObject({ added: [], removed: [], people: [], outcome: null, asked: [] })
  })

  it('shows another route, other people and another outcome through another graph', () => {
    const changed = graphOf(
      {
        start,
        manager: people(),
        large: { do: 'choose' },
        director: people(),
        pause: { do: 'wait', trigger: { on: 'timer' } },
        end: { do: 'end', ends: 'branch', outcome: 'approved_late' },
      },
      [
        'start > manager',
        'manager > large',
        'large > director ?',
        'large > pause !',
        'director > pause',
        'pause > end',
      ],
    )
    const replayed = replayInstance(changed, recorded, (need) =>
      need.need === 'people' ? { people: [{ user: 'zhou' }, { user: 'sun' }, { user: 'wu' }] } : undefined,
    )
    // The recorded condition names a line that is not there any more.
    expect(replayed).toMatchObject({ added: [], removed: ['finance', 'book'], asked: [] })
    expect(replayed.people).toEqual([{ node: 'finance', before: 2, after: 0 }])
    expect(replayed.outcome).toEqual({ before: 'done', after: 'approved_late' })
  })

  it('says which nodes asked for what was never recorded', () => {
    const longer = graphOf({ start, manager: people(), auditor: people(), end }, [
      'start > manager',
      'manager > auditor',
      'auditor > end',
    ])
    const replayed = replayInstance(longer, recorded)
    expect(replayed).toMatchObject({ asked: ['auditor'], added: ['auditor'] })
    expect(replayed.walk.end).toBe('asked')
  })

  it('gives back what was returned, once', () => {
    const back: RecordedInstance = {
      ...recorded,
      acts: { ...recorded.acts, finance: [{ user: 'zhao', act: { do: 'return', to: 'manager', back: 'again' } }] },
    }
    const { walk } = replayInstance(purchase, back)
    expect(walk.status).toBe('done')
    expect(routeOf(walk.steps).filter((node) => node === 'manager')).toHaveLength(2)
  })
})

describe('forecasting the load', () => {
  const draws = (values: readonly number[]) => {
    let place = 0
    return () => values[place++ % values.length] ?? 0
  }

  it('gives the lead times and who is busiest', () => {
    const graph = graphOf({ start, a: people(), b: people(), end }, ['start > a', 'a > b', 'b > end'])
    const answer: Answering = ({ node }) => ({ people: [{ user: node === 'a' ? 'wang' : 'zhao' }] })
    const forecast = forecastLoad(graph, {
      by: 'li',
      at,
      answer,
      runs: 10,
      random: draws([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]),
      samples: { a: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], b: [60] },
    })
    expect(forecast.ended).toBe(10)
    expect(forecast.people).toEqual([
      { user: 'zhao', tasks: 10, minutes: 600 },
      { user: 'wang', tasks: 10, minutes: 500 },
    ])
    expect(forecast.lead).toEqual({ p50: 110, p90: 150 })
    expect(forecast.nodes.map(({ node }) => node)).toEqual(['b', 'a'])
  })

  it('has no lead time when nothing ends', () => {
    const forecast = forecastLoad(purchase, {
      ...plan(true),
      answer: () => undefined,
      runs: 3,
      random: () => 0,
      samples: {},
    })
    expect(forecast).toEqual({ lead: null, leads: [], ended: 0, people: [], nodes: [] })
  })
})
