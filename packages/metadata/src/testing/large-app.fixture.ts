import type { AppDocumentAny } from '../documents/documents.ts'
import type { FieldDocument } from '../documents/entity.ts'
import { entityOf, fieldOf, relationTo, text } from './app.fixture.ts'

/** An app of the wanted size: each table has texts, numbers, selects, a relation to the table before and look-ups over it. */
export function largeApp(size: { entities: number; fields: number }): AppDocumentAny[] {
  return [
    { kind: 'app', key: 'large', label: text('Large'), version: '1.0.0' },
    {
      kind: 'option_set',
      key: 'state',
      label: text('State'),
      options: Array.from({ length: 20 }, (_, index) => ({ key: `s${index}`, label: text(`S${index}`) })),
    },
    ...Array.from({ length: size.entities }, (_, index) => entityOf(`table_${index}`, fields(index, size))),
    ...Array.from({ length: size.entities }, (_, index) => view(index)),
  ]
}

function fields(table: number, size: { entities: number; fields: number }): FieldDocument[] {
  const before = `table_${(table + size.entities - 1) % size.entities}`
  return Array.from({ length: size.fields }, (_, index) => {
    if (index === 1) return fieldOf('before', 'relation', relationTo(before))
    if (index % 10 === 9) return fieldOf(`f${index}`, 'lookup', { options: { path: 'before.f0' } })
    if (index % 5 === 2) return fieldOf(`f${index}`, 'select', { options: { optionSet: 'state' } })
    return fieldOf(`f${index}`, index % 3 === 0 ? 'text' : 'integer')
  })
}

function view(table: number): AppDocumentAny {
  return {
    kind: 'view',
    key: `view_${table}`,
    label: text('View'),
    entity: `table_${table}`,
    type: 'list',
    options: {
      columns: [{ field: 'f0' }, { field: 'before.f0' }],
      filter: { field: 'f2', op: 'in', value: ['s1', 's2'] },
    },
  }
}
