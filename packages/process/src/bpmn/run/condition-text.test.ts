import { describe, expect, it } from 'vitest'
import { readCondition } from './condition-text.ts'
import { holds } from './evaluate-text.ts'

/** As JUEL writes it; FEEL begins with `=`. */
const juel = (text: string): string => `$\{${text}}`

const variables = { amount: 1200, name: 'Li Na', urgent: false, order: { total: 7.5 }, none: null, list: [1] }

describe('conditions of files', () => {
  it.each([
    [juel('amount > 1000'), true],
    ['#{amount gt 1000 and not urgent}', true],
    ['= amount > 1000 and urgent', false],
    ['=amount = 1200', true],
    [juel('amount == 1200 || urgent'), true],
    [juel('!urgent && name == "Li Na"'), true],
    ["name != 'Li Na'", false],
    [juel('order.total * 2 = 15'), true],
    [juel('(amount - 200) / 4 <= 250'), true],
    [juel('amount > -5'), true],
    ['not(urgent) and (amount < 5 or amount >= 1200)', true],
    ['true', true],
    [juel('none == null'), true],
  ])('%s', (text, expected) => {
    expect(holds(text, variables)).toBe(expected)
  })

  it.each([
    ['it names something unknown', juel('total > 3')],
    ['it compares what cannot be compared', juel('name > 3')],
    ['it is no condition', juel('amount')],
    ['it calls something', juel('name.startsWith("L")')],
    ['it is a list', '= some x in list satisfies x > 1'],
    ['it is cut off', `$${'{'}amount >`],
    ['it is nested without end', '('.repeat(100)],
    ['it reaches for what objects have by themselves', juel('constructor.name == "Object"')],
  ])('are left to whoever answers when %s', (_why, text) => {
    expect(holds(text, variables)).toBeUndefined()
  })

  it('say which variables they read', () => {
    expect(readCondition(juel('order.total > 5 and urgent'))).toMatchObject({
      ok: true,
      names: ['order.total', 'urgent'],
    })
  })
})
