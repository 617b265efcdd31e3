import { compileApp, type EntityDocument, type FieldModel } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { fieldTypes } from '../load.runtime.ts'
import { lineSum, totalledColumns } from './line-sums.ts'

const label = { zh: '行', en: 'Line' }
const fields: EntityDocument['fields'] = [
  { key: 'product', type: 'text', label },
  { key: 'quantity', type: 'decimal', label },
  { key: 'list_price', type: 'money', label },
  { key: 'discount', type: 'percent', label },
  { key: 'price', type: 'money', label },
  {
    key: 'amount',
    type: 'formula',
    label,
    options: {
      expression: { v: 1, expr: { '*': [{ var: 'quantity' }, { var: 'price' }] } },
      result: { type: 'money' },
    },
  },
]
const { entities } = compileApp(
  [
    { kind: 'app', key: 'a', label, version: '1.0.0' },
    { kind: 'entity', key: 'line', label, titleField: 'product', fields },
  ],
  { fieldTypes, revision: 1 },
)
const columns = (keys: string[]) =>
  keys.map((key) => entities.get('line')?.fields.get(key)).filter((field): field is FieldModel => field !== undefined)
const keysOf = (found: ReadonlySet<FieldModel>) => [...found].map(({ key }) => key)

describe('the totals under lines', () => {
  it('are those of quantities and amounts, not of the prices before them', () => {
    expect(keysOf(totalledColumns(columns(fields.map(({ key }) => key)), undefined))).toEqual(['quantity', 'amount'])
  })

  it('are those the form names, also none', () => {
    const shown = columns(['product', 'quantity', 'price', 'amount'])
    expect(keysOf(totalledColumns(shown, ['price', 'amount']))).toEqual(['price', 'amount'])
    expect(keysOf(totalledColumns(shown, ['product']))).toEqual([])
    expect(keysOf(totalledColumns(shown, []))).toEqual([])
  })

  it('add up exactly, and leave blanks out', () => {
    const [amount] = columns(['amount']) as [FieldModel]
    const lines = [{ amount: '0.10' }, { amount: null }, {}, { amount: '0.20' }, { amount: '9007199254740993.00' }]
    expect(lineSum(amount, lines)).toBe('9007199254740993.30')
    expect(lineSum(amount, [{ amount: null }])).toBeUndefined()
  })
})
