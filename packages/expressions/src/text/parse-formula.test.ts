import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { functions } from '../functions/functions.ts'
import type { ExpressionJson } from '../model/expression.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { analyseFormula } from './analyse-formula.ts'
import { completeFormula } from './complete-formula.ts'
import { foreignFunctions } from './foreign-functions.ts'
import { isCallable } from './formula-functions.ts'
import { printFormula } from './print-formula.ts'
import { keepFormula, localiseFormula } from './rewrite-formula.ts'

const options = { schema: sampleSchema, entity: 'order', language: 'en', allowJs: true, allowChanges: true }

const stored = (text: string): ExpressionJson => analyseFormula(text, options).expr
const problems = (text: string) =>
  analyseFormula(text, options).problems.map(({ code, start, end }) => `${code} ${start}-${end}`)

const amount = { var: 'amount' }

describe('operators', () => {
  it.each<[string, ExpressionJson]>([
    ['1 + 2 * 3', { '+': [1, { '*': [2, 3] }] }],
    ['10 - 2 - 3', { '-': [{ '-': [10, 2] }, 3] }],
    ['10 - (2 - 3)', { '-': [10, { '-': [2, 3] }] }],
    ['-{Amount} * 2', { '*': [{ neg: [amount] }, 2] }],
    ['-5', -5],
    ['-(5)', { neg: [5] }],
    ['2 - -5', { '-': [2, -5] }],
    [
      '{Paid} OR {Amount} > 1 AND NOT {Paid}',
      {
        or: [{ var: 'paid' }, { and: [{ '>': [amount, 1] }, { '!': [{ var: 'paid' }] }] }],
      },
    ],
    ['NOT {Amount} = 1', { '!': [{ '==': [amount, 1] }] }],
    ['{Paid} AND {Paid} AND {Paid}', { and: [{ var: 'paid' }, { var: 'paid' }, { var: 'paid' }] }],
    ['({Paid} AND {Paid}) AND {Paid}', { and: [{ and: [{ var: 'paid' }, { var: 'paid' }] }, { var: 'paid' }] }],
    ['and({Paid}, {Paid})', { and: [{ var: 'paid' }, { var: 'paid' }] }],
    ['{Title} & "x" & "y" = "z"', { '==': [{ cat: [{ var: 'title' }, 'x', 'y'] }, 'z'] }],
    ['{Amount} != 1 and {Amount} <> 2', { and: [{ '!=': [amount, 1] }, { '!=': [amount, 2] }] }],
    ['{Status} not in ["new"]', { notin: [{ var: 'status' }, ['new']] }],
    ['{Paid} OR {Paid} OR {Paid}', { or: [{ var: 'paid' }, { var: 'paid' }, { var: 'paid' }] }],
    ['10 % 3', { '%': [10, 3] }],
    ['10 % -3', { '%': [10, -3] }],
    ['10%3', { '%': [10, 3] }],
    ['10 mod 3', { '%': [10, 3] }],
    ['15%', 0.15],
    ['15% - 3', { '-': [0.15, 3] }],
    ['{Amount} * 15%', { '*': [amount, 0.15] }],
    ['=+{Amount}', amount],
  ])('reads %s', (text, expr) => expect(stored(text)).toEqual(expr))
})

describe('constants', () => {
  it.each<[string, ExpressionJson]>([
    ['"say ""hi"""', 'say "hi"'],
    ['#2026-11-22#', { date: '2026-11-22' }],
    ['#2026-11-22T08:00Z#', { datetime: '2026-11-22T08:00:00.000Z' }],
    ['#2026-11-22 08:00:30#', { datetime: '2026-11-22T08:00:30.000Z' }],
    ['true', true],
    ['FALSE()', false],
    ['blank', null],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['12345678901234567.89', { num: '12345678901234567.89' }],
    ['0.1', 0.1],
    ['99999999999999999%', { num: '999999999999999.99' }],
  ])('reads %s', (text, expr) => expect(stored(text)).toEqual(expr))

  it('skips comments', () => {
    expect(stored('1 /* one */ + // and\n 2 /**/')).toEqual({ '+': [1, 2] })
  })
})

