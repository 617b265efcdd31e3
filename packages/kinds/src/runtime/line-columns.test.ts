import { compileApp, type EntityModel } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { fieldTypes } from '../load.runtime.ts'
import { blankLine, writableLine } from './line-columns.ts'

const label = { zh: '行', en: 'Line' }
const { entities } = compileApp(
  [
    { kind: 'app', key: 'a', label, version: '1.0.0' },
    {
      kind: 'entity',
      key: 'quote',
      label,
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text', label },
        { key: 'lines', type: 'sub_table', label, options: { entity: 'line' } },
      ],
    },
    {
      kind: 'entity',
      key: 'line',
      label,
      titleField: 'product',
      parentField: 'quote',
      fields: [
        { key: 'quote', type: 'relation', label, options: { entity: 'quote' } },
        { key: 'product', type: 'text', label },
        { key: 'number', type: 'auto_number', label },
      ],
    },
  ],
  { fieldTypes, revision: 1 },
)
const line = entities.get('line') as EntityModel

it('sends of a line what people fill in, and not whose line it is', () => {
  const read = { id: 'l1', quote: 'q1', product: 'Desk', number: 'L-1', version: 3, created_at: '2026-11-22' }
  expect(writableLine(line, read)).toEqual({ id: 'l1', product: 'Desk' })
  expect(writableLine(line, { product: 'Lamp' })).toEqual({ product: 'Lamp' })
})

it('starts a line with blanks in what people fill in', () => {
  expect(blankLine(line)).toEqual({ product: null })
})
