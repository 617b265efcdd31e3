import { describe, expect, it } from 'vitest'
import type { GroupRule, RoundSettings } from '../round/round-settings.ts'
import { graphOf, people } from '../testing/graph-of.ts'
import { Player, type World } from '../testing/player.ts'

const start = { do: 'start' } as const
const end = { do: 'end', ends: 'branch' } as const

/** One task of these people, and what comes after it. */
function task(
  users: readonly (string | { user: string; weight?: number; passed?: boolean; agents?: string[] })[],
  settings: Partial<RoundSettings> = {},
  world: World = {},
) {
  const graph = graphOf({ start, a: people(settings), end }, ['start > a', 'a > end'])
  return new Player(graph, { people: { a: users }, ...world }).start()
}

const vote = (by: 'share' | 'number' | 'weight', pass: number): GroupRule => ({ of: 'vote', by, pass })
const states = (player: Player) =>
  Object.fromEntries(
    player.writes.flatMap((write) => (write.write === 'actor' ? [[write.actor.user, write.actor.state]] : [])),
  )

describe('who has to agree', () => {
  it('all: everybody is asked, each has to agree, one refusal ends it', () => {
    const player = task(['amy', 'bob'])
    expect(player.inbox()).toEqual(['a:amy', 'a:bob'])
    player.act('bob', 'a', 'approve')
    expect(player.inbox()).toEqual(['a:amy'])
    expect(player.act('amy', 'a', 'approve').state).toMatchObject({
      status: 'done',
      outputs: { a: { outcome: 'approved', by: ['amy', 'bob'] } },
    })
    expect(task(['amy', 'bob']).act('bob', 'a', 'reject').state).toMatchObject({
      status: 'rejected',
      outcome: 'rejected',
    })
  })

  it('any: the first decision is that of all', () => {
    const player = task(['amy', 'bob'], { rule: { of: 'any' } }).act('bob', 'a', 'approve')
    expect(player.state.status).toBe('done')
    expect(states(player)).toEqual({ amy: 'dropped', bob: 'approved' })
    expect(task(['amy', 'bob'], { rule: { of: 'any' } }).act('amy', 'a', 'reject').state.status).toBe('rejected')
  })

  it('in turn: one after the other', () => {
    const player = task(['amy', 'bob', 'cy'], { rule: { of: 'in_turn' } })
    expect(player.inbox()).toEqual(['a:amy'])
    expect(player.act('bob', 'a', 'approve').refused?.code).toBe('NOT_YOUR_TURN')
    expect(player.act('amy', 'a', 'approve').inbox()).toEqual(['a:bob'])
    player.act('bob', 'a', 'approve').act('cy', 'a', 'approve')
    expect(player.state.status).toBe('done')
  })

  it.each([
    [vote('share', 0.6), ['y', 'y', 'y'], 'done'],
    [vote('share', 0.6), ['n', 'n', 'n'], 'rejected'],
    [vote('share', 0.6), ['y', 'y', 'n'], 'running'],
    [vote('share', 1), ['y', 'y', 'y', 'y', 'y'], 'done'],
    [vote('share', 1), ['n'], 'rejected'],
    [vote('number', 2), ['n', 'n', 'n', 'y'], 'running'],
    [vote('number', 2), ['n', 'n', 'n', 'n'], 'rejected'],
    [vote('number', 2), ['y', 'y'], 'done'],
    [vote('number', 99), ['y', 'y', 'y', 'y'], 'running'],
    [vote('number', 99), ['y', 'y', 'y', 'y', 'y'], 'done'],
  ] as const)('vote %o after %o is %s', (rule, votes, status) => {
    const player = task(['u0', 'u1', 'u2', 'u3', 'u4'], { rule })
    for (const [index, choice] of votes.entries()) player.act(`u${index}`, 'a', choice === 'y' ? 'approve' : 'reject')
    expect(player.state.status).toBe(status)
  })

  it('vote by weight closes as soon as it is decided either way', () => {
    const chiefs = [{ user: 'ceo', weight: 5 }, 'amy', 'bob']
    expect(task(chiefs, { rule: vote('weight', 5) }).act('ceo', 'a', 'approve').state.status).toBe('done')
    expect(task(chiefs, { rule: vote('weight', 5) }).act('ceo', 'a', 'reject').state.status).toBe('rejected')
  })

  it('claim: whoever takes it decides, and may give it back', () => {
    const player = task(['amy', 'bob'], { rule: { of: 'claim' } }).act('amy', 'a', 'claim')
    expect(player.inbox()).toEqual(['a:amy'])
    expect(player.act('bob', 'a', 'approve').refused?.code).toBe('NOT_YOUR_TURN')
    expect(player.act('amy', 'a', 'unclaim').inbox()).toEqual(['a:amy', 'a:bob'])
    expect(player.act('bob', 'a', 'claim').act('bob', 'a', 'approve').state.status).toBe('done')
  })

  it('goes on by itself where everybody agreed before', () => {
    const player = task([{ user: 'amy', passed: true }])
    expect(player.state.status).toBe('done')
    expect(states(player)).toEqual({ amy: 'passed' })
  })

  it.each([
    ['pass', 'done'],
    ['reject', 'rejected'],
  ] as const)('nobody to ask: %s', (whenEmpty, status) => {
    expect(task([], {}, { whenEmpty }).state.status).toBe(status)
  })

  it('nobody to ask, and nothing said about that, is an incident with ways out', () => {
    const world: World = { people: {} }
    const player = task([], {}, world)
    expect(player.incidents()).toEqual(['a:NO_APPROVER'])
    world.people = { a: ['amy'] }
    const fixed = new Player(player.graph, world)
    fixed.state = player.state
    fixed.take({ event: 'incident', by: 'root', of: player.open()[0]?.id ?? -1, go: 'retry' })
    expect(fixed.inbox()).toEqual(['a:amy'])
    player.take({ event: 'incident', by: 'root', of: player.open()[0]?.id ?? -1, go: 'skip' })
    expect(player.state.status).toBe('done')
  })

  it('tells without waiting', () => {
    const player = task(['amy', 'bob'], { task: 'notice' })
    expect(player.state.status).toBe('done')
    expect(states(player)).toEqual({ amy: 'notified', bob: 'notified' })
  })
})

