import { fieldTypes } from '@mortise/kinds/runtime'
import { type AppDocumentAny, compileApp, type FieldDocument, type Filter } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { previewReads, publishedFilter } from './preview-reads.ts'

const label = { zh: '名', en: 'Name' }
const name: FieldDocument = { key: 'name', type: 'text', label }
const modelOf = (...fields: FieldDocument[]) =>
  compileApp(
    [
      { kind: 'app', key: 'shop', label, version: '1.0.0' },
      { kind: 'entity', key: 'device', label, titleField: 'name', fields: [name, ...fields] },
    ] as AppDocumentAny[],
    { fieldTypes, revision: 0, partial: true },
  )
const published = modelOf({ key: 'cost', type: 'integer', label }, { key: 'state', type: 'text', label })
const draft = modelOf({ key: 'cost', type: 'money', label }, { key: 'state', type: 'text', label }, {
  ...{ key: 'bought', type: 'date', label },
} as FieldDocument)
const [then, now] = [published, draft].map((model) => model.entities.get('device'))
if (!then || !now) throw new Error('unreachable: both have the table')
const place = { published, draft, then, now }

it('asks only for what is in force: not for new fields, nor for those that get another type', () => {
  const state: Filter = { field: 'state', op: 'eq', value: 'a' }
  const filter: Filter = {
    and: [state, { field: 'bought', op: 'blank' }, { or: [{ field: 'cost', op: 'gt', value: 3 }, { not: state }] }],
  }
  expect(publishedFilter(filter, place)).toEqual({ and: [state, { or: [{ not: state }] }] })
  expect(publishedFilter({ field: 'bought', op: 'blank' }, place)).toBeNull()
  expect(publishedFilter({ formula: { v: 1, expr: { isblank: [{ var: 'bought' }] } } }, place)).toBeNull()
})

it('has no records of a table that was never published, and asks nobody', async () => {
  const reads = previewReads({ published: null, draft })
  expect(await reads.query('shop', 'device', { count: 'exact' })).toMatchObject({ records: [], total: { count: 0 } })
  expect(await reads.aggregate('shop', 'device', { metrics: [{ key: 'n', function: 'count' }] })).toEqual([])
})
