import { types } from '@mortise/expressions'
import { afterEach, describe, expect, it } from 'vitest'
import { formulaText, storedFormula } from './stored-formula.ts'
import { type FormulaDriver, mountFormula } from './testing/formula-driver.tsx'
import { sampleSchema } from './testing/sample-schema.ts'

let editor: FormulaDriver
afterEach(() => editor.unmount())

describe('the formula editor', () => {
  it('is a text box with a name, and says what it expects', () => {
    editor = mountFormula({ expected: types.num })
    const box = editor.box()
    expect(box.getAttribute('role')).toBe('textbox')
    const label = document.getElementById(box.getAttribute('aria-labelledby') ?? '')
    expect(label?.textContent).toBe('Formula')
    expect(editor.root.textContent).toContain('needs a number')
  })

  it('shows what comes out while it is written', () => {
    editor = mountFormula({ expected: types.num })
    editor.write('{Amount} * 2')
    expect(editor.text()).toBe('{Amount} * 2')
    expect(editor.analysis()?.expr).toEqual({ '*': [{ var: 'amount' }, 2] })
    expect(editor.root.textContent).toContain('fits')
  })

  it('colours fields, functions, numbers and texts', () => {
    editor = mountFormula({ initial: 'IF({Stage} = "Won", ROUND({Amount}, 2), 0) // sum' })
    expect(editor.words('[class*=field]')).toEqual(['{Stage}', '{Amount}'])
    expect(editor.words('[class*=function]')).toEqual(expect.arrayContaining(['IF', 'ROUND']))
    expect(editor.words('[class*=comment]')).toEqual(['// sum'])
  })

  it('tells in words what is wrong, after a pause, and goes there on a press', async () => {
    editor = mountFormula()
    editor.write('{Amount} + {Amuont}')
    expect(editor.words('[class*=problem] button')).toEqual([])
    await editor.settle()
    const [problem = ''] = editor.words('ul[aria-label="Problems of the formula"] button')
    expect(problem).toContain('has no field "Amuont"')
    expect(problem).toContain('Amount')
    expect(editor.box().getAttribute('aria-invalid')).toBe('true')
    const live = document.getElementById((editor.box().getAttribute('aria-describedby') ?? '').split(' ')[1] ?? '')
    expect(live?.getAttribute('aria-live')).toBe('polite')
    expect(live?.textContent).toContain('Amuont')
    editor.placeCaret(0)
    editor.click(problem)
    expect(editor.caret()).toBe('{Amount} + {Amuont}'.length)
  })

  it('says problems in Chinese to those who read Chinese', async () => {
    editor = mountFormula({ language: 'zh', initial: '{标题} + 1' })
    await editor.settle()
    expect(editor.root.textContent).toMatch(/文本/)
    expect(editor.root.textContent).not.toMatch(/[a-z]{4,} (is|are|needed)/)
  })

  it('explains the call under the caret, with the present argument marked', () => {
    editor = mountFormula({ initial: 'ROUND({Amount}, 2)' })
    editor.placeCaret('ROUND({Amount}, 2'.length)
    expect(editor.words('[class*=signature] b')).toEqual(['places'])
    editor.placeCaret('ROUND({Am'.length)
    expect(editor.words('[class*=signature] b')).toEqual(['number'])
    editor.placeCaret(0)
    expect(editor.words('[class*=signature]')).toEqual([])
  })

  it('puts fields into the text by a press, those of related records too', () => {
    editor = mountFormula()
    editor.click('Amountnumber')
    expect(editor.text()).toBe('{Amount}')
    editor.write(' + ')
    editor.click('Show the fields of Customer')
    editor.click('Creditnumber')
    expect(editor.text()).toBe('{Amount} + {Customer.Credit}')
    expect(editor.analysis()?.checked?.type).toEqual(types.num)
  })

  it('writes items of a list as they stand in an aggregate, and says where they may be used', () => {
    editor = mountFormula()
    editor.write('SUM(')
    editor.click('Linesmany records')
    editor.write(', ')
    editor.click('Show the fields of Lines')
    expect(editor.root.textContent).toContain('Lines has many records')
    editor.click('Quantitynumber')
    editor.write(')')
    expect(editor.text()).toBe('SUM({Lines}, {Lines.Quantity})')
    expect(editor.analysis()?.expr).toEqual({ sum: ['lines', { var: 'quantity' }] })
  })

  it('finds functions by what they do, and puts the caret between their brackets', () => {
    editor = mountFormula()
    editor.click('Functions')
    editor.search('halves away')
    expect(editor.words('ul ul button')).toEqual(['ROUND'])
    editor.click('ROUND')
    expect([editor.text(), editor.caret()]).toEqual(['ROUND()', 6])
    editor.search('urlencode')
    expect(editor.words('ul ul button')).toEqual([])
  })

  it('keeps the text with keys, and shows it again in another language', () => {
    editor = mountFormula()
    editor.write('IF({Stage} = "Won", {Customer.Credit}, 0) // as agreed')
    const scope = { schema: sampleSchema, entity: 'order', language: 'en' }
    const analysis = editor.analysis()
    const stored = analysis && storedFormula(editor.text(), analysis, scope)
    expect(stored?.text).toBe('IF({stage} = "won", {customer.credit}, 0) // as agreed')
    expect(formulaText(stored, { ...scope, language: 'zh' })).toBe('IF({阶段} = "赢单", {客户.额度}, 0) // as agreed')
  })

  it('follows the language of the page with its names', () => {
    editor = mountFormula({ initial: '{Customer.Credit} /* why */ + 1' })
    editor.speak('zh')
    expect(editor.text()).toBe('{客户.额度} /* why */ + 1')
    expect(editor.analysis()?.checked?.type).toEqual(types.num)
  })

  it('stores no text beside an expression that says the same', () => {
    editor = mountFormula()
    const scope = { schema: sampleSchema, entity: 'order', language: 'en' }
    editor.write('{Amount} * 2')
    const analysis = editor.analysis()
    expect(analysis && storedFormula(editor.text(), analysis, scope)).toEqual({
      v: 1,
      expr: { '*': [{ var: 'amount' }, 2] },
    })
    editor.write(' +')
    const broken = editor.analysis()
    expect(broken && storedFormula(editor.text(), broken, scope)).toBeNull()
  })
})
