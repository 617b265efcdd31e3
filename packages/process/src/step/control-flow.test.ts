import { describe, expect, it } from 'vitest'
import { graphOf, people } from '../testing/graph-of.ts'
import { Player, type World } from '../testing/player.ts'
import { openRepetitions } from '../view/repetitions.ts'
import type { Answer } from './step-result.ts'

const start = { do: 'start' } as const
const end = { do: 'end', ends: 'branch' } as const
const here = { do: 'run', where: 'here' } as const
const outside = { do: 'run', where: 'outside' } as const
const throws = (name: string) => ({ do: 'throw', trigger: { on: 'error', name }, ends: true }) as const

describe('one after the other', () => {
  it('runs what is done here at once and ends', () => {
    const player = new Player(graphOf({ start, a: here, b: here, end }, ['start > a', 'a > b', 'b > end'])).start()
    expect(player.path()).toEqual(['start', 'a', 'b', 'end'])
    expect(player.state).toMatchObject({ status: 'done', outcome: 'done', ready: [], waits: {} })
    expect(player.open()).toEqual([])
  })

  it('waits for work outside, and takes no late answer', () => {
    const graph = graphOf({ start, a: outside, end }, ['start > a', 'a > end'])
    const player = new Player(graph).start()
    expect(player.at()).toEqual(['a'])
    expect(player.effects).toEqual([{ effect: 'run', visit: 5, attempt: 1, node: 'a' }])
    player.take({ event: 'result', visit: 5, attempt: 2 })
    expect(player.refused).toEqual({ code: 'RESULT_LATE', params: { visit: 5, attempt: 2 } })
    player.take({ event: 'result', visit: 5, attempt: 2, node: 'a', output: { status: 200 } })
    expect(player.refused).toBeUndefined()
    expect(player.writes.at(-1)).toMatchObject({
      ...{ write: 'log', type: 'late_answer', visit: 5, data: { node: 'a', output: { status: 200 } } },
    })
    expect([player.at(), player.state.outputs]).toEqual([['a'], {}])
    expect(player.result('a', { output: { id: 7 } }).state).toMatchObject({ status: 'done', outputs: { a: { id: 7 } } })
  })

  it('takes nothing once it has ended', () => {
    const player = new Player(graphOf({ start, end }, ['start > end'])).start()
    expect(player.take({ event: 'continue' }).refused?.code).toBe('INSTANCE_ENDED')
  })
})

describe('choices', () => {
  const graph = graphOf({ start, which: { do: 'choose' }, a: here, b: here, c: here, end }, [
    'start > which',
    'which > a ?',
    'which > b ?',
    'which > c !',
    'a > end',
    'b > end',
    'c > end',
  ])

  it('takes the first line whose condition holds', () => {
    const player = new Player(graph, { holds: ['which>b', 'which>a'] }).start()
    expect(player.path()).toEqual(['start', 'which', 'a', 'end'])
  })

  it('takes the line for all other cases when none holds', () => {
    expect(new Player(graph).start().path()).toContain('c')
  })

  it('stops with an incident when there is no way, and goes the way that somebody names', () => {
    const narrow = graphOf({ start, which: { do: 'choose' }, a: here, end }, [
      'start > which',
      'which > a ?',
      'a > end',
    ])
    const player = new Player(narrow).start()
    expect(player.incidents()).toEqual(['which:NO_WAY'])
    const of = player.open()[0]?.id ?? -1
    player.take({ event: 'incident', by: 'root', of, go: 'skip' })
    expect(player.refused?.code).toBe('WAY_MISSING')
    player.take({ event: 'incident', by: 'root', of, go: { transitions: ['which>a'] } })
    expect(player.state.status).toBe('done')
  })

  it('keeps a failed condition as an incident that can be tried again', () => {
    const outputs: World['outputs'] = { which: { error: { code: 'FIELD_GONE' } } }
    const player = new Player(graph, { outputs, holds: ['which>b'] }).start()
    expect(player.incidents()).toEqual(['which:FIELD_GONE'])
    delete outputs.which
    player.take({ event: 'incident', by: 'root', of: player.open()[0]?.id ?? -1, go: 'retry' })
    expect(player.path()).toContain('b')
    expect(player.state.status).toBe('done')
  })
})

