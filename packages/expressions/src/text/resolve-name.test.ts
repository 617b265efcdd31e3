import { describe, expect, it } from 'vitest'
import type { ExpressionJson } from '../model/expression.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { analyseFormula } from './analyse-formula.ts'
import { printFormula } from './print-formula.ts'
import { localiseFormula } from './rewrite-formula.ts'
import { relabelled } from './testing/hostile-labels.ts'

const options = { schema: sampleSchema, entity: 'order', language: 'en' }

function read(text: string, changes: Partial<typeof options> = {}) {
  const { expr, problems } = analyseFormula(text, { ...options, ...changes })
  return problems.length > 0 ? problems.map(({ code, params }) => ({ code, params })) : expr
}

describe('names', () => {
  it('are labels in the language of the author, in any other, and keys, in that order', () => {
    expect(read('{Due on}')).toEqual({ var: 'due' })
    expect(read('{到期日}')).toEqual({ var: 'due' })
    expect(read('{due}')).toEqual({ var: 'due' })
    expect(read('{DUE ON}')).toEqual({ var: 'due' })
    const swapped = relabelled(sampleSchema, (label, key) => {
      if (key === 'amount') return { zh: 'Rate', en: 'Rate' }
      return key === 'rate' ? { zh: '比率', en: 'amount' } : label
    })
    expect(read('{Rate}', { schema: swapped })).toEqual({ var: 'amount' })
    expect(read('{amount}', { schema: swapped })).toEqual({ var: 'rate' })
    expect(read('{#amount}', { schema: swapped })).toEqual({ var: 'amount' })
  })

  it('in the language of the author win over the same name in another', () => {
    const crossed = relabelled(sampleSchema, (label, key) => (key === 'note' ? { zh: 'Title', en: 'Note' } : label))
    expect(read('{Title}', { schema: crossed })).toEqual({ var: 'title' })
    expect(read('{Title}', { schema: crossed, language: 'zh' })).toEqual({ var: 'note' })
  })

  it('that several fields have are refused with the keys to choose from', () => {
    const twice = relabelled(sampleSchema, (label, key) =>
      key === 'due' ? { zh: '下单日期', en: 'Ordered on' } : label,
    )
    expect(read('ISBLANK({Ordered on})', { schema: twice })).toEqual([
      { code: 'FORMULA_AMBIGUOUS', params: { name: 'Ordered on', keys: ['#ordered', '#due'] } },
    ])
    expect(read('ISBLANK({#due})', { schema: twice })).toEqual({ isblank: [{ var: 'due' }] })
    expect(printFormula({ isblank: [{ var: 'due' }] }, { ...options, schema: twice })).toBe('ISBLANK({due})')
  })

  it('with dots and braces are quoted and doubled', () => {
    const dotted = relabelled(sampleSchema, (label, key) => {
      if (key === 'customer') return { zh: '客户', en: 'Cust. {1}' }
      return key === 'name' ? { zh: '名称', en: 'No. "x"' } : label
    })
    const text = '{"Cust. {{1}}"."No. ""x"""}'
    expect(read(text, { schema: dotted })).toEqual({ var: 'customer.name' })
    expect(printFormula({ var: 'customer.name' }, { ...options, schema: dotted })).toBe(text)
  })
})

