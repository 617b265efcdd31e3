import { describe, expect, it } from 'vitest'
import { graphOf, people } from '../testing/graph-of.ts'
import { Player } from '../testing/player.ts'

const start = { do: 'start' } as const
const end = { do: 'end', ends: 'branch' } as const
const here = { do: 'run', where: 'here' } as const

const line = graphOf({ start, a: people(), b: people(), c: people(), end }, ['start > a', 'a > b', 'b > c', 'c > end'])
const asked = { people: { a: ['amy'], b: ['bob'], c: ['cy'], d: ['dan'] } }

const block = graphOf(
  {
    start,
    a: people(),
    fork: { do: 'fork', branches: 'all', join: 'join' },
    b: people(),
    c: people(),
    join: { do: 'join', rule: 'block' },
    d: people(),
    end,
  },
  ['start > a', 'a > fork', 'fork > b', 'fork > c', 'b > join', 'c > join', 'join > d', 'd > end'],
)

describe('returning, every step again', () => {
  it('asks an earlier step, and then all that follow it', () => {
    const player = new Player(line, asked).start().act('amy', 'a', 'approve').act('bob', 'b', 'approve')
    player.act('cy', 'c', { do: 'return', to: 'a', back: 'again', comment: 'price?' })
    expect(player.inbox()).toEqual(['a:amy'])
    expect(player.act('amy', 'a', 'approve').inbox()).toEqual(['b:bob'])
    player.act('bob', 'b', 'approve').act('cy', 'c', 'approve')
    expect(player.state.status).toBe('done')
    expect(player.path()).toEqual(['start', 'a', 'b', 'a', 'b', 'c', 'end'])
  })

  it('goes back to the initiator, who submits again', () => {
    const player = new Player(line, asked).start('ann').act('amy', 'a', 'approve')
    player.act('bob', 'b', { do: 'return', to: 'start', back: 'again' })
    expect(player.inbox()).toEqual(['start:ann'])
    expect(player.act('ann', 'start', 'approve').inbox()).toEqual(['a:amy'])
  })

  it('inside a branch: the other branch stays when the step is in the same one, and ends when it is before the fork', () => {
    const inner = graphOf(
      {
        start,
        a: people(),
        fork: { do: 'fork', branches: 'all', join: 'join' },
        b: people(),
        b2: people(),
        c: people(),
        join: { do: 'join', rule: 'block' },
        end,
      },
      ['start > a', 'a > fork', 'fork > b', 'b > b2', 'fork > c', 'b2 > join', 'c > join', 'join > end'],
    )
    const world = { people: { ...asked.people, b2: ['ben'] } }
    const player = new Player(inner, world).start().act('amy', 'a', 'approve').act('bob', 'b', 'approve')
    player.act('ben', 'b2', { do: 'return', to: 'b', back: 'again' })
    expect(player.inbox()).toEqual(['b:bob', 'c:cy'])
    player
      .act('cy', 'c', 'approve')
      .act('bob', 'b', 'approve')
      .act('ben', 'b2', { do: 'return', to: 'a', back: 'again' })
    expect(player.inbox()).toEqual(['a:amy'])
    player.act('amy', 'a', 'approve')
    expect(player.inbox()).toEqual(['b:bob', 'c:cy'])
    player.act('bob', 'b', 'approve').act('ben', 'b2', 'approve').act('cy', 'c', 'approve')
    expect(player.state).toMatchObject({ status: 'done', waits: {}, ready: [] })
  })

  it('from behind a join into one branch: what the other one brought is kept', () => {
    const player = new Player(block, asked)
      .start()
      .act('amy', 'a', 'approve')
      .act('bob', 'b', 'approve')
      .act('cy', 'c', 'approve')
    expect(player.inbox()).toEqual(['d:dan'])
    player.act('dan', 'd', { do: 'return', to: 'b', back: 'again' })
    expect(player.inbox()).toEqual(['b:bob'])
    player.act('bob', 'b', 'approve')
    expect(player.inbox()).toEqual(['d:dan'])
    expect(player.act('dan', 'd', 'approve').state.status).toBe('done')
    expect(player.path().filter((node) => node === 'join')).toHaveLength(2)
  })

  it('takes back what was done on the way, the newest first, before it asks', () => {
    const graph = graphOf(
      {
        start,
        a: people(),
        reserve: [here, { compensation: 'release' }],
        book: [here, { compensation: 'unbook' }],
        b: people(),
        release: here,
        unbook: here,
        end,
      },
      ['start > a', 'a > reserve', 'reserve > book', 'book > b', 'b > end'],
    )
    const player = new Player(graph, asked).start().act('amy', 'a', 'approve')
    player.act('bob', 'b', { do: 'return', to: 'a', back: 'again' })
    expect(player.path().slice(-2)).toEqual(['unbook', 'release'])
    expect(player.inbox()).toEqual(['a:amy'])
    player.act('amy', 'a', 'approve').act('bob', 'b', 'approve')
    expect(player.state.status).toBe('done')
  })

  it('asks before it crosses what cannot be taken back', () => {
    const graph = graphOf({ start, a: people(), pay: [here, { irreversible: true }], b: people(), end }, [
      'start > a',
      'a > pay',
      'pay > b',
      'b > end',
    ])
    const player = new Player(graph, asked).start().act('amy', 'a', 'approve')
    player.act('bob', 'b', { do: 'return', to: 'a', back: 'again' })
    expect(player.refused).toEqual({ code: 'RETURN_CROSSES_IRREVERSIBLE', params: { nodes: ['pay'] } })
    expect(player.inbox()).toEqual(['b:bob'])
    player.act('bob', 'b', { do: 'return', to: 'a', back: 'again', confirmed: true })
    expect(player.inbox()).toEqual(['a:amy'])
  })

  it('into a sub-process that has ended, and into one turn of a repetition', () => {
    const graph = graphOf(
      {
        start,
        each: { do: 'scope', repeat: { mode: 'one_by_one' } },
        a: [people(), { scope: 'each' }],
        b: people(),
        end,
      },
      ['start > each', 'each > b', 'b > end'],
    )
    const player = new Player(graph, { ...asked, items: { each: [1, 2, 3] } }).start()
    for (let item = 0; item < 3; item += 1) player.act('amy', 'a', 'approve')
    player.act('bob', 'b', { do: 'return', to: 'a', back: 'again' })
    expect(player.inbox()).toEqual(['a:amy'])
    player.act('amy', 'a', 'approve')
    expect(player.inbox()).toEqual(['b:bob'])
    expect(player.act('bob', 'b', 'approve').state.status).toBe('done')
  })

  it('only to steps that it follows from, and as far as the node allows', () => {
    const player = new Player(block, asked).start().act('amy', 'a', 'approve')
    expect(player.act('bob', 'b', { do: 'return', to: 'c' }).refused?.code).toBe('NO_SUCH_STEP')
    const strict = graphOf({ start, a: people(), b: people({ returns: { to: 'start', resubmit: 'again' } }), end }, [
      'start > a',
      'a > b',
      'b > end',
    ])
    const other = new Player(strict, asked)
      .start()
      .act('amy', 'a', 'approve')
      .act('bob', 'b', { do: 'return', to: 'a' })
    expect(other.refused?.code).toBe('RETURN_NOT_ALLOWED')
    expect(other.inbox()).toEqual(['b:bob'])
  })
})

