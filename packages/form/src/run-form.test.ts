import type { FormRule } from '@mortise/metadata'
import { validateApp } from '@mortise/metadata'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormProgram } from './form-program.ts'
import { type FormState, plainField } from './form-state.ts'
import { type FormValues, keepLines, linesIn } from './form-values.ts'
import type { FormAnswers } from './rules/rule-values.ts'
import { type FormRun, questionOf, runForm } from './run-form.ts'
import { context, fieldTypes, is, quoteDocuments, quoteForm, quoteProgram, v } from './testing/quote-app.fixture.ts'

const won = is({ '==': [v('status'), 'won'] })
const lost = is({ '==': [v('status'), 'lost'] })
const urgent = is(v('urgent'))
const rule = (key: string, actions: FormRule['actions'], more: Partial<FormRule> = {}): FormRule => ({
  key,
  actions,
  ...more,
})

/** A form that somebody fills in, one change after the other. */
function open(program: FormProgram, start: FormValues = {}) {
  let answers: FormAnswers | null = null
  let values = start
  let run: FormRun | null = null
  const go = () => {
    run = runForm(program, { values, start, context, answers }, run)
    values = run.values
    return run
  }
  go()
  return {
    state: (): FormState => go().state,
    field: (key: string) => go().state.fields.get(key) ?? plainField,
    values: () => values,
    lines: () => linesIn(values.lines),
    set(changes: FormValues) {
      values = { ...values, ...changes }
      go()
    },
    setLines(change: (lines: readonly { [field: string]: unknown }[]) => readonly object[]) {
      values = { ...values, lines: keepLines(linesIn(values.lines), change(linesIn(values.lines)) as never) }
      go()
    },
    question: () => questionOf(program, values),
    answer(parts: FormAnswers['parts']) {
      answers = { values, parts }
      go()
    },
  }
}

describe('what a form shows and demands', () => {
  it('follows its rules; what is hidden is not demanded, and goes where its item says so', () => {
    const form = open(
      quoteProgram([
        rule(
          'lost',
          [
            { do: 'show', fields: ['reason'] },
            { do: 'require', fields: ['reason'] },
          ],
          { when: lost },
        ),
      ]),
      { status: 'draft', reason: '' },
    )
    expect(form.field('reason')).toMatchObject({ visible: false, required: false })
    form.set({ status: 'lost', reason: 'too dear' })
    expect(form.field('reason')).toMatchObject({ visible: true, required: true })
    form.set({ status: 'won' })
    expect(form.field('reason')).toMatchObject({ visible: false, required: false })
    expect(form.values().reason).toBe(null)
  })

  it('hides and locks all that is in a part', () => {
    const form = open(
      quoteProgram([
        rule('hide', [{ do: 'hide', items: ['parties', 'money'] }], { when: won }),
        rule('lock', [{ do: 'read_only', items: ['more'] }], { when: lost }),
        rule('demand', [{ do: 'require', fields: ['customer', 'due'] }]),
      ]),
      { status: 'won' },
    )
    expect(form.field('customer')).toMatchObject({ visible: false, required: false })
    expect(form.field('due')).toMatchObject({ visible: false, required: false })
    expect(form.state().items.get('parties')).toMatchObject({ visible: false })
    form.set({ status: 'lost' })
    expect(form.field('due')).toMatchObject({ visible: true, required: true, readOnly: true })
    expect(form.field('reason')).toMatchObject({ readOnly: true })
    expect(form.field('customer')).toMatchObject({ visible: true, readOnly: false })
  })

  it('takes the later rule where two disagree', () => {
    const rules = [
      rule(
        'closed',
        [
          { do: 'read_only', fields: ['due'] },
          { do: 'require', fields: ['due'] },
        ],
        { when: won },
      ),
      rule(
        'rush',
        [
          { do: 'editable', fields: ['due'] },
          { do: 'optional', fields: ['due'] },
        ],
        { when: urgent },
      ),
    ]
    const form = open(quoteProgram(rules), { status: 'won', urgent: true })
    expect(form.field('due')).toMatchObject({ readOnly: false, required: false })
    const other = open(quoteProgram(rules.toReversed()), { status: 'won', urgent: true })
    expect(other.field('due')).toMatchObject({ readOnly: true, required: true })
    other.set({ status: 'draft' })
    expect(other.field('due')).toEqual(plainField)
  })

  it('leaves out rules that are off, says what holds, colours, and speaks', () => {
    const form = open(
      quoteProgram([
        rule('off', [{ do: 'hide', fields: ['due'] }], { off: true }),
        rule(
          'late',
          [
            { do: 'style', colour: 'red', fields: ['due'] },
            { do: 'message', level: 'error', text: { zh: '晚', en: 'late' }, field: 'due' },
          ],
          {
            when: is({ '<': [v('due'), { ctx: 'today' }] }),
          },
        ),
      ]),
      { due: '2026-11-21' },
    )
    expect(form.field('due')).toMatchObject({ visible: true, colour: 'red' })
    expect(form.state().messages).toEqual([
      { rule: 'late', level: 'error', text: { zh: '晚', en: 'late' }, field: 'due', line: null },
    ])
    expect([...form.state().held]).toEqual(['late'])
  })
})

