import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApproverPolicies } from './approver-rule.ts'
import { type ApproverLookups, findApprovers } from './find-approvers.ts'
import type { Organisation, OrganisationPerson } from './organisation.ts'
import { type FoundApprover, type SettleContext, settleApprovers } from './settle-approvers.ts'

interface Sketch {
  /** `person: manager`. */
  managers?: { [person: string]: string | null }
  left?: readonly string[]
  titles?: { [person: string]: string }
  agents?: { [person: string]: readonly string[] }
  departments?: { [department: string]: { parent?: string; head?: string } }
  home?: { [person: string]: string }
  roles?: { [role: string]: readonly string[] }
  administrators?: readonly string[]
}

function organisation(sketch: Sketch = {}): Organisation {
  const { managers = {}, left = [], agents = {}, departments = {}, home = {}, roles = {}, administrators = [] } = sketch
  const { titles = {} } = sketch
  const person = (id: string): OrganisationPerson | null =>
    id === 'nobody'
      ? null
      : {
          id,
          active: !left.includes(id),
          departmentId: home[id] ?? null,
          managerId: managers[id] ?? null,
          title: titles[id] ?? null,
        }
  return {
    person,
    department: (id) =>
      departments[id] ? { id, parentId: departments[id].parent ?? null, headId: departments[id].head ?? null } : null,
    holdersOf: (role) => roles[role] ?? [],
    agentsOf: (id) => agents[id] ?? [],
    administrators: () => administrators,
  }
}

const policies: ApproverPolicies = { whenEmpty: { do: 'incident' }, self: 'keep', repeat: { of: 'off' } }
const found = (...users: string[]): FoundApprover[] => users.map((user) => ({ user, reason: { by: 'users' } }))
const context = (sketch: Sketch = {}, more: Partial<SettleContext> = {}): SettleContext => ({
  organisation: organisation(sketch),
  initiator: 'ann',
  earlier: [],
  ...more,
})
const users = (settled: { people: readonly { user: string }[] }) => settled.people.map(({ user }) => user)

describe('a chain of managers', () => {
  const managers = { ann: 'bob', bob: 'cid', cid: 'dan', dan: null }
  const chain = (more: object = {}): FoundApprover[] => [
    { chainOf: 'ann', reason: { by: 'manager_chain' }, ...more } as FoundApprover,
  ]
  it.each([
    ['goes up to the top', chain(), {}, ['bob', 'cid', 'dan']],
    ['goes so many levels up', chain({ levels: 2 }), {}, ['bob', 'cid']],
    [
      'ends at the first who has a role, included',
      chain({ untilRole: 'director' }),
      { roles: { director: ['cid', 'dan'] } },
      ['bob', 'cid'],
    ],
    [
      'ends at the first who has a title, included, however it is written',
      chain({ untilTitle: 'director' }),
      { titles: { cid: ' Director', dan: 'Director' } },
      ['bob', 'cid'],
    ],
    ['goes to the top where nobody above has the title', chain({ untilTitle: 'Director' }), {}, ['bob', 'cid', 'dan']],
    [
      'goes to the top where nobody above has the role',
      chain({ untilRole: 'ceo' }),
      { roles: { ceo: ['zoe'] } },
      ['bob', 'cid', 'dan'],
    ],
    ['passes over who left, whose level is the next one’s', chain({ levels: 2 }), { left: ['bob'] }, ['cid', 'dan']],
    ['ends in a circle', chain(), { managers: { ann: 'bob', bob: 'cid', cid: 'ann' } }, ['bob', 'cid']],
    ['is empty at the top', [{ chainOf: 'dan', reason: { by: 'manager_chain' } }] as FoundApprover[], {}, []],
  ])('%s', (_name, given, sketch, expected) => {
    const { people } = settleApprovers(given, policies, context({ managers, ...sketch }))
    expect(people.map(({ user }) => user)).toEqual(expected)
  })

  it('says at which level somebody is', () => {
    const { people } = settleApprovers(chain({ levels: 2 }), policies, context({ managers }))
    expect(people.map(({ reason }) => reason)).toEqual([
      { by: 'manager_chain', of: 'ann', level: 1 },
      { by: 'manager_chain', of: 'ann', level: 2 },
    ])
  })
})

describe('who is away', () => {
  it.each([
    ['is asked together with the agent', { agents: { bob: ['cid'] } }, ['cid']],
    ['has the agent of the agent when that one is away as well', { agents: { bob: ['cid'], cid: ['dan'] } }, ['dan']],
    ['has nobody where agents stand in for one another', { agents: { bob: ['cid'], cid: ['bob'] } }, undefined],
    ['has no agent who left', { agents: { bob: ['cid'] }, left: ['cid'] }, undefined],
    ['is not stood in for by the initiator', { agents: { bob: ['ann', 'cid'] } }, ['cid']],
  ])('%s', (_name, sketch, agents) => {
    expect(settleApprovers(found('bob'), policies, context(sketch)).people).toMatchObject([
      { user: 'bob', ...(agents ? { agents } : {}) },
    ])
    expect(settleApprovers(found('bob'), policies, context(sketch)).people[0]?.agents).toEqual(agents)
  })
})