describe('branches', () => {
  const block = (join: object, branches: 'all' | 'some' = 'all') =>
    graphOf(
      {
        start,
        fork: { do: 'fork', branches, join: 'join' },
        a: people(),
        b: people(),
        c: people(),
        join: { do: 'join', ...join } as { do: 'join'; rule: 'block' },
        after: here,
        end,
      },
      [
        'start > fork',
        branches === 'all' ? 'fork > a' : 'fork > a ?',
        branches === 'all' ? 'fork > b' : 'fork > b ?',
        branches === 'all' ? 'fork > c' : 'fork > c !',
        'a > join',
        'b > join',
        'c > join',
        'join > after',
        'after > end',
      ],
    )
  const asked = { people: { a: ['amy'], b: ['bob'], c: ['cy'] } }

  it('goes on once all branches have come', () => {
    const player = new Player(block({ rule: 'block' }), asked).start()
    expect(player.inbox()).toEqual(['a:amy', 'b:bob', 'c:cy'])
    player.act('bob', 'b', 'approve').act('amy', 'a', 'approve')
    expect(player.at()).toEqual(['c'])
    player.act('cy', 'c', 'approve')
    expect(player.state.status).toBe('done')
    expect(player.path().filter((node) => node === 'after')).toEqual(['after'])
  })

  it('waits for the branches that were started only', () => {
    const player = new Player(block({ rule: 'block' }, 'some'), { ...asked, holds: ['fork>a', 'fork>b'] }).start()
    expect(player.inbox()).toEqual(['a:amy', 'b:bob'])
    player.act('bob', 'b', 'approve').act('amy', 'a', 'approve')
    expect(player.state.status).toBe('done')
    expect(new Player(block({ rule: 'block' }, 'some'), asked).start().inbox()).toEqual(['c:cy'])
  })

  it('cancels the rest once enough branches have come', () => {
    const player = new Player(block({ rule: { arrivals: 2 } }), asked).start()
    player.act('bob', 'b', 'approve')
    expect(player.at()).toEqual(['a', 'c'])
    player.act('cy', 'c', 'approve')
    expect(player.state.status).toBe('done')
    expect(player.writes).toContainEqual(
      expect.objectContaining({ write: 'actor', actor: expect.objectContaining({ user: 'amy', state: 'dropped' }) }),
    )
  })

  it('does not wait for a branch that ends inside the block', () => {
    const graph = graphOf(
      {
        start,
        fork: { do: 'fork', branches: 'all', join: 'join' },
        a: people(),
        b: here,
        stop: end,
        join: { do: 'join', rule: 'block' },
        end,
      },
      ['start > fork', 'fork > a', 'fork > b', 'b > stop', 'a > join', 'join > end'],
    )
    const player = new Player(graph, { people: { a: ['amy'] } }).start().act('amy', 'a', 'approve')
    expect(player.state.status).toBe('done')
    expect(player.path().filter((node) => node === 'join')).toEqual(['join'])
  })

  it('joins branches without a block by what has come over each line, and reports what can never come', () => {
    const graph = graphOf(
      {
        start,
        fork: { do: 'fork', branches: 'all', join: null },
        a: people(),
        which: { do: 'choose' },
        out: end,
        join: { do: 'join', rule: 'each_incoming' },
        end,
      },
      ['start > fork', 'fork > a', 'fork > which', 'which > join ?', 'which > out !', 'a > join', 'join > end'],
    )
    const asking = { people: { a: ['amy'] } }
    expect(
      new Player(graph, { ...asking, holds: ['which>join'] }).start().act('amy', 'a', 'approve').state.status,
    ).toBe('done')
    const starved = new Player(graph, asking).start().act('amy', 'a', 'approve')
    expect(starved.incidents()).toEqual(['join:JOIN_STARVED'])
    starved.take({ event: 'incident', by: 'root', of: starved.open()[0]?.id ?? -1, go: 'retry' })
    expect(starved.state.status).toBe('done')
  })

  it('lets an inclusive join without a block go when nothing can still come', () => {
    const graph = graphOf(
      {
        start,
        fork: { do: 'fork', branches: 'some', join: null },
        a: people(),
        b: people(),
        join: { do: 'join', rule: 'reachable' },
        end,
      },
      ['start > fork', 'fork > a ?', 'fork > b !', 'a > join', 'b > join', 'join > end'],
    )
    const player = new Player(graph, { people: { a: ['amy'] }, holds: ['fork>a'] }).start().act('amy', 'a', 'approve')
    expect(player.state.status).toBe('done')
  })

  it('lets an inclusive join without a block go once for all that came, also where one join follows another', () => {
    const graph = graphOf(
      {
        start,
        fork: { do: 'fork', branches: 'all', join: null },
        a: people(),
        b: people(),
        d: here,
        inner: { do: 'join', rule: 'reachable' },
        join: { do: 'join', rule: 'reachable' },
        end,
      },
      [
        'start > fork',
        'fork > a',
        'fork > b',
        'fork > d',
        'a > inner',
        'b > inner',
        'inner > join',
        'd > join',
        'join > end',
      ],
    )
    const player = new Player(graph, { people: { a: ['amy'], b: ['bob'] } }).start()
    player.act('amy', 'a', 'approve').act('bob', 'b', 'approve')
    expect(player.path()).toEqual(['start', 'fork', 'd', 'a', 'b', 'inner', 'join', 'end'])
  })
})