describe('paths inside aggregates and look-ups', () => {
  it('are fields of the item when they begin with the list, else of the record around', () => {
    expect(read('SUM({Lines}, {Lines.Quantity} * {Rate})')).toEqual({
      sum: ['lines', { '*': [{ var: 'qty' }, { outer: 'rate' }] }],
    })
    expect(read('COUNT({Customer.Orders}, {Customer.Orders.Amount} > {Amount})')).toEqual({
      count: ['customer.orders', { '>': [{ var: 'amount' }, { outer: 'amount' }] }],
    })
  })

  it('reach through several lists', () => {
    const customer = { entity: 'customer' }
    expect(
      read('SUM({Orders}, SUM({Orders.Lines}, {Orders.Lines.Quantity} * {Orders.Rate} * {Credit}))', customer),
    ).toEqual({
      sum: [
        'orders',
        { sum: ['lines', { '*': [{ '*': [{ var: 'qty' }, { outer: 'rate' }] }, { outer: ['credit', 2] }] }] },
      ],
    })
  })

  it('are short where one field of the items is meant', () => {
    expect(read('SUM({Lines.Quantity}, {Lines.Gift})')).toEqual({ sum: ['lines', { var: 'qty' }, { var: 'gift' }] })
  })

  it('of lists begin at the item at hand, also where the record around has a list of that name', () => {
    const refused = read('SUM({Children}, COUNT({Orders}))', { entity: 'customer' })
    expect(refused).toMatchObject([{ code: 'EXPRESSION_RELATION_UNKNOWN', params: { name: 'Orders' } }])
    expect(read('SUM({Children}, COUNT({Children.Orders}))', { entity: 'customer' })).toEqual({
      sum: ['children', { count: ['orders'] }],
    })
  })

  it('that are short are not mistaken for a relation of the same name when they are shown', () => {
    const same = relabelled(sampleSchema, (label, key) => (key === 'customer' ? { zh: '明细', en: 'Lines' } : label))
    const shown = localiseFormula('SUM({lines.qty})', { ...options, schema: same })
    expect(read(shown, { schema: same })).toEqual({ sum: ['lines', { var: 'qty' }] })
  })

  it('of a table that is looked up begin with its name; ^ says that the record around is meant', () => {
    expect(read('EXISTS({Order}, {Order.Amount} > {Amount} AND {Order.Customer} = {Customer})')).toEqual({
      exists: [
        'order',
        {
          and: [
            { '>': [{ var: 'amount' }, { outer: 'amount' }] },
            { '==': [{ var: 'customer' }, { outer: 'customer' }] },
          ],
        },
      ],
    })
    const hidden: ExpressionJson = { exists: ['customer', { '==': [{ var: 'name' }, { outer: 'customer.name' }] }] }
    expect(read('EXISTS({Customer}, {Customer.Name} = {^Customer.Name})')).toEqual(hidden)
    expect(printFormula(hidden, options)).toBe('EXISTS({Customer}, {Customer.Name} = {^Customer.Name})')
  })

  it('the ID of the record is that of the record of the formula, from however deep inside', () => {
    expect(read('EXISTS({Order}, {Order.ID} <> RECORDID())')).toEqual({
      exists: ['order', { '!=': [{ var: 'id' }, { outer: 'id' }] }],
    })
  })
})

describe('names of a record around the one at hand', () => {
  const choice = { ...options, entity: 'customer', outer: 'order' }
  const isOwn: ExpressionJson = { '==': [{ var: 'id' }, { outer: 'customer' }] }

  it('begin with ^, and are written so again', () => {
    expect(analyseFormula('{ID} = {^Customer}', choice)).toMatchObject({ expr: isOwn, problems: [] })
    expect(printFormula(isOwn, choice)).toBe('{ID} = {^Customer}')
    expect(analyseFormula('RECORDID() = {^Customer}', choice).expr).toEqual({
      '==': [{ outer: 'id' }, { outer: 'customer' }],
    })
  })

  it('are refused where there is no such record', () => {
    expect(analyseFormula('{^Amount} > 1', options).problems).not.toEqual([])
  })
})

describe('options', () => {
  it('are written by label or key and stored by key, wherever the checker expects one', () => {
    expect(read('{Status} = "WON"')).toEqual({ '==': [{ var: 'status' }, 'won'] })
    expect(read('"「won」" = {Status}')).toEqual({ '==': ['won', { var: 'status' }] })
    expect(read('SWITCH({Customer.Level}, "A", 1, "b", 2)')).toEqual({
      switch: [{ var: 'customer.level' }, 'a', 1, 'b', 2],
    })
    expect(read('HASANY({Tags}, ["BIG", "VIP"])')).toEqual({ hasany: [{ var: 'tags' }, ['big', 'vip']] })
    expect(read('{Title} = "WON"')).toEqual({ '==': [{ var: 'title' }, 'WON'] })
  })

  it('whose labels are keys or labels of others are shown by their keys, and keys win', () => {
    const names: Record<string, string> = { new: 'open', open: 'new', won: 'Done', lost: 'Done' }
    const crossed = relabelled(sampleSchema, (label, key) => {
      const name = names[key]
      return name === undefined ? label : { zh: name, en: name }
    })
    for (const key of ['new', 'open', 'won', 'lost']) {
      const expr = { '==': [{ var: 'status' }, key] }
      expect(printFormula(expr, { ...options, schema: crossed })).toBe(`{Status} = "${key}"`)
      expect(read(`{Status} = "${key}"`, { schema: crossed })).toEqual(expr)
    }
    expect(read('{Status} = "Done"', { schema: crossed })).toMatchObject([{ code: 'EXPRESSION_OPTION_UNKNOWN' }])
  })

  it('are options of what the whole formula is to be', () => {
    const expected = { kind: 'enum', optionSet: 'status' } as const
    const { expr } = analyseFormula('IF({Paid}, "WON", "OPEN")', { ...options, expected })
    expect(expr).toEqual({ if: [{ var: 'paid' }, 'won', 'open'] })
    expect(printFormula(expr, { ...options, expected, language: 'zh' })).toBe('IF({已付款}, "「won」", "「open」")')
  })
})

describe('what is stored and no longer known', () => {
  it('is shown by its keys', () => {
    expect(printFormula({ '+': [{ var: 'gone' }, { sum: ['lost', { var: 'qty' }] }] }, options)).toBe(
      '{#gone} + SUM({#lost}, {#qty})',
    )
  })
})