describe('deciding', () => {
  it('belongs to whoever is asked, and to those who stand in for them', () => {
    const player = task([{ user: 'amy', agents: ['zoe'] }])
    expect(player.act('bob', 'a', 'approve').refused?.code).toBe('NOT_YOUR_TASK')
    player.act('zoe', 'a', 'approve')
    expect(player.state.outputs).toMatchObject({ a: { by: ['zoe'] } })
    expect(player.writes).toContainEqual(
      expect.objectContaining({ actor: expect.objectContaining({ user: 'amy', decidedBy: 'zoe' }) }),
    )
  })

  it('happens once: a second click is refused and changes nothing', () => {
    const player = task(['amy', 'bob']).act('amy', 'a', 'approve')
    const { state } = player
    expect(player.act('amy', 'a', 'approve').refused?.code).toBe('NOT_YOUR_TURN')
    expect(player.state).toBe(state)
  })

  it('demands a comment, a reason or a signature where the node says so', () => {
    const demands = { comment: 'on_reject', reasons: ['price', 'term'] } as const
    const player = task(['amy'], { demands })
    expect(player.act('amy', 'a', 'reject').refused?.code).toBe('COMMENT_MISSING')
    expect(player.act('amy', 'a', { do: 'reject', comment: ' ' }).refused?.code).toBe('COMMENT_MISSING')
    expect(player.act('amy', 'a', { do: 'reject', comment: 'no' }).refused?.code).toBe('REASON_MISSING')
    expect(player.act('amy', 'a', { do: 'reject', comment: 'no', reason: 'price' }).state.status).toBe('rejected')
    expect(task(['amy'], { demands }).act('amy', 'a', 'approve').state.status).toBe('done')
    expect(task(['amy'], { demands: { signature: true } }).act('amy', 'a', 'approve').refused?.code).toBe(
      'SIGNATURE_MISSING',
    )
  })

  it('offers reasons with every outcome, which may be left out where the node says so, but not made up', () => {
    const demands = { approveReasons: ['usual', 'special'], returnReasons: ['unclear'] } as const
    const strict = () => task(['amy'], { demands })
    expect(strict().act('amy', 'a', 'approve').refused?.code).toBe('REASON_MISSING')
    expect(strict().act('amy', 'a', { do: 'approve', reason: 'unclear' }).refused?.code).toBe('REASON_MISSING')
    expect(strict().act('amy', 'a', { do: 'approve', reason: 'special' }).state.status).toBe('done')
    const lax = () => task(['amy'], { demands: { ...demands, reasonsOptional: true } })
    expect(lax().act('amy', 'a', 'approve').state.status).toBe('done')
    expect(lax().act('amy', 'a', { do: 'approve', reason: 'made up' }).refused?.code).toBe('REASON_MISSING')
  })

  it('may be refused only where there is something to refuse', () => {
    const player = task(['amy'], { task: 'handle' })
    expect(player.act('amy', 'a', 'reject').refused?.code).toBe('NOT_TO_BE_REJECTED')
    expect(player.act('amy', 'a', 'approve').state.outputs).toMatchObject({ a: { outcome: 'handled' } })
  })

  it('keeps when a task was first seen', () => {
    const player = task(['amy'])
    const seen = () => player.open()[0]?.people?.groups[0]?.actors[0]?.seenAt
    player.act('amy', 'a', 'see')
    const first = seen()
    expect(first).toBeDefined()
    player.act('amy', 'a', 'see')
    expect(seen()).toBe(first)
  })

  it('goes on with the outcome where a refusal is to be looked at', () => {
    const player = task(['amy'], { onReject: 'go_on' }).act('amy', 'a', 'reject')
    expect(player.state).toMatchObject({ status: 'done', outputs: { a: { outcome: 'rejected' } } })
  })

  it('can be done by an administrator in somebody’s place', () => {
    const player = task(['amy'], { demands: { comment: 'always' } })
    const visit = player.open()[0]
    const actor = visit?.people?.groups[0]?.actors[0]?.id ?? -1
    player.take({ event: 'task', visit: visit?.id ?? -1, by: 'root', actor, override: true, act: { do: 'approve' } })
    expect(player.state.status).toBe('done')
    expect(player.writes).toContainEqual(
      expect.objectContaining({ write: 'log', type: 'approve', by: 'root', data: { actor, override: true } }),
    )
  })
})