describe('Chinese keyboards', () => {
  it.each([
    ['IF（{已付款}， “甲”， 「乙」）', 'IF({已付款}, "甲", "乙")'],
    [
      '｛金额｝＞＝１０。５ ａｎｄ {状态} IN 【“「new」”、”「won」”】',
      '{金额} >= 10.5 AND {状态} IN ["「new」", "「won」"]',
    ],
    ['{金额}×2÷（3－1）＋｛客户。信用额度｝', '{金额} * 2 / (3 - 1) + {客户.信用额度}'],
    ['{金额}≤１ OR {金额}≠２', '{金额} <= 1 OR {金额} <> 2'],
    ['＃2026-11-22＃＜{到期日}', '#2026-11-22# < {到期日}'],
  ])('reads %s', (text, printed) => {
    const zh = { ...options, language: 'zh' }
    const analysis = analyseFormula(text, zh)
    expect(analysis.problems).toEqual([])
    expect(printFormula(analysis.expr, zh)).toBe(printed)
  })
})

describe('what is wrong', () => {
  it.each([
    ['', ['FORMULA_EMPTY 0-0']],
    ['  // nothing', ['FORMULA_EMPTY 0-12']],
    ['{Amount} +', ['FORMULA_EXPECTED 10-10']],
    ['{Amount} {Rate}', ['FORMULA_EXPECTED 9-15']],
    ['({Amount}', ['FORMULA_UNCLOSED 0-1']],
    ['{Amount})', ['FORMULA_CHARACTER 8-9']],
    ['ROUND({Amount} 2)', ['FORMULA_EXPECTED 15-16']],
    ['{Amount', ['FORMULA_UNCLOSED 0-7']],
    ['"abc', ['FORMULA_UNCLOSED 0-4']],
    ['{Amount} ^ 2', ['FORMULA_CHARACTER 9-10', 'FORMULA_EXPECTED 11-12']],
    ['Amount > 1', ['FORMULA_BRACES 0-6']],
    ['TODAY > {Due on}', ['FORMULA_EXPECTED 5-5']],
    ['TODAY(1)', ['EXPRESSION_ARGUMENTS 0-8']],
    ['RUND({Amount}, {Nope})', ['EXPRESSION_OPERATOR_UNKNOWN 0-4', 'EXPRESSION_FIELD_UNKNOWN 15-21']],
    ['{Lines.Quantity} + 1', ['EXPRESSION_RELATION_ALONE 0-16']],
    ['{Title.Name}', ['EXPRESSION_PATH 0-12']],
    ['SUM({Line}, 1)', ['EXPRESSION_RELATION_UNKNOWN 4-10']],
    ['SUM(1)', ['FORMULA_EXPECTED 4-5']],
    ['COUNT({Lines.Quantity})', ['EXPRESSION_RELATION_UNKNOWN 6-22']],
    ['SUM({Lines}, COUNT({Customer.Orders}))', ['EXPRESSION_RELATION_UNKNOWN 19-36']],
    ['{^Amount}', ['EXPRESSION_OUTER 0-9']],
    ['OLD({Customer.Name})', ['FORMULA_EXPECTED 4-19']],
    ['USERFIELD("shoe size")', ['EXPRESSION_LITERAL 10-21']],
    ['{Amount} > #2026-02-30#', ['EXPRESSION_DATE 11-23']],
    ['1 + DATEDIF({Due on}, {Ordered on}, "weeks")', ['EXPRESSION_LITERAL 36-43']],
    ['{Status} = "wonn" OR {Nope}', ['EXPRESSION_FIELD_UNKNOWN 21-27']],
    ['{Status} = "wonn"', ['EXPRESSION_OPTION_UNKNOWN 11-17']],
  ])('is said of %s where it stands', (text, expected) => expect(problems(text)).toEqual(expected))

  it('suggests the name that was meant', () => {
    const [problem] = analyseFormula('{Amuont} > 1', options).problems
    expect(problem?.params.hint).toMatchObject({ en: 'Did you mean "Amount"?' })
  })

  it('knows functions by what they are called in Chinese', () => {
    const hintOf = (text: string) => analyseFormula(text, options).problems.map(({ params }) => params.hint)
    expect(hintOf('如果({Amount} > 1, 1, 2)')).toEqual([{ zh: '是否想写「IF」？', en: 'Did you mean "IF"?' }])
    expect(hintOf('求和({Lines.Quantity}, 1)')[0]).toMatchObject({ en: 'Did you mean "SUM"?' })
    expect(hintOf('随便({Amount})')).toEqual([{ zh: '', en: '' }])
    expect([...foreignFunctions.values()].filter((spelling) => !isCallable(spelling))).toEqual([])
  })

  it('is at most one thing too deep to be read, however deep it is', () => {
    expect(problems('('.repeat(9000))).toHaveLength(1)
    expect(problems('ROUND('.repeat(300))).toHaveLength(1)
    expect(problems(`${'-'.repeat(9000)}1`)).toHaveLength(1)
    expect(problems(`1${'+1'.repeat(3000)}`)).toHaveLength(1)
    expect(problems('x'.repeat(30_000))).toEqual(['EXPRESSION_TOO_LARGE 0-30000'])
  })
})

