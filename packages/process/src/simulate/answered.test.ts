import { describe, expect, it } from 'vitest'
import type { Control } from '../graph/process-graph.ts'
import { graphOf, people } from '../testing/graph-of.ts'
import { answered } from './answered.ts'
import { walkProcess } from './walk-process.ts'

const start: Control = { do: 'start' }
const end: Control = { do: 'end', ends: 'branch' }

describe('simulations whose answers are looked up', () => {
  const graph = graphOf({ start, a: people(), large: { do: 'choose' }, b: people(), end }, [
    'start > a',
    'a > large',
    'large > b ?',
    'large > end !',
    'b > end',
  ])
  const plan = { by: 'li', at: '2026-03-02T09:00:00.000Z', minutes: () => 30 }

  it('ask everything once, in order, at the time it comes up', async () => {
    const asked: string[] = []
    const walk = await answered(
      (answer) => walkProcess(graph, { ...plan, answer }),
      async (need, _state, at) => {
        asked.push(`${need.node} ${need.need} ${at.slice(11, 16)}`)
        return need.need === 'choose' ? { transitions: ['large>b'] } : { people: [{ user: need.node }] }
      },
    )
    expect(asked).toEqual(['a people 09:00', 'large choose 09:30', 'b people 09:30'])
    expect(walk).toMatchObject({ end: 'ended', at: '2026-03-02T10:00:00.000Z' })
    expect(walk.steps.map(({ node }) => node)).toEqual(['start', 'a', 'large', 'b', 'end'])
  })

  it('end even where the questions never do', async () => {
    const circle = graphOf({ start, a: people(), again: { do: 'choose' }, end }, [
      'start > a',
      'a > again',
      'again > a ?',
      'again > end !',
    ])
    const walk = await answered(
      (answer) => walkProcess(circle, { ...plan, answer, limit: 2000 }),
      async ({ need }) => (need === 'choose' ? { transitions: ['again>a'] } : { people: [{ user: 'a' }] }),
    )
    expect(walk.end).toBe('asked')
  })
})