describe('what a form fills in', () => {
  const payable = (mode?: 'always' | 'on_change' | 'if_blank') =>
    rule('payable', [
      { do: 'set', field: 'payable', value: is({ '-': [v('total'), v('discount')] }), ...(mode && { mode }) },
    ])

  it('belongs to the rule while it always holds', () => {
    const form = open(quoteProgram([{ ...payable('always'), when: urgent }]), { total: '10.00', urgent: true })
    expect(form.values().payable).toBe('10')
    expect(form.field('payable')).toMatchObject({ readOnly: true, ruled: true })
    form.set({ payable: '3' })
    expect(form.values().payable).toBe('10')
    form.set({ urgent: false, payable: '3' })
    expect(form.values().payable).toBe('3')
  })

  it('comes anew when something changes that it follows from, and is left alone otherwise', () => {
    const form = open(quoteProgram([payable()]), { total: '10.00', discount: '1.00', payable: '5.00' })
    expect(form.values().payable).toBe('5.00')
    form.set({ name: 'x' })
    expect(form.values().payable).toBe('5.00')
    form.set({ discount: '2.00' })
    expect(form.values().payable).toBe('8')
    form.set({ payable: '7' })
    form.set({ name: 'y' })
    expect(form.values().payable).toBe('7')
    form.set({ total: '20' })
    expect(form.values().payable).toBe('18')
  })

  it('fills gaps of a new record, and nothing that was given', () => {
    expect(open(quoteProgram([payable()], { isNew: true }), { total: '4' }).values().payable).toBe('4')
    const given = open(quoteProgram([payable()], { isNew: true }), { total: '4', payable: '1' })
    expect(given.values().payable).toBe('1')
    given.set({ total: '6' })
    expect(given.values().payable).toBe('6')
    const gaps = open(quoteProgram([payable('if_blank')], { isNew: true }), { total: '4', payable: '1' })
    gaps.set({ total: '6' })
    expect(gaps.values().payable).toBe('1')
  })

  it('goes on from rule to rule, whatever their order', () => {
    const rules = [
      payable('always'),
      rule('total', [{ do: 'set', field: 'total', value: is(v('sum')), mode: 'always' }]),
    ]
    const form = open(quoteProgram(rules), { discount: '1', lines: [{ qty: '2', price: '10' }] })
    form.setLines((lines) => [...lines, { qty: '1', price: '5' }])
    expect(form.values()).toMatchObject({ total: '25', payable: '24' })
  })
})