describe('events', () => {
  it('takes the first of several that come, and forgets the others', () => {
    const graph = graphOf(
      {
        start,
        first: { do: 'first_of' },
        paid: { do: 'wait', trigger: { on: 'message', name: 'paid' } },
        late: { do: 'wait', trigger: { on: 'timer' } },
        thanks: here,
        dun: here,
        end,
      },
      ['start > first', 'first > paid', 'first > late', 'paid > thanks', 'late > dun', 'thanks > end', 'dun > end'],
    )
    const player = new Player(graph).start()
    expect(Object.values(player.state.waits)).toMatchObject([
      { node: 'paid', on: 'message', name: 'paid' },
      { node: 'late', on: 'timer', due: '2026-02-01T00:00:00.000Z' },
    ])
    player.fire('paid', { amount: '5' })
    expect(player.path()).toEqual(['start', 'first', 'paid', 'thanks', 'end'])
    expect(player.state).toMatchObject({ status: 'done', waits: {}, outputs: { paid: { amount: '5' } } })
  })

  it('interrupts a task in time, and takes no decision after that', () => {
    const graph = graphOf(
      {
        start,
        a: people(),
        late: { do: 'catch', at: 'a', trigger: { on: 'timer' }, interrupting: true },
        b: people(),
        end,
      },
      ['start > a', 'a > end', 'late > b', 'b > end'],
    )
    const player = new Player(graph, { people: { a: ['amy'], b: ['bob'] } }).start()
    const visit = player.open()[0]?.id ?? -1
    player.fire('late')
    expect(player.inbox()).toEqual(['b:bob'])
    player.take({ event: 'task', visit, by: 'amy', act: { do: 'approve' } })
    expect(player.refused?.code).toMatch(/TASK_OVER|VISIT_UNKNOWN/)
    expect(player.act('bob', 'b', 'approve').state.status).toBe('done')
  })

  it('accompanies a task, and ends when both ways have', () => {
    const graph = graphOf(
      {
        start,
        a: people(),
        nudge: { do: 'catch', at: 'a', trigger: { on: 'message', name: 'nudge' }, interrupting: false },
        tell: here,
        told: end,
        end,
      },
      ['start > a', 'a > end', 'nudge > tell', 'tell > told'],
    )
    const player = new Player(graph, { people: { a: ['amy'] } }).start().fire('nudge').fire('nudge')
    expect(player.path().filter((node) => node === 'tell')).toHaveLength(2)
    expect(player.at()).toEqual(['a'])
    expect(player.act('amy', 'a', 'approve').state).toMatchObject({ status: 'done', waits: {} })
  })

  it('gives an error to the nearest who catches it, else makes it an incident', () => {
    const graph = graphOf(
      {
        start,
        sub: { do: 'scope' },
        begin: [start, { scope: 'sub' }],
        work: [outside, { scope: 'sub' }],
        done: [end, { scope: 'sub' }],
        caught: { do: 'catch', at: 'sub', trigger: { on: 'error', name: 'NO_STOCK' }, interrupting: true },
        order: here,
        end,
      },
      ['start > sub', 'begin > work', 'work > done', 'sub > end', 'caught > order', 'order > end'],
    )
    const player = new Player(graph).start().result('work', { error: { code: 'NO_STOCK', business: true } })
    expect(player.path()).toContain('order')
    expect(player.state.status).toBe('done')
    const broken = new Player(graph).start().result('work', { error: { code: 'TIMEOUT' } })
    expect(broken.incidents()).toEqual(['work:TIMEOUT'])
    broken.take({
      event: 'incident',
      by: 'root',
      of: broken.open().find(({ incident }) => incident)?.id ?? -1,
      go: 'retry',
    })
    expect(broken.result('work').state.status).toBe('done')
  })

  describe('between a process and the one that it calls', () => {
    const thrower = graphOf(
      {
        start,
        warn: { do: 'throw', trigger: { on: 'escalation', name: 'LATE' }, ends: false },
        a: people(),
        no: throws('NO_STOCK'),
        end,
      },
      ['start > warn', 'warn > a', 'a > no'],
    )
    const caller = graphOf(
      {
        start,
        order: { do: 'call' },
        late: { do: 'catch', at: 'order', trigger: { on: 'escalation', name: 'LATE' }, interrupting: false },
        caught: { do: 'catch', at: 'order', trigger: { on: 'error', name: 'NO_STOCK' }, interrupting: true },
        tell: here,
        buy: here,
        end,
      },
      ['start > order', 'order > end', 'late > tell', 'tell > end', 'caught > buy', 'buy > end'],
    )
    const called = () =>
      new Player(thrower, { people: { a: ['amy'] } }).take({ event: 'start', by: 'root', called: true })
    const visitOf = (player: Player, node: string) => player.open().find((visit) => visit.node === node)?.id ?? -1

    it('hands on what nobody in the called one heeds: a report while it goes on, an error as its end', () => {
      const child = called()
      expect(child.effects).toEqual([{ effect: 'escalate', name: 'LATE' }])
      child.act('amy', 'a', 'approve')
      expect(child.state).toMatchObject({ status: 'done', outcome: 'NO_STOCK', thrown: 'NO_STOCK' })
      expect([child.open(), child.incidents()]).toEqual([[], []])
      // Started by itself it is looked after where it stands.
      const alone = new Player(thrower, { people: { a: ['amy'] } }).start()
      expect(alone.act('amy', 'a', 'approve').incidents()).toEqual(['no:ERROR_NOT_CAUGHT'])
    })

    it('gives it to whoever catches it at the call, or makes the error an incident there', () => {
      const player = new Player(caller).start()
      const visit = visitOf(player, 'order')
      player.take({ event: 'escalation', visit, attempt: 1, name: 'LATE' })
      expect([player.path().includes('tell'), player.at()]).toEqual([true, ['order']])
      player.take({ event: 'escalation', visit, attempt: 2, name: 'LATE' })
      expect(player.refused?.code).toBe('RESULT_LATE')
      player.result('order', { error: { code: 'NO_STOCK', business: true } })
      expect(player.path()).toContain('buy')
      expect(player.state.status).toBe('done')
      const other = new Player(caller).start().result('order', { error: { code: 'SOLD', business: true } })
      expect(other.incidents()).toEqual(['order:ERROR_NOT_CAUGHT'])
      other.take({ event: 'incident', by: 'root', of: visitOf(other, 'order'), go: 'retry' })
      expect(other.effects.at(-1)).toMatchObject({ effect: 'call', attempt: 2 })
    })

    it('goes on outwards, through as many as called one another', () => {
      const middle = new Player(caller).take({ event: 'start', by: 'root', called: true })
      middle.take({ event: 'escalation', visit: visitOf(middle, 'order'), attempt: 1, name: 'OTHER' })
      expect(middle.effects.at(-1)).toEqual({ effect: 'escalate', name: 'OTHER' })
      expect(middle.result('order', { error: { code: 'SOLD', business: true } }).state.thrown).toBe('SOLD')
    })
  })

  it('handles an event anywhere in a sub-process, and ends what was under way when it interrupts', () => {
    const graph = graphOf(
      {
        start,
        a: people(),
        onStop: { do: 'scope', event: { interrupting: true } },
        heard: [{ do: 'start', trigger: { on: 'signal', name: 'stop' } }, { scope: 'onStop' }],
        tidy: [people(), { scope: 'onStop' }],
        over: [end, { scope: 'onStop' }],
        end,
      },
      ['start > a', 'a > end', 'heard > tidy', 'tidy > over'],
    )
    const player = new Player(graph, { people: { a: ['amy'], tidy: ['tom'] } }).start().fire('onStop')
    expect(player.inbox()).toEqual(['tidy:tom'])
    expect(player.act('tom', 'tidy', 'approve').state.status).toBe('done')
  })

  it('ends everything in its sub-process at an end that says so', () => {
    const graph = graphOf(
      {
        start,
        fork: { do: 'fork', branches: 'all', join: null },
        a: people(),
        b: here,
        all: { do: 'end', ends: 'scope', outcome: 'stopped' },
        end,
      },
      ['start > fork', 'fork > a', 'fork > b', 'b > all', 'a > end'],
    )
    const player = new Player(graph, { people: { a: ['amy'] } }).start()
    expect(player.state).toMatchObject({ status: 'done', outcome: 'stopped' })
    expect(player.inbox()).toEqual([])
  })
})

