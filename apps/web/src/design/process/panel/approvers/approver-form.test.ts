import type { ApproverRule } from '@mortise/process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formOfRule, newRule, ruleOfForm } from './approver-form.ts'
import { approverSentence, type SentenceNames } from './approver-sentence.ts'

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 4 })
const path = fc.array(key, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('.'))
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const weight = maybe(fc.integer({ min: 1, max: 1000 }))
const of = maybe(path.map((field) => ({ field })))
const among = maybe(
  fc.oneof(
    keys.map((roles) => ({ roles })),
    keys.map((departments) => ({ departments })),
    fc.record({ roles: keys, departments: keys }),
  ),
)
const most = maybe(fc.integer({ min: 1, max: 100 }))
const chain = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 1, max: 20 }).map((levels) => ({ levels })),
  key.map((untilRole) => ({ untilRole })),
  key.map((untilTitle) => ({ untilTitle })),
)

/** Every kind of rule with everything that it may say. */
const rules: { readonly [By in ApproverRule['by']]: fc.Arbitrary<object> } = {
  users: fc.record({ users: keys, weight }),
  roles: fc.record({ roles: keys, near: maybe(fc.constant(true)), weight }),
  department_head: fc.record({ of, up: maybe(fc.integer({ min: 1, max: 20 })), weight }),
  manager: fc.record({ of, weight }),
  manager_chain: fc.tuple(fc.record({ of, weight }), chain).map(([one, other]) => ({ ...one, ...other })),
  field: fc.record({ field: path, weight }),
  initiator: fc.constant({}),
  initiator_choice: fc.record({ among, most }),
  previous_choice: fc.record({ among, most }),
  query: fc.record({ entity: key, filter: path.map((field) => ({ field, op: 'eq', value: 1 })), field: path, weight }),
  found: fc.record({ list: key, field: path, weight }),
  formula: fc.record({ value: path.map((name) => ({ v: 1, expr: { var: name } })), weight }),
}

const names: SentenceNames = {
  t: (words, params = {}) => `${words} ${Object.values(params).join(' ')}`,
  person: (id) => `person ${id}`,
  department: (id) => `department ${id}`,
  role: (role) => `role ${role}`,
  field: (field) => `field ${field}`,
  table: (table) => `table ${table}`,
  listed: (node) => ({ label: `list ${node}`, table: 'table' }),
  list: (all) => all.join(' and '),
}

/** Everything with a name of its own that a rule names, wherever it stands in it. */
function namedIn(rule: object): string[] {
  const {
    users = [],
    roles = [],
    of,
    among = {},
  } = rule as {
    users?: string[]
    roles?: string[]
    of?: { field: string }
    among?: { roles?: string[]; departments?: string[] }
  }
  return [
    ...users.map((id) => `person ${id}`),
    ...[...roles, ...(among.roles ?? [])].map((role) => `role ${role}`),
    ...(among.departments ?? []).map((id) => `department ${id}`),
    ...(of ? [`field ${of.field}`] : []),
  ]
}

describe.each(Object.entries(rules))('a rule by %s', (by, arbitrary) => {
  const rule = arbitrary.map((rest) => JSON.parse(JSON.stringify({ by, ...rest })) as ApproverRule)

  it('is the same after it was filled into the form', () => {
    fc.assert(
      fc.property(rule, (one) => {
        expect(ruleOfForm(formOfRule(one))).toEqual(one)
      }),
    )
  })

  it('is said in a sentence with all that it names', () => {
    fc.assert(
      fc.property(rule, (one) => {
        const sentence = approverSentence(one, names)
        for (const name of namedIn(one)) expect(sentence).toContain(name)
      }),
    )
  })

  it('keeps nothing of another kind when it is made into one', () => {
    const others = Object.keys(rules) as ApproverRule['by'][]
    fc.assert(
      fc.property(rule, fc.constantFrom(...others), (one, other) => {
        const changed = ruleOfForm({ ...formOfRule(one), by: other })
        const known = new Set([
          ...Object.keys(newRule(other)),
          'of',
          'up',
          'levels',
          'untilRole',
          'untilTitle',
          'near',
          'among',
          'most',
          'weight',
        ])
        expect(changed.by).toBe(other)
        for (const name of Object.keys(changed)) expect(known).toContain(name)
        expect(ruleOfForm(formOfRule(changed))).toEqual(changed)
      }),
    )
  })
})