describe('adding signers', () => {
  it('before me: they are asked first, then I am', () => {
    const player = task(['amy']).act('amy', 'a', { do: 'add_signer', side: 'before', users: ['bob', 'cy'] })
    expect(player.inbox()).toEqual(['a:bob', 'a:cy'])
    expect(player.act('amy', 'a', 'approve').refused?.code).toBe('NOT_YOUR_TURN')
    player.act('bob', 'a', 'approve').act('cy', 'a', 'approve')
    expect(player.inbox()).toEqual(['a:amy'])
    expect(player.act('amy', 'a', 'approve').state.status).toBe('done')
  })

  it('before me: their refusal is mine', () => {
    const player = task(['amy', 'dan']).act('amy', 'a', { do: 'add_signer', side: 'before', users: ['bob'] })
    expect(player.act('bob', 'a', 'reject').state.status).toBe('rejected')
  })

  it('refusing while signers before me are asked is not possible, others of the group may', () => {
    const player = task(['amy', 'dan']).act('amy', 'a', { do: 'add_signer', side: 'before', users: ['bob'] })
    expect(player.act('amy', 'a', 'reject').refused?.code).toBe('NOT_YOUR_TURN')
    player.act('dan', 'a', 'reject')
    expect(player.state.status).toBe('rejected')
    expect(player.inbox()).toEqual([])
  })

  it('after me: my approval counts when they agree, by a rule of their own', () => {
    const added = { do: 'add_signer', side: 'after', users: ['bob', 'cy'], rule: { of: 'any' } } as const
    const player = task(['amy']).act('amy', 'a', { ...added, users: [...added.users] })
    expect(player.inbox()).toEqual(['a:bob', 'a:cy'])
    expect(player.act('cy', 'a', 'approve').state.status).toBe('done')
  })

  it('after me, in turn: whoever follows waits for them', () => {
    const player = task(['amy', 'dan'], { rule: { of: 'in_turn' } })
    player.act('amy', 'a', { do: 'add_signer', side: 'after', users: ['bob'] })
    expect(player.inbox()).toEqual(['a:bob'])
    expect(player.act('bob', 'a', 'approve').inbox()).toEqual(['a:dan'])
  })

  it('before the last of a sequence', () => {
    const player = task(['amy', 'dan'], { rule: { of: 'in_turn' } }).act('amy', 'a', 'approve')
    player.act('dan', 'a', { do: 'add_signer', side: 'before', users: ['bob'] })
    expect(player.inbox()).toEqual(['a:bob'])
    expect(player.act('bob', 'a', 'approve').inbox()).toEqual(['a:dan'])
    expect(player.act('dan', 'a', 'approve').state.status).toBe('done')
  })

  it('beside me: in my group, so that I can still hand my own over', () => {
    const player = task(['amy']).act('amy', 'a', { do: 'add_signer', side: 'beside', users: ['bob'] })
    expect(player.inbox()).toEqual(['a:amy', 'a:bob'])
    player.act('amy', 'a', { do: 'transfer', to: 'dan' })
    expect(player.inbox()).toEqual(['a:bob', 'a:dan'])
    expect(player.act('dan', 'a', 'approve').act('bob', 'a', 'approve').state.status).toBe('done')
  })

  it('beside me with a rule of their own: both groups have to agree', () => {
    const player = task(['amy'], { rule: { of: 'any' } })
    player.act('amy', 'a', { do: 'add_signer', side: 'beside', users: ['bob', 'cy'], rule: { of: 'all' } })
    expect(player.act('amy', 'a', 'approve').state.status).toBe('running')
    expect(player.act('bob', 'a', 'approve').act('cy', 'a', 'approve').state.status).toBe('done')
  })

  it('asks nobody twice', () => {
    const player = task(['amy', 'bob']).act('amy', 'a', { do: 'add_signer', side: 'before', users: ['bob'] })
    expect(player.refused?.code).toBe('ALREADY_ASKED')
  })

  it('takes signers out who were not heard, but not the last one', () => {
    const player = task(['amy', 'bob'])
    const id = (user: string) =>
      player.open()[0]?.people?.groups[0]?.actors.find((actor) => actor.user === user)?.id ?? -1
    player.act('amy', 'a', { do: 'remove_signer', actor: id('bob') })
    expect(player.inbox()).toEqual(['a:amy'])
    expect(player.act('amy', 'a', { do: 'remove_signer', actor: id('amy') }).refused?.code).toBe('LAST_SIGNER')
    expect(player.act('amy', 'a', 'approve').state.status).toBe('done')
  })

  it('can be done by whoever stands in', () => {
    const player = task([{ user: 'amy', agents: ['zoe'] }])
    player.act('zoe', 'a', { do: 'add_signer', side: 'before', users: ['bob'] }).act('bob', 'a', 'approve')
    expect(player.act('zoe', 'a', 'approve').state.status).toBe('done')
  })
})

