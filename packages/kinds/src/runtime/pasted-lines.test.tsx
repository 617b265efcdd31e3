import type { Query } from '@mortise/data'
import { compileApp } from '@mortise/metadata'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fieldTypes } from '../load.runtime.ts'
import { sampleServices } from '../testing/sample-services.tsx'
import { sumDecimals } from '../values/decimal.ts'
import { pasteLines } from './pasted-lines.ts'

const label = { zh: '表', en: 'Table' }
const app = compileApp(
  [
    { kind: 'app', key: 'a', label, version: '1.0.0' },
    {
      kind: 'entity',
      key: 'product',
      label,
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text', label: { zh: '名称', en: 'Name' } },
        { key: 'code', type: 'text', label: { zh: '编码', en: 'Code' }, unique: true },
      ],
    },
    {
      kind: 'entity',
      key: 'quote',
      label,
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text', label: { zh: '标题', en: 'Title' } },
        { key: 'lines', type: 'sub_table', label: { zh: '明细', en: 'Lines' }, options: { entity: 'line' } },
      ],
    },
    {
      kind: 'entity',
      key: 'line',
      label,
      titleField: 'note',
      parentField: 'quote',
      fields: [
        { key: 'quote', type: 'relation', label, required: true, options: { entity: 'quote' } },
        { key: 'product', type: 'relation', label: { zh: '产品', en: 'Product' }, options: { entity: 'product' } },
        { key: 'qty', type: 'decimal', label: { zh: '数量', en: 'Quantity' }, options: { scale: 2 } },
        { key: 'note', type: 'text', label: { zh: '说明', en: 'Note' } },
      ],
    },
  ],
  { fieldTypes, revision: 1 },
)
const saw = '01900000-0000-7000-8000-000000000001'
const products = [
  { id: saw, name: 'Saw', code: 'P-1' },
  { id: '01900000-0000-7000-8000-000000000002', name: 'Twin', code: 'P-2' },
  { id: '01900000-0000-7000-8000-000000000003', name: 'Twin', code: 'P-3' },
]
const asked: Query[] = []
const services = {
  ...sampleServices('zh'),
  app,
  query(_entity: string, query: Query) {
    asked.push(query)
    const texts = JSON.stringify(query.filter)
    const records = products.filter(({ name, code }) => texts.includes(`"${name}"`) || texts.includes(`"${code}"`))
    return Promise.resolve({ records, next: null, previous: null })
  },
}
const entity = app.entities.get('line')
if (!entity) throw new Error('the sample has lines')
const columns = entity.ownFields.filter(({ key }) => key !== 'quote')
const kept = { id: 'l1', product: null, qty: '1.00', note: 'first' }
const paste = (cells: string[][], place: { line?: number; column?: number } = {}) =>
  pasteLines({ cells, lines: () => [kept], line: 1, column: 0, columns, entity, services, ...place })

it('finds records by title or code, in one question per column, and never guesses between two', async () => {
  asked.length = 0
  const { lines, unread } = await paste([
    ['Saw', '1,5'],
    ['P-1', '￥2'],
    ['Twin', '3'],
    ['Nothing', '4'],
  ])
  expect(asked).toHaveLength(1)
  expect(lines.slice(1).map(({ product }) => product)).toEqual([saw, saw, null, null])
  expect(unread).toEqual([
    { line: 1, field: 'qty', text: '1,5' },
    { line: 3, field: 'product', text: 'Twin' },
    { line: 4, field: 'product', text: 'Nothing' },
  ])
})

it('writes over lines from the cell on, keeps their ids and what lies beside', async () => {
  const { lines } = await paste(
    [
      ['7', 'x'],
      ['8', 'y'],
    ],
    { line: 0, column: 1 },
  )
  expect(lines).toEqual([
    { ...kept, qty: '7', note: 'x' },
    { product: null, qty: '8', note: 'y' },
  ])
})

it('follows the heads of columns where the first row repeats them, in either language', async () => {
  const { lines, count } = await paste([
    ['Note', '数量 *'],
    ['n', '9'],
    ['', ''],
  ])
  expect(count).toBe(1)
  expect(lines[1]).toEqual({ product: null, qty: '9', note: 'n' })
})

it('takes no more lines than a record may have, and says how many were left', async () => {
  const { lines, refused } = await paste(Array.from({ length: 1005 }, () => ['', '1']))
  expect(lines).toHaveLength(1000)
  expect(refused).toBe(6)
})

it('adds decimals exactly', () => {
  expect(sumDecimals(['0.1', '0.2'])).toBe('0.3')
  expect(sumDecimals(['-5.50', '5.25'])).toBe('-0.25')
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), { minLength: 1 }), (cents) => {
      const texts = cents.map((value) => {
        const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
        return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
      })
      const sum = sumDecimals(texts)
        .replace('.', '')
        .replace(/^(-?)0+(?=\d)/, '$1')
      expect(BigInt(sum)).toBe(cents.reduce((total, value) => total + value, 0n))
    }),
  )
})