describe('repetitions', () => {
  const each = (mode: 'all_at_once' | 'one_by_one', early = false) =>
    graphOf(
      {
        start,
        each: { do: 'scope', repeat: { mode, ...(early ? { early } : {}) } },
        one: [people(), { scope: 'each' }],
        after: here,
        end,
      },
      ['start > each', 'each > after', 'after > end'],
    )

  it('asks for all items at once, and takes further ones while it is under way', () => {
    const player = new Player(each('all_at_once'), { items: { each: [1, 2] }, people: { one: ['amy'] } }).start()
    expect(player.inbox()).toEqual(['one:amy', 'one:amy'])
    const visit = player.open().find(({ node }) => node === 'each')?.id ?? -1
    player.take({ event: 'add_item', visit, value: 3, by: 'root' })
    expect(player.inbox()).toHaveLength(3)
    for (let item = 0; item < 3; item += 1) player.act('amy', 'one', 'approve')
    expect(player.state.status).toBe('done')
    expect(player.path().filter((node) => node === 'after')).toHaveLength(1)
  })

  it.each(['all_at_once', 'one_by_one'] as const)('%s: takes what came since it began, each item once', (mode) => {
    const items: { [node: string]: unknown[] } = {
      each: [
        { id: 1, of: 'a' },
        { id: 2, of: 'a' },
      ],
    }
    const player = new Player(each(mode), { items, people: { one: ['amy'] } }).start()
    const visit = player.open().find(({ node }) => node === 'each')?.id ?? -1
    const [repetition] = openRepetitions(player.graph, player.state)
    expect(repetition).toMatchObject({ visit, node: 'each', done: 0, items: 2, grows: true })
    // One is gone meanwhile, two have come.
    items.each = [
      { of: 'a', id: 2 },
      { of: 'a', id: 3 },
      { of: 'a', id: 4 },
    ]
    player.take({ event: 'look_for_items', visit, by: 'root' })
    player.take({ event: 'look_for_items', visit, by: 'root' })
    expect(openRepetitions(player.graph, player.state)).toMatchObject([{ done: 0, items: 4 }])
    expect(player.inbox()).toHaveLength(mode === 'all_at_once' ? 4 : 1)
    for (let item = 0; item < 4; item += 1) player.act('amy', 'one', 'approve')
    expect(player.state.status).toBe('done')
    expect(player.path().filter((node) => node === 'after')).toHaveLength(1)
    expect(player.path().filter((node) => node === 'one')).toHaveLength(4)
  })

  it('is looked at for more where a list is gone through only, and is an incident with a way out if that fails', () => {
    const world = { items: { each: [1, 2] }, people: { one: ['amy'] }, outputs: {} as { [node: string]: Answer } }
    const player = new Player(each('all_at_once'), world).start()
    const visit = player.open().find(({ node }) => node === 'each')?.id ?? -1
    const other = player.open().find(({ node }) => node === 'one')?.id ?? -1
    expect(player.take({ event: 'look_for_items', visit: other, by: 'root' }).refused?.code).toBe('NOT_REPEATING')
    world.outputs.each = { error: { code: 'GONE' } }
    player.take({ event: 'look_for_items', visit, by: 'root' })
    expect(player.incidents()).toEqual(['each:GONE'])
    expect(player.inbox()).toEqual(['one:amy', 'one:amy'])
    world.outputs.each = { items: [1, 2, 3] }
    player.take({ event: 'incident', by: 'root', of: visit, go: 'retry' })
    expect(player.inbox()).toEqual(['one:amy', 'one:amy', 'one:amy'])
    player.take({ event: 'finish_scope', visit, by: 'root' })
    expect(player.inbox()).toEqual([])
    expect(player.state.status).toBe('done')
  })

  it('takes items one by one', () => {
    const player = new Player(each('one_by_one'), { items: { each: ['x', 'y'] }, people: { one: ['amy'] } }).start()
    const item = () =>
      Object.values(player.state.scopes).find(({ kind, state }) => kind === 'body' && state === 'open')?.item
    expect(item()).toEqual({ index: 0, value: 'x' })
    player.act('amy', 'one', 'approve')
    expect(item()).toEqual({ index: 1, value: 'y' })
    expect(player.act('amy', 'one', 'approve').state.status).toBe('done')
  })

  it('passes over an empty list', () => {
    expect(new Player(each('one_by_one')).start().state.status).toBe('done')
  })

  it('stops early when that is enough', () => {
    const world = { items: { each: [1, 2, 3] }, people: { one: ['amy'] }, turns: { each: [false, true] } }
    const player = new Player(each('all_at_once', true), world).start().act('amy', 'one', 'approve')
    expect(player.inbox()).toHaveLength(2)
    player.act('amy', 'one', 'approve')
    expect(player.inbox()).toEqual([])
    expect(player.state.status).toBe('done')
  })

  it.each([
    ['while', [true, true, false], 2],
    ['until', [false, false, true], 3],
  ] as const)('repeats %s a condition holds', (mode, turns, count) => {
    const graph = graphOf({ start, loop: { do: 'scope', repeat: { mode } }, one: [here, { scope: 'loop' }], end }, [
      'start > loop',
      'loop > end',
    ])
    const player = new Player(graph, { turns: { loop: [...turns] } }).start()
    expect(player.path().filter((node) => node === 'one')).toHaveLength(count)
    expect(player.state.status).toBe('done')
  })

  it('stops a repetition that does not end as an incident', () => {
    const graph = graphOf(
      { start, loop: { do: 'scope', repeat: { mode: 'while', limit: 50 } }, one: [here, { scope: 'loop' }], end },
      ['start > loop', 'loop > end'],
    )
    const player = new Player(graph, { turns: { loop: [true] } }).start()
    expect(player.incidents()).toEqual(['loop:TOO_MANY_TURNS'])
    expect(player.path().filter((node) => node === 'one')).toHaveLength(50)
  })

  it('ends a circle of lines without waiting as an incident instead of running for ever', () => {
    const graph = graphOf({ start, a: here, b: here, end }, ['start > a', 'a > b', 'b > a'])
    expect(new Player(graph).start().incidents()).toHaveLength(1)
  })
})

describe('taking back', () => {
  it('runs the handlers of what was done, the newest first, before it goes on', () => {
    const graph = graphOf(
      {
        start,
        flight: [here, { compensation: 'cancelFlight' }],
        hotel: [here, { compensation: 'cancelHotel' }],
        undo: { do: 'throw', trigger: { on: 'compensation' } },
        cancelFlight: here,
        cancelHotel: here,
        end,
      },
      ['start > flight', 'flight > hotel', 'hotel > undo', 'undo > end'],
    )
    const player = new Player(graph).start()
    expect(player.path()).toEqual(['start', 'flight', 'hotel', 'cancelHotel', 'cancelFlight', 'undo', 'end'])
    expect(player.state.status).toBe('done')
  })
})