describe('handing on', () => {
  it('transfers for good', () => {
    const player = task(['amy']).act('amy', 'a', { do: 'transfer', to: 'bob' })
    expect(player.inbox()).toEqual(['a:bob'])
    expect(player.act('amy', 'a', 'approve').refused?.code).toBe('NOT_YOUR_TURN')
    expect(player.act('bob', 'a', 'approve').state.status).toBe('done')
  })

  it('to somebody who is asked already: one decision counts for both', () => {
    const player = task(['amy', 'bob']).act('amy', 'a', { do: 'transfer', to: 'bob' })
    expect(player.inbox()).toEqual(['a:bob'])
    expect(player.act('bob', 'a', 'approve').state.status).toBe('done')
  })

  it('to somebody who has agreed already: that is enough', () => {
    const player = task(['amy', 'bob']).act('bob', 'a', 'approve').act('amy', 'a', { do: 'transfer', to: 'bob' })
    expect(player.state.status).toBe('done')
  })

  it('keeps the weight, and the place in turn', () => {
    const player = task([{ user: 'amy', weight: 3 }, 'bob'], { rule: vote('weight', 3) })
    expect(player.act('amy', 'a', { do: 'transfer', to: 'cy' }).act('cy', 'a', 'approve').state.status).toBe('done')
    const turns = task(['amy', 'bob'], { rule: { of: 'in_turn' } }).act('amy', 'a', { do: 'transfer', to: 'cy' })
    expect(turns.inbox()).toEqual(['a:cy'])
  })

  it('delegates: whatever they say, it comes back', () => {
    const player = task(['amy']).act('amy', 'a', { do: 'delegate', to: 'bob' })
    expect(player.inbox()).toEqual(['a:bob'])
    expect(player.act('bob', 'a', { do: 'reject', comment: 'too dear' }).inbox()).toEqual(['a:amy'])
    expect(player.act('amy', 'a', 'approve').state.status).toBe('done')
  })

  it('delegating back along the chain gives it back', () => {
    const player = task(['amy'])
      .act('amy', 'a', { do: 'delegate', to: 'bob' })
      .act('bob', 'a', { do: 'delegate', to: 'cy' })
    expect(player.inbox()).toEqual(['a:cy'])
    expect(player.act('cy', 'a', { do: 'delegate', to: 'amy' }).inbox()).toEqual(['a:amy'])
    expect(player.act('amy', 'a', 'approve').state.status).toBe('done')
  })

  it('is refused where the node does not allow it', () => {
    const player = task(['amy'], { rights: {} })
    expect(player.act('amy', 'a', { do: 'transfer', to: 'bob' }).refused).toEqual({
      code: 'ACT_NOT_ALLOWED',
      params: { act: 'transfer' },
    })
  })
})

describe('deadlines', () => {
  const deadline = (action: 'remind' | 'pass' | 'reject' | 'transfer_up' | 'copy') => ({
    deadlines: [{ key: 'late', action }],
  })

  it('remind', () => {
    const player = task(['amy'], deadline('remind')).fire('late')
    expect(player.effects).toMatchObject([{ effect: 'remind', node: 'a', deadline: 'late' }])
    expect(player.inbox()).toEqual(['a:amy'])
  })

  it.each([
    ['pass', 'done'],
    ['reject', 'rejected'],
  ] as const)('%s', (action, status) => {
    expect(task(['amy', 'bob'], deadline(action)).act('amy', 'a', 'approve').fire('late').state.status).toBe(status)
  })

  it('pass the task up, as far as somebody has a superior', () => {
    const player = task(['amy', 'bob'], deadline('transfer_up'), { superiors: { amy: 'boss' } }).fire('late')
    expect(player.inbox()).toEqual(['a:bob', 'a:boss'])
    expect(player.state.waits).toEqual({})
  })

  it('are gone with the task', () => {
    expect(task(['amy'], deadline('reject')).act('amy', 'a', 'approve').state).toMatchObject({
      status: 'done',
      waits: {},
    })
  })
})