describe('the initiator among those who are asked', () => {
  const sketch: Sketch = {
    managers: { ann: 'bob' },
    home: { ann: 'east' },
    departments: { east: { parent: 'all', head: 'ann' }, all: { head: 'dan' } },
  }
  const settle = (self: ApproverPolicies['self'], given = found('ann'), more: Sketch = {}) =>
    settleApprovers(given, { ...policies, self }, context({ ...sketch, ...more }))

  it('is kept', () => expect(settle('keep').people).toMatchObject([{ user: 'ann' }]))
  it('need not decide', () =>
    expect(settle('skip').people).toEqual([
      { user: 'ann', passed: true, reason: { by: 'users', passed: { as: 'initiator' } } },
    ]))
  it('is stood in for by their manager', () =>
    expect(settle('manager').people).toEqual([{ user: 'bob', reason: { by: 'users', insteadOf: 'ann' } }]))
  it('is stood in for by the head of the department above, being the head of their own', () =>
    expect(users(settle('department_head'))).toEqual(['dan']))
  it('goes when there is nobody to stand in', () =>
    expect(settle('manager', found('ann', 'cid'), { managers: {} }).people).toMatchObject([{ user: 'cid' }]))
  it('decides where the rule asks for the initiator on purpose', () =>
    expect(users(settle('manager', [{ user: 'ann', reason: { by: 'initiator' } }]))).toEqual(['ann']))
  it('is asked once together with a manager who was found as well', () => {
    const { people } = settle('manager', found('ann', 'bob'))
    expect(people).toEqual([{ user: 'bob', reason: { by: 'users', insteadOf: 'ann', also: [{ by: 'users' }] } }])
  })
})

describe('who agreed before', () => {
  const earlier = (more: object = {}) => [{ user: 'bob', node: 'first', adjacent: false, changedSince: false, ...more }]
  const settle = (of: 'off' | 'adjacent' | 'all', more: object = {}) =>
    settleApprovers(found('bob', 'cid'), { ...policies, repeat: { of } }, context({}, { earlier: earlier(more) }))
  const passed = (settled: ReturnType<typeof settle>) => settled.people.map((one) => one.passed === true)

  it.each([
    ['is asked again by default', settle('off'), [false, false]],
    ['need not decide again', settle('all'), [true, false]],
    ['decides again when it was not the step before', settle('adjacent'), [false, false]],
    ['need not decide again directly after', settle('adjacent', { adjacent: true }), [true, false]],
    ['decides again when what they looked at has changed', settle('all', { changedSince: true }), [false, false]],
  ])('%s', (_name, settled, expected) => expect(passed(settled)).toEqual(expected))

  it('has no agent: there is nothing to decide', () => {
    const away = context({ agents: { bob: ['dan'] } }, { earlier: earlier() })
    const { people } = settleApprovers(found('bob'), { ...policies, repeat: { of: 'all' } }, away)
    expect(people[0]).not.toHaveProperty('agents')
  })
})

describe('when nobody is left', () => {
  const settle = (whenEmpty: ApproverPolicies['whenEmpty'], sketch: Sketch = {}) =>
    settleApprovers(found('nobody', 'gone'), { ...policies, whenEmpty }, context({ left: ['gone', 'old'], ...sketch }))
  it.each([
    ['it is an incident', settle({ do: 'incident' }), { people: [] }],
    ['it passes', settle({ do: 'pass' }), { people: [], whenEmpty: 'pass' }],
    ['it is rejected', settle({ do: 'reject' }), { people: [], whenEmpty: 'reject' }],
    [
      'named people step in, those who work here',
      settle({ do: 'users', users: ['old', 'eve'] }),
      { people: [{ user: 'eve', reason: { by: 'when_empty' } }] },
    ],
    ['it is an incident when they left, too', settle({ do: 'users', users: ['old'] }), { people: [] }],
    [
      'administrators step in, others before the initiator',
      settle({ do: 'administrator' }, { administrators: ['ann', 'root'] }),
      { people: [{ user: 'root', reason: { by: 'administrator' } }] },
    ],
  ])('%s', (_name, settled, expected) => expect(settled).toEqual(expected))

  it('is somebody left where the only one need not decide', () => {
    const settled = settleApprovers(found('ann'), { ...policies, self: 'skip', whenEmpty: { do: 'reject' } }, context())
    expect(settled.whenEmpty).toBeUndefined()
  })
})