describe('returning, straight back', () => {
  it('asks the earlier step and comes back to those who returned it', () => {
    const player = new Player(line, asked).start().act('amy', 'a', 'approve').act('bob', 'b', 'approve')
    player.act('cy', 'c', { do: 'return', to: 'a', back: 'straight_back' })
    expect(player.inbox()).toEqual(['a:amy'])
    expect(player.act('amy', 'a', 'approve').inbox()).toEqual(['c:cy'])
    expect(player.act('cy', 'c', 'approve').state.status).toBe('done')
    expect(player.path()).toEqual(['start', 'a', 'b', 'a', 'c', 'end'])
  })

  it('leaves other branches alone', () => {
    const player = new Player(block, asked).start().act('amy', 'a', 'approve')
    player.act('bob', 'b', { do: 'return', to: 'a', back: 'straight_back' })
    expect(player.inbox()).toEqual(['a:amy', 'c:cy'])
    player.act('cy', 'c', 'approve').act('amy', 'a', 'approve')
    expect(player.inbox()).toEqual(['b:bob'])
    expect(player.act('bob', 'b', 'approve').inbox()).toEqual(['d:dan'])
  })

  it('to the initiator, and from there further back', () => {
    const player = new Player(line, asked).start('ann').act('amy', 'a', 'approve').act('bob', 'b', 'approve')
    player.act('cy', 'c', { do: 'return', to: 'b', back: 'straight_back' })
    player.act('bob', 'b', { do: 'return', to: 'start', back: 'straight_back' })
    expect(player.inbox()).toEqual(['start:ann'])
    expect(player.act('ann', 'start', 'approve').inbox()).toEqual(['b:bob'])
    expect(player.act('bob', 'b', 'approve').inbox()).toEqual(['c:cy'])
    expect(player.act('cy', 'c', 'approve').state.status).toBe('done')
  })

  it('is over when what asked for it ends', () => {
    const player = new Player(block, asked).start().act('amy', 'a', 'approve')
    player.act('bob', 'b', { do: 'return', to: 'a', back: 'straight_back' }).act('cy', 'c', 'reject')
    expect(player.state).toMatchObject({ status: 'rejected', waits: {} })
    expect(player.inbox()).toEqual([])
  })
})

