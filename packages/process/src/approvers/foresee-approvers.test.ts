import { expect, it } from 'vitest'
import type { ApproverPolicies, ApproverRule } from './approver-rule.ts'
import { foreseeApprovers } from './foresee-approvers.ts'
import type { Organisation } from './organisation.ts'

/** Ann and bob report to cid, who is at the top; dan has left. */
const managers: { [person: string]: string | null } = { ann: 'cid', bob: 'cid', cid: null, dan: 'cid' }
const organisation: Organisation = {
  person: (id) =>
    id in managers
      ? { id, active: id !== 'dan', departmentId: id === 'ann' ? 'sales' : null, managerId: managers[id] ?? null }
      : null,
  department: (id) => ({ id, parentId: null, headId: 'ann' }),
  holdersOf: (role) => ({ finance: ['bob'], former: ['dan'] })[role] ?? [],
  agentsOf: () => [],
  administrators: () => ['cid'],
}
const initiators = ['ann', 'bob', 'cid']

function foresee(rules: ApproverRule[], policies: Partial<ApproverPolicies> = {}, more: object = {}) {
  return foreseeApprovers(
    rules,
    { whenEmpty: { do: 'incident' }, self: 'keep', ...policies },
    { organisation, initiators, ...more },
  )
}

it('names those for whom nobody is found', async () => {
  expect(await foresee([{ by: 'manager' }])).toMatchObject({ nobodyFor: ['cid'], never: false })
  expect(await foresee([{ by: 'department_head' }])).toMatchObject({ nobodyFor: ['bob', 'cid'], never: false })
  expect(await foresee([{ by: 'manager' }, { by: 'roles', roles: ['finance'] }])).toMatchObject({ nobodyFor: [] })
})

it('knows when nobody is ever found: roles without people, people who left, a start without anybody', async () => {
  for (const rule of [
    { by: 'roles', roles: ['legal'] },
    { by: 'roles', roles: ['former'] },
    { by: 'users', users: ['dan'] },
  ] as ApproverRule[])
    expect(await foresee([rule])).toMatchObject({ never: true })
  expect(await foresee([{ by: 'manager' }], {}, { initiators: [null] })).toMatchObject({
    nobodyFor: [null],
    never: true,
  })
})

it('is content where the step says what happens then, as far as that finds somebody', async () => {
  for (const whenEmpty of [{ do: 'pass' }, { do: 'reject' }, { do: 'administrator' }] as const)
    expect(await foresee([{ by: 'manager' }], { whenEmpty })).toMatchObject({ nobodyFor: [] })
  const gone = { do: 'users' as const, users: ['dan'] }
  expect(await foresee([{ by: 'manager' }], { whenEmpty: gone })).toMatchObject({ nobodyFor: ['cid'] })
})

it('knows when whoever starts it decides alone, and that the rule for that may leave nobody', async () => {
  const self: ApproverRule[] = [{ by: 'users', users: ['ann'] }]
  expect(await foresee(self, {}, { initiators: ['ann'] })).toMatchObject({ alwaysInitiator: true, nobodyFor: [] })
  expect(await foresee(self)).toMatchObject({ alwaysInitiator: false })
  expect(await foresee([{ by: 'users', users: ['cid'] }], { self: 'manager' })).toMatchObject({ nobodyFor: ['cid'] })
})

it('says nothing where records or people decide, of roles that nobody can have yet, and where nobody may start it', async () => {
  const open: ApproverRule[] = [
    { by: 'field', field: 'owner' },
    { by: 'manager', of: { field: 'owner' } },
    { by: 'initiator_choice' },
  ]
  for (const rule of open) expect(await foresee([rule])).toBeNull()
  const rules: ApproverRule[] = [{ by: 'roles', roles: ['legal'] }]
  expect(await foresee(rules, {}, { newRoles: new Set(['legal']) })).toBeNull()
  expect(await foresee(rules, {}, { initiators: [] })).toBeNull()
})
