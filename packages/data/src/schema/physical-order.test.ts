import { expect, it } from 'vitest'
import type { ColumnSpec } from '../contract/field-storage.ts'
import { inPhysicalOrder } from './physical-order.ts'
import type { ColumnLayout } from './table-layout.ts'

const column = (name: string, spec: ColumnSpec) => ({ column: name, spec }) as unknown as ColumnLayout

it('puts what conditions are about in front, texts at the back, and keeps the order of the document otherwise', () => {
  const columns = [
    column('name', { class: 'text', type: 'text' }),
    column('tags', { class: 'choices', type: 'text[]', default: "'{}'" }),
    column('revenue', { class: 'number', type: 'numeric(18,2)' }),
    column('status', { class: 'choice', type: 'text' }),
    column('active', { class: 'boolean', type: 'boolean', default: 'false' }),
    column('city', { class: 'text', type: 'text' }),
    column('company', { class: 'reference', type: 'uuid' }),
    column('employees', { class: 'number', type: 'bigint' }),
    column('signed_on', { class: 'date', type: 'date' }),
    column('called_at', { class: 'instant', type: 'timestamptz(3)' }),
  ]
  const { front, back } = inPhysicalOrder(columns)
  const names = (some: readonly ColumnLayout[]) => some.map((one) => one.column).join(' ')
  expect(names(front)).toBe('employees called_at signed_on active revenue status company')
  expect(names(back)).toBe('tags name city')
})