describe('lines', () => {
  const amounts = [
    rule(
      'free',
      [
        { do: 'set', field: 'price', value: is(0), mode: 'always' },
        { do: 'optional', fields: ['note'] },
      ],
      {
        lines: 'lines',
        when: is(v('free')),
      },
    ),
    rule(
      'dear',
      [
        { do: 'require', fields: ['note'] },
        { do: 'style', colour: 'orange', fields: ['price'] },
      ],
      {
        lines: 'lines',
        when: is({ '>': [v('price'), { if: [v('quote.urgent'), 10, 100] }] }),
      },
    ),
  ]
  const fill = rule('product', [{ do: 'fill', from: 'product', values: [{ field: 'price', path: 'price' }] }], {
    lines: 'lines',
  })
  const id = (digit: number) => `01900000-0000-7000-8000-00000000000${digit}`

  it('have states of their own, which may look at their record', () => {
    const form = open(quoteProgram(amounts), { urgent: false, lines: [{ price: '50' }, { price: '200' }] })
    const states = () =>
      form
        .state()
        .lines.get('lines')
        ?.map((line) => line.get('note')?.required ?? false)
    expect(states()).toEqual([false, true])
    form.set({ urgent: true })
    expect(states()).toEqual([true, true])
    form.setLines((lines) => lines.map((line, at) => (at === 1 ? { ...line, free: true } : line)))
    expect(form.lines().map(({ price }) => price)).toEqual(['50', '0'])
    expect(states()).toEqual([true, false])
  })

  it('take values of a chosen record once the server has said them, and once only', () => {
    const form = open(quoteProgram([fill]), {
      lines: [{ id: 'a', product: id(1), price: '9' }],
    })
    form.answer({ 'product/0/price': ['10'] })
    expect(form.lines()[0]?.price).toBe('9')
    form.setLines((lines) => [...lines, { product: id(2), price: null }, { product: id(2), price: '1' }])
    form.answer({ 'product/0/price': ['10', '20', '20'] })
    expect(form.lines().map(({ price }) => price)).toEqual(['9', '20', '1'])
    form.setLines((lines) => lines.map((line, at) => (at === 1 ? { ...line, price: '19' } : line)))
    form.answer({ 'product/0/price': ['10', '20', '20'] })
    expect(form.lines().map(({ price }) => price)).toEqual(['9', '19', '1'])
    // The first line goes: the others are known again by themselves, not by their places.
    form.setLines((lines) => lines.slice(1))
    form.answer({ 'product/0/price': ['20', '20'] })
    expect(form.lines().map(({ price }) => price)).toEqual(['19', '1'])
    form.setLines((lines) => lines.map((line, at) => (at === 0 ? { ...line, product: id(3) } : line)))
    expect(form.lines()[0]?.price).toBe('19')
    form.answer({ 'product/0/price': ['30', '20'] })
    expect(form.lines().map(({ price }) => price)).toEqual(['30', '1'])
  })

  it('keep what was typed while the server was being asked', () => {
    const form = open(quoteProgram([fill]), { lines: [{ id: 'a', product: id(1), price: '9' }] })
    form.answer({ 'product/0/price': ['10'] })
    const change = (more: object) => form.setLines((lines) => lines.map((line) => ({ ...line, ...more })))
    change({ product: id(2) })
    change({ price: '12' })
    form.answer({ 'product/0/price': ['20'] })
    expect(form.lines()[0]?.price).toBe('12')
    change({ product: id(3) })
    form.answer({ 'product/0/price': ['30'] })
    expect(form.lines()[0]?.price).toBe('30')
  })

  it('do not take an answer that was given for other values', () => {
    const form = open(quoteProgram([fill]), { lines: [{ id: 'a', product: id(1), price: '9' }] })
    form.setLines((lines) => lines.map((line) => ({ ...line, product: id(2) })))
    const late = { 'product/0/price': ['10'] }
    form.answer(late)
    form.setLines((lines) => lines.map((line) => ({ ...line, product: id(3) })))
    expect(form.lines()[0]?.price).toBe('10')
    form.answer({ 'product/0/price': ['30'] })
    expect(form.lines()[0]?.price).toBe('30')
  })
})