describe('in any organisation', () => {
  const names = ['ann', 'bob', 'cid', 'dan', 'eve']
  const name = fc.constantFrom(...names)
  const sketch = fc.record({
    managers: fc.dictionary(name, name),
    left: fc.subarray(names),
    agents: fc.dictionary(name, fc.array(name, { maxLength: 3 })),
  })
  const rules = fc.record({
    self: fc.constantFrom('keep' as const, 'skip' as const, 'manager' as const, 'department_head' as const),
    repeat: fc.record({ of: fc.constantFrom('off' as const, 'adjacent' as const, 'all' as const) }),
    whenEmpty: fc.constantFrom({ do: 'incident' as const }, { do: 'pass' as const }, { do: 'administrator' as const }),
  })
  const given = fc.array(
    fc.oneof(
      name.map((user): FoundApprover => ({ user, reason: { by: 'users' } })),
      name.map((chainOf): FoundApprover => ({ chainOf, reason: { by: 'manager_chain' } })),
    ),
    { maxLength: 6 },
  )

  it('nobody is asked twice, nobody who left, and no agent is the person or the initiator', () => {
    fc.assert(
      fc.property(sketch, rules, given, (drawn, chosen, approvers) => {
        const { people } = settleApprovers(approvers, chosen, context({ ...drawn, administrators: ['eve'] }))
        expect(new Set(users({ people })).size).toBe(people.length)
        for (const { user, agents = [] } of people) {
          expect(drawn.left).not.toContain(user)
          expect(agents).not.toContain(user)
          expect(agents).not.toContain('ann')
          for (const agent of agents) expect(drawn.left).not.toContain(agent)
        }
        const askedHimself = people.some(
          ({ user, passed, reason }) => user === 'ann' && !passed && (reason as { by: string }).by !== 'administrator',
        )
        if (chosen.self !== 'keep') expect(askedHimself).toBe(false)
      }),
    )
  })
})

describe('rules find', () => {
  const sketch: Sketch = {
    managers: { ann: 'bob', sam: 'cid' },
    home: { ann: 'east', bob: 'east', fay: 'all', gus: 'west' },
    departments: { east: { parent: 'all', head: 'bob' }, all: { head: 'dan' }, west: {} },
    roles: { finance: ['fay', 'gus'], sales: ['bob', 'gus'] },
  }
  const lookups: ApproverLookups = {
    organisation: organisation(sketch),
    initiator: 'ann',
    peopleIn: async (path) => (path === 'owner' ? ['sam'] : []),
    chosenBy: (whom) => (whom === 'initiator' ? ['kim'] : ['lee']),
    peopleOf: async ({ field }) => [`${field}-person`],
    peopleFound: async ({ list, field }) => [`${list}-${field}`],
    peopleBy: async () => ['max'],
  }
  it.each([
    ['those who are named', { by: 'users', users: ['eve'] }, ['eve']],
    ['everybody with a role', { by: 'roles', roles: ['finance'] }, ['fay', 'gus']],
    ['those of the own department with a role', { by: 'roles', roles: ['sales'], near: true }, ['bob']],
    ['else those of the department above', { by: 'roles', roles: ['finance'], near: true }, ['fay']],
    ['the head of the department', { by: 'department_head' }, ['bob']],
    ['the head of the one above', { by: 'department_head', up: 1 }, ['dan']],
    ['nobody above the top', { by: 'department_head', up: 5 }, []],
    ['the manager', { by: 'manager' }, ['bob']],
    ['the manager of who is in a field', { by: 'manager', of: { field: 'owner' } }, ['cid']],
    ['who is in a field', { by: 'field', field: 'owner' }, ['sam']],
    ['the initiator', { by: 'initiator' }, ['ann']],
    ['whom the initiator chose', { by: 'initiator_choice' }, ['kim']],
    ['whom the step before chose', { by: 'previous_choice' }, ['lee']],
    ['people of records', { by: 'query', entity: 'team', filter: { and: [] }, field: 'lead' }, ['lead-person']],
    ['what a formula gives', { by: 'formula', value: { v: 1, expr: null } }, ['max']],
  ])('%s', async (_name, rule, expected) => {
    const people = await findApprovers([rule as never], lookups)
    expect(people.map((one) => ('user' in one ? one.user : one.chainOf))).toEqual(expected)
  })

  it('nobody on behalf of an initiator who is not there', async () => {
    const none = { ...lookups, initiator: null }
    expect(await findApprovers([{ by: 'manager' }, { by: 'initiator' }, { by: 'department_head' }], none)).toEqual([])
  })

  it('with the weight that the rule gives', async () => {
    expect(await findApprovers([{ by: 'users', users: ['eve'], weight: 3 }], lookups)).toMatchObject([{ weight: 3 }])
  })
})
