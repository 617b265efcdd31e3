import { describe, expect, it } from 'vitest'
import { graphOf, people } from '../testing/graph-of.ts'
import { Player } from '../testing/player.ts'

const start = { do: 'start' } as const
const end = { do: 'end', ends: 'branch' } as const

/** Cases that random runs found: each stood for ever, with nobody who could have gone on. */
describe('an instance goes on', () => {
  it('when a repetition whose list could not be found out is skipped', () => {
    const graph = graphOf(
      {
        start,
        each: { do: 'scope', repeat: { mode: 'all_at_once' } },
        in: [start, { scope: 'each' }],
        out: [end, { scope: 'each' }],
        end,
      },
      ['start > each', 'in > out', 'each > end'],
    )
    const player = new Player(graph, { outputs: { each: { error: { code: 'FAILED' } } } }).start()
    const failed = player.open()[0]?.id ?? -1
    expect(player.take({ event: 'incident', by: 'ann', of: failed, go: 'skip' }).state.status).toBe('done')
  })

  it('when a wait whose time could not be found out is skipped', () => {
    const graph = graphOf({ start, pause: { do: 'wait', trigger: { on: 'timer' } }, end }, [
      'start > pause',
      'pause > end',
    ])
    const player = new Player(graph, { outputs: { pause: { error: { code: 'FAILED' } } } }).start()
    const wait = Object.values(player.state.waits)[0]?.id ?? -1
    expect(player.take({ event: 'incident', by: 'ann', of: wait, go: 'skip' }).state.status).toBe('done')
  })

  it('when what is asked on behalf of a returned task is interrupted', () => {
    const graph = graphOf(
      {
        start,
        first: people(),
        second: people(),
        late: { do: 'catch', at: 'first', trigger: { on: 'message', name: 'stop' }, interrupting: true },
        end,
      },
      ['start > first', 'first > second', 'second > end', 'late > end'],
    )
    const player = new Player(graph, { people: { first: ['ann'], second: ['bob'] } }).start()
    player.act('ann', 'first', 'approve')
    player.act('bob', 'second', { do: 'return', to: 'first', back: 'straight_back' })
    expect(player.inbox()).toEqual(['first:ann'])
    expect(player.fire('late').state).toMatchObject({ status: 'done' })
    expect(player.open()).toEqual([])
  })

  it('straight back, when what is asked on behalf of a returned task is itself asked again', () => {
    const graph = graphOf({ start, first: people(), second: people(), end }, [
      'start > first',
      'first > second',
      'second > end',
    ])
    const player = new Player(graph, { people: { first: ['ann'], second: ['bob'] } }).start()
    player.act('ann', 'first', 'approve')
    player.act('bob', 'second', { do: 'return', to: 'first', back: 'straight_back' })
    player.act('ann', 'first', { do: 'return', to: 'first', back: 'straight_back' })
    player.act('ann', 'first', 'approve')
    player.act('ann', 'first', { do: 'return', to: 'first', back: 'again' })
    player.act('ann', 'first', 'approve')
    expect(player.inbox()).toEqual(['second:bob'])
    expect(player.act('bob', 'second', 'approve').state.status).toBe('done')
  })
})