describe('what may be chosen', () => {
  it('are the options of a rule, or records for which its condition holds as the form stands', () => {
    const form = open(
      quoteProgram([
        rule('steps', [{ do: 'options', field: 'status', options: ['draft', 'sent'] }], {
          when: is({ isblank: [v('customer')] }),
        }),
        rule('own', [{ do: 'options', field: 'contact', where: is({ '==': [v('customer'), { outer: 'customer' }] }) }]),
      ]),
      { status: 'draft', customer: null },
    )
    expect(form.field('status').options).toEqual(['draft', 'sent'])
    expect(form.field('contact').where).toEqual(is({ '==': [v('customer'), null] }))
    form.set({ customer: '01900000-0000-7000-8000-000000000009' })
    expect(form.field('status').options).toBe(null)
    expect(form.field('contact').where).toEqual(is({ '==': [v('customer'), '01900000-0000-7000-8000-000000000009'] }))
  })
})

describe('what only the server knows', () => {
  const vip = [rule('vip', [{ do: 'require', fields: ['due'] }], { when: is({ '==': [v('customer.level'), 'A'] }) })]

  it('is asked again when something it follows from changes, and not for anything else', () => {
    const form = open(quoteProgram(vip), { customer: 'c1' })
    const first = form.question()
    expect(first?.parts).toEqual(['vip/when'])
    form.set({ name: 'x' })
    expect(form.question()?.signature).toBe(first?.signature)
    form.set({ customer: 'c2' })
    expect(form.question()?.signature).not.toBe(first?.signature)
    expect(open(quoteProgram([])).question()).toBe(null)
  })

  it('does not hold until it is known', () => {
    const form = open(quoteProgram(vip), { customer: 'c1' })
    expect(form.field('due').required).toBe(false)
    form.answer({ 'vip/when': true })
    expect(form.field('due').required).toBe(true)
  })
})

