import { describe, expect, it } from 'vitest'
import { types } from '../model/expression-type.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import type { FormulaOptions } from './analyse-formula.ts'
import { completeFormula } from './complete-formula.ts'

const options = { schema: sampleSchema, entity: 'order', language: 'en' }

/** The cursor is at `|`. */
function complete(marked: string, changes: Partial<FormulaOptions> = {}) {
  return completeFormula(marked.replace('|', ''), marked.indexOf('|'), { ...options, ...changes })
}
const inserted = (marked: string, changes?: Partial<FormulaOptions>) =>
  complete(marked, changes).map(({ insert }) => insert)

/** The text after the first completion was taken. */
function taken(marked: string, changes?: Partial<FormulaOptions>): string {
  const [first] = complete(marked, changes)
  const text = marked.replace('|', '')
  if (!first) return text
  const cursor = first.start + first.cursor
  const result = text.slice(0, first.start) + first.insert + text.slice(first.end)
  return `${result.slice(0, cursor)}|${result.slice(cursor)}`
}

describe('names', () => {
  it.each([
    ['{Am|', '{Amount}|'],
    ['{Am|ount} + 1', '{Amount}| + 1'],
    ['amo|', '{Amount}|'],
    ['金|', '{Amount}|'],
    ['{Customer.Le|', '{Customer.Level}|'],
    ['{Customer.Parent.|} > 1', '{Customer.Parent.ID}| > 1'],
    ['lev|', '{Customer.Level}|'],
    ['SUM(|', 'SUM({Lines}|'],
    ['SUM({L| , 1)', 'SUM({Lines}| , 1)'],
    ['SUM({Customer.O|', 'SUM({Customer.Orders}|'],
    ['SUM({Lines}, {Lines.Q|', 'SUM({Lines}, {Lines.Quantity}|'],
    ['SUM({Lines}, {Q| * 2)', 'SUM({Lines}, {Lines.Quantity}| * 2)'],
    ['LOOKUP({Cu|', 'LOOKUP({Customer}|'],
    ['LOOKUP({Customer}, {Customer.Na|', 'LOOKUP({Customer}, {Customer.Name}|'],
    ['SUM({Orders}, SUM({Orders.L|', 'SUM({Orders}, SUM({Orders.Lines}|', { entity: 'customer' }],
  ] as [string, string, { entity: string }?][])('%s becomes %s', (marked, result, changes) =>
    expect(taken(marked, changes)).toBe(result),
  )

  it('of the items come before those of the record around, each with its type', () => {
    const [first, second, third] = complete('SUM({Lines}, {|')
    expect([first, second, third].map((found) => found?.insert)).toEqual([
      '{Lines.Quantity}',
      '{Lines.Price}',
      '{Amount}',
    ])
    expect(first).toMatchObject({ kind: 'field', type: types.num, leadsOn: false })
  })

  it('that lead to another record say so', () => {
    expect(complete('{Cust|')[0]).toMatchObject({ insert: '{Customer}', leadsOn: true })
  })

  it('that fit the place come first', () => {
    expect(inserted('|', { expected: types.bool })[0]).toBe('{Paid}')
    expect(inserted('|', { expected: types.date }).slice(0, 2)).toEqual(['{Ordered on}', '{Due on}'])
    expect(inserted('{Paid} AND |')[0]).toBe('{Paid}')
    expect(inserted('1 + |')[0]).toBe('{Amount}')
    expect(inserted('IF({Paid}, |', { expected: types.date })[0]).toBe('{Ordered on}')
    expect(inserted('COALESCE({Due on}, |')[0]).toBe('{Ordered on}')
  })
})

describe('functions', () => {
  it('are put in with the cursor between their parentheses, or behind them', () => {
    expect(taken('roun|')).toBe('ROUND(|)')
    expect(taken('today|')).toBe('TODAY()|')
    expect(taken('roun|(1)')).toBe('ROUND|(1)')
  })

  it('are those that the place allows', () => {
    expect(inserted('old|')).toEqual([])
    expect(inserted('old|', { allowChanges: true })).toContain('OLD()')
    expect(inserted('tod|', { allowVolatile: false })).not.toContain('TODAY()')
    expect(inserted('rmb|')).toEqual([])
    expect(inserted('rmb|', { allowJs: true })).toEqual(['RMBUPPER()'])
  })

  it('carry their signature', () => {
    expect(complete('roun|')[0]).toMatchObject({ kind: 'function', label: 'ROUND', type: types.num })
    expect(complete('roun|')[0]?.signature).toContain('-> num')
  })
})

describe('options and words', () => {
  it.each([
    ['{Status} = |', ['"NEW"', '"OPEN"', '"WON"', '"LOST"']],
    ['{Status} = "w|"', ['"WON"', '"NEW"']],
    ['{Status} IN ["new", |', ['"NEW"', '"OPEN"', '"WON"', '"LOST"']],
    ['{Status} NOT IN ["l|', ['"LOST"']],
    ['HAS({Tags}, "v|")', ['"VIP"']],
    ['HASANY({Tags}, [|', ['"BIG"', '"LATE"', '"VIP"']],
    ['SWITCH({Customer.Level}, "A", 1, |', ['"A"', '"B"', '"C"']],
    ['EVERY({Customer.Orders}, {Customer.Orders.Status} = "o|', ['"OPEN"']],
    ['DATEDIF({Due on}, {Ordered on}, "m|', ['"months"']],
    ['{Amount} a|', ['AND ']],
    ['{Amount} |', ['AND ', 'OR ', 'IN ', 'NOT IN ']],
  ])('at %s', (marked, expected) => expect(inserted(marked).slice(0, expected.length)).toEqual(expected))

  it('what a field changed to is one of its options', () => {
    expect(inserted('CHANGEDTO({Status}, "w|', { allowChanges: true })).toEqual(['"WON"', '"NEW"'])
    expect(complete('CHANGEDTO({St|', { allowChanges: true })[0]).toMatchObject({ insert: '{Status}', leadsOn: false })
  })

  it('nothing is put into comments, numbers and texts that are no options', () => {
    for (const marked of ['/* Am|', '// Am|', '12|', '#2026-|', '{Title} = "w|']) expect(inserted(marked)).toEqual([])
  })
})