describe('any text', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      ...[
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        ',',
        '"',
        '#',
        '.',
        '%',
        '-',
        'NOT ',
        ' AND ',
        ' IN ',
        '{Amount}',
        '{Lines',
        '{Lines.Quantity}',
      ],
      ...[
        '“',
        '」',
        '（',
        '，',
        '/*',
        '*/',
        '//',
        '\n',
        '^',
        '1',
        '2.5',
        'SUM(',
        'LOOKUP({Customer},',
        '{^',
        '"won"',
        ' = ',
        'OLD(',
      ],
      ...[...functions.values()].map(({ spelling }) => `${spelling}(`),
    ),
  )
  const texts = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(''))

  it('is read, completed, kept and shown without failing, and every problem is somewhere in it', () => {
    fc.assert(
      fc.property(texts, fc.nat(200), (text, at) => {
        const analysis = analyseFormula(text, options)
        for (const { start, end } of analysis.problems) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(start).toBeLessThanOrEqual(end as number)
        }
        if (!analysis.checked) expect(analysis.problems.length).toBeGreaterThan(0)
        const end = analysis.tokens.reduce((last, token) => {
          expect(token.start).toBeGreaterThanOrEqual(last)
          return token.end
        }, 0)
        expect(end).toBeLessThanOrEqual(text.length)
        completeFormula(text, Math.min(at, text.length), options, analysis)
        keepFormula(text, options)
        localiseFormula(text, options)
      }),
      { numRuns: 2000 },
    )
  })

  it('what it means is printed so that it means the same', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { expr, checked } = analyseFormula(text, options)
        if (checked) expect(stored(printFormula(expr, options))).toEqual(expr)
      }),
      { numRuns: 2000 },
    )
  })

  it('that is stored a thousand levels deep is shown without failing', () => {
    let deep: ExpressionJson = 1
    for (let level = 0; level < 20_000; level++) deep = { neg: [deep] }
    expect(printFormula(deep, options)).toContain('…')
    expect(printFormula({ a: deep, constructor: deep }, options)).toBe('{a, constructor}')
  })

  it('in JSON that is no expression is shown without failing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
        expect(typeof printFormula(json as ExpressionJson, options)).toBe('string')
      }),
      { numRuns: 1000 },
    )
  })
})