describe('a form that goes from change to change', () => {
  const rules = [
    rule('lost', [{ do: 'show', fields: ['reason'] }], { when: lost }),
    rule('hide', [{ do: 'hide', items: ['parties'] }], { when: urgent }),
    rule('dear', [{ do: 'require', fields: ['due'] }], { when: is({ '>': [v('sum'), v('total')] }) }),
    rule('line', [{ do: 'require', fields: ['note'] }], {
      lines: 'lines',
      when: is({ or: [{ '>': [v('price'), v('quote.total')] }, v('free')] }),
    }),
    rule('share', [{ do: 'style', colour: 'green', fields: ['qty'] }], {
      lines: 'lines',
      when: is({ '>': [{ '*': [v('price'), 2] }, { sum: ['quote.lines', v('price')] }] }),
    }),
  ]
  const line = fc.record({
    qty: fc.constantFrom('1', '2', null),
    price: fc.constantFrom('1', '20', '300', null),
    free: fc.boolean(),
  })
  const change = fc.oneof(
    fc.record({ status: fc.constantFrom('draft', 'lost', 'won') }),
    fc.record({ urgent: fc.boolean() }),
    fc.record({ total: fc.constantFrom('5', '50', null) }),
    fc.record({ lines: fc.array(line, { maxLength: 4 }) }),
    fc.record({ name: fc.string() }),
  )
  const program = quoteProgram(rules)

  it('always stands as one that was opened with the same values', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        let values: FormValues = { status: 'draft', lines: [] }
        const start = values
        let run: FormRun | null = null
        for (const next of changes) {
          values = { ...values, ...next }
          run = runForm(program, { values, start, context, fill: 'nothing' }, run)
          const fresh = runForm(program, { values, start, context, fill: 'nothing' })
          expect(run.state).toEqual(fresh.state)
          expect(run.live.value('sum')).toEqual(fresh.live.value('sum'))
          expect(run.live.lines('lines')).toEqual(fresh.live.lines('lines'))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('computes nothing again that does not follow from the change, and keeps what stands as it is', () => {
    const values = { status: 'lost', total: '50', lines: [{ qty: '1', price: '20', free: false }], name: 'a' }
    const start = values
    const before = runForm(program, { values, start, context, fill: 'nothing' })
    const lines = before.live.lines('lines')
    const after = runForm(program, { values: { ...values, name: 'b' }, start, context, fill: 'nothing' }, before)
    expect(after.state).toBe(before.state)
    expect(after.live.lines('lines')).toBe(lines)
  })
})

describe('rules that do not get along', () => {
  const codes = (rules: FormRule[]) =>
    validateApp(quoteDocuments(quoteForm(rules)), { fieldTypes })
      .filter(({ document }) => document === 'form/quote_form')
      .map(({ code, pointer }) => `${code} ${pointer}`)

  it('are told: the opposite under the same condition, a loop, one that never has a say', () => {
    expect(codes([rule('a', [{ do: 'hide', fields: ['due'] }], { when: won })])).toEqual([])
    expect(
      codes([
        rule('a', [{ do: 'hide', fields: ['due'] }], { when: won }),
        rule('b', [{ do: 'show', fields: ['due'] }], { when: won }),
      ]),
    ).toEqual(['FORM_RULE_CONTRADICTION /rules/0/actions/0'])
    const set = (field: string, from: string): FormRule['actions'] => [{ do: 'set', field, value: is(v(from)) }]
    expect(codes([rule('a', set('total', 'payable')), rule('b', set('payable', 'total'))])).toEqual([
      'FORM_RULE_LOOP /rules/0',
    ])
    expect(codes([rule('a', set('total', 'total'))])).toEqual(['FORM_RULE_LOOP /rules/0'])
    expect(
      codes([
        rule('a', [{ do: 'read_only', fields: ['due'] }], { when: won }),
        rule('b', [{ do: 'editable', fields: ['due'] }]),
      ]),
    ).toEqual(['FORM_RULE_SHADOWED /rules/0/actions/0'])
  })

  it('are told what they name that is not there', () => {
    expect(codes([rule('a', [{ do: 'hide', fields: ['nothing'] }])])).toEqual([
      'REFERENCE_UNKNOWN /rules/0/actions/0/fields/0',
    ])
    expect(codes([rule('a', [{ do: 'hide', items: ['nothing'] }])])).toEqual([
      'FORM_RULE_NOT_ON_FORM /rules/0/actions/0/items/0',
    ])
    expect(codes([rule('a', [{ do: 'hide' }])])).toEqual(['FORM_RULE_EMPTY /rules/0/actions/0'])
    expect(codes([rule('a', [{ do: 'set', field: 'sum', value: is(1) }])])).toEqual([
      'FORM_RULE_NOT_SETTABLE /rules/0/actions/0/field',
    ])
    expect(codes([rule('a', [{ do: 'fill', from: 'name', values: [{ field: 'due', path: 'x' }] }])])).toContain(
      'FORM_RULE_FILL_FROM /rules/0/actions/0/from',
    )
    expect(codes([rule('a', [{ do: 'options', field: 'name', options: ['x'] }])])).toContain(
      'FORM_RULE_CHOICE /rules/0/actions/0',
    )
    expect(
      codes([rule('a', [{ do: 'hide', fields: ['due'] }], { when: is({ '==': [v('status'), 'wom'] }) })])[0],
    ).toMatch(/^EXPRESSION_INVALID \/rules\/0\/when/)
    expect(codes([rule('a', [{ do: 'hide', fields: ['due'] }], { lines: 'customer' })])).toEqual([
      'FORM_NOT_SUB_TABLE /rules/0/lines',
    ])
  })
})
