import { expect, it } from 'vitest'
import type { ColumnSpec } from '../contract/field-storage.ts'
import { inPhysicalOrder } from './physical-order.ts'
import type { ColumnLayout } from './table-layout.ts'

const column = (name: string, spec: ColumnSpec) => ({ column: name, spec }) as unknown as ColumnLayout

it('puts what conditions are about before the texts, and keeps the order of the document otherwise', () => {
  const columns = [
    column('name', { class: 'text', type: 'text' }),
    column('revenue', { class: 'number', type: 'numeric(18,2)' }),
    column('status', { class: 'choice', type: 'text' }),
    column('active', { class: 'boolean', type: 'boolean', default: 'false' }),
    column('city', { class: 'text', type: 'text' }),
    column('employees', { class: 'number', type: 'bigint' }),
    column('signed_on', { class: 'date', type: 'date' }),
    column('company', { class: 'reference', type: 'uuid' }),
  ]
  expect(inPhysicalOrder(columns).map((one) => one.column)).toEqual([
    'employees',
    'company',
    'signed_on',
    'active',
    'revenue',
    'status',
    'name',
    'city',
  ])
})