describe('refusing', () => {
  it.each([
    ['to_start', 'start:ann'],
    ['to_previous', 'a:amy'],
  ] as const)('%s', (onReject, next) => {
    const graph = graphOf({ start, a: people(), b: people({ onReject }), end }, ['start > a', 'a > b', 'b > end'])
    const player = new Player(graph, asked).start('ann').act('amy', 'a', 'approve').act('bob', 'b', 'reject')
    expect(player.inbox()).toEqual([next])
  })

  it('ends it where nobody started it who could be asked again', () => {
    const graph = graphOf({ start, a: people({ onReject: 'to_start' }), end }, ['start > a', 'a > end'])
    expect(new Player(graph, asked).start(null).act('amy', 'a', 'reject').state.status).toBe('rejected')
  })
})

describe('taking back', () => {
  it('undoes one’s own approval while nobody has built on it', () => {
    const player = new Player(line, asked).start().act('amy', 'a', 'approve')
    player.act('amy', 'a', 'take_back')
    expect(player.inbox()).toEqual(['a:amy'])
    player.act('amy', 'a', 'approve').act('bob', 'b', 'approve')
    expect(player.act('amy', 'a', 'take_back').refused?.code).toBe('TAKEN_FURTHER')
    expect(player.inbox()).toEqual(['c:cy'])
  })

  it('keeps what the others of the group decided', () => {
    const player = new Player(line, { people: { ...asked.people, a: ['amy', 'abe'] } }).start()
    player.act('amy', 'a', 'approve')
    expect(player.act('amy', 'a', 'take_back').inbox()).toEqual(['a:abe', 'a:amy'])
    player.act('amy', 'a', 'approve').act('abe', 'a', 'approve')
    expect(player.inbox()).toEqual(['b:bob'])
    expect(player.act('abe', 'a', 'take_back').inbox()).toEqual(['a:abe'])
  })

  it('is for those only who decided', () => {
    const player = new Player(line, asked).start().act('amy', 'a', 'approve')
    expect(player.act('bob', 'a', 'take_back').refused?.code).toBe('NOTHING_TO_TAKE_BACK')
  })
})

describe('recalling', () => {
  it('brings everything back to the initiator', () => {
    const player = new Player(block, asked).start('ann')
    expect(player.take({ event: 'recall', by: 'bob' }).refused?.code).toBe('NOT_YOUR_INSTANCE')
    expect(player.take({ event: 'recall', by: 'ann' }).inbox()).toEqual(['start:ann'])
    expect(player.act('ann', 'start', 'approve').inbox()).toEqual(['a:amy'])
    expect(player.take({ event: 'stop', by: 'ann', status: 'withdrawn' }).state).toMatchObject({
      status: 'withdrawn',
      waits: {},
    })
  })

  it('is over once somebody has decided, unless the process allows it at any time', () => {
    const player = new Player(line, asked).start('ann').act('amy', 'a', 'approve')
    expect(player.take({ event: 'recall', by: 'ann' }).refused?.code).toBe('RECALL_NOT_ALLOWED')
    const open = graphOf({ start: { do: 'start', recall: 'always' }, a: people(), b: people(), end }, [
      'start > a',
      'a > b',
      'b > end',
    ])
    const later = new Player(open, asked).start('ann').act('amy', 'a', 'approve').take({ event: 'recall', by: 'ann' })
    expect(later.inbox()).toEqual(['start:ann'])
  })
})
