import { type ApiCall, app, call, inApp, onRecord, onTable, plain, record, table, words } from './api-call.fixture.ts'

const conditions = {
  and: [
    { field: 'name', op: 'contains', value: 'ab' },
    { or: [{ field: 'level', op: 'in', value: ['high'] }, { not: { field: 'vault.name', op: 'blank' } }] },
    { field: 'created_at', op: 'within', value: { span: 'last', unit: 'day', count: 3 } },
    { field: 'owner', op: 'ne', value: { ctx: 'user' } },
  ],
}
const values = { name: 'A', level: 'high', credit: '1.5', papers: [], vault: '{vault}', owner: '{root}' }
const view = {
  entity: 'customer',
  name: 'v',
  shared: false,
  options: {
    columns: [{ field: 'name', width: 100, pinned: true, summary: 'count' }],
    sort: [{ field: 'name', direction: 'asc' }],
    filter: conditions,
    group: 'level',
    rowHeight: 'compact',
  },
}

/** Calls about apps, their records, files and views. */
export const recordCalls: readonly ApiCall[] = [
  inApp('GET', ''),
  inApp('GET', '/openapi.json'),
  plain('GET', '/apps'),
  plain('POST', '/apps', { key: 'crm', label: words, icon: 'box', colour: 'blue', pack: 'nothing' }),
  plain('POST', '/apps/import', 'no zip'),
  inApp('POST', '/duplicate', { key: 'crm', label: words }),
  inApp('POST', '/archive'),
  inApp('POST', '/restore'),
  inApp('GET', '/export'),
  plain('GET', '/packs'),
  call('GET', '/apps/:app/entities/:entity/records/:id/print/:template', `${record}/print/customer_card`),
  call('POST', '/apps/:app/entities/:entity/print/:template', `${table}/print/customer_card`, { ids: ['{record}'] }),
  call('POST', '/apps/:app/entities/:entity/commands/:command/run', `${table}/commands/raise/run`, {
    ids: ['{record}'],
    input: { level: 'high' },
    seen: 1,
    key: 'a click of mine',
  }),
  call('POST', '/apps/:app/entities/:entity/commands/:command/preview', `${table}/commands/raise/preview`, {
    ids: ['{record}'],
    input: { level: 'high' },
    seen: 1,
  }),
  call('POST', '/apps/:app/entities/:entity/forms/:form/evaluate', `${table}/forms/customer_form/evaluate`, {
    values: { name: 'A' },
    parts: ['rule/when'],
  }),
  inApp('GET', '/form-drafts'),
  call('GET', '/apps/:app/form-drafts/:entity', `${app}/form-drafts/customer?record=new`),
  call('PUT', '/apps/:app/form-drafts/:entity', `${app}/form-drafts/customer?record=new`, {
    version: 0,
    changes: { name: 'A' },
    base: { name: null },
  }),
  call('DELETE', '/apps/:app/form-drafts/:entity', `${app}/form-drafts/customer?record=new`),
  inApp('POST', '/explain', {
    entity: 'customer',
    recordId: '{record}',
    formula: { v: 1, expr: { '*': [{ var: 'credit' }, 2] } },
  }),
  call('GET', '/apps/:app/search', `${app}/search?q=ab`),
  onTable('POST', '/query', {
    select: ['name', 'vault.name'],
    filter: conditions,
    search: 'ab',
    sort: [{ field: 'name', direction: 'asc' }],
    page: { size: 5, offset: 1 },
    count: 'exact',
    archived: 'include',
  }),
  onTable('POST', '/aggregate', {
    filter: { any: 'papers' },
    groups: [{ field: 'created_at', unit: 'day' }],
    metrics: [{ key: 'n', function: 'max', field: 'credit' }],
    sort: [{ key: 'n', direction: 'desc' }],
    limit: 3,
    archived: 'only',
    search: 'ab',
  }),
  inApp('POST', '/reads', {
    reads: [
      { entity: 'customer', query: { select: ['name'], filter: conditions } },
      { entity: 'customer', aggregate: { metrics: [{ key: 'n', function: 'count' }] } },
    ],
  }),
  onTable('POST', '/lookalikes', { id: '{record}', values: { name: 'A' } }),
  onTable('POST', '/records', { values, acceptDuplicates: true, select: ['name'] }),
  onRecord('GET', ''),
  onRecord('PATCH', '', { version: 1, values, acceptDuplicates: true, select: ['name'] }),
  onRecord('DELETE', ''),
  onRecord('POST', '/restore'),
  onRecord('GET', '/history'),
  onRecord('POST', '/comments', { text: 'hello', mentions: ['{root}'] }),
  onTable('POST', '/bulk', { create: [values], partial: true }),
  onTable('POST', '/bulk', { update: { ids: ['{record}'], values } }),
  onTable('POST', '/bulk', { update: { ids: ['{record}'], values, forms: true } }),
  onTable('POST', '/bulk', { archive: { filter: { field: 'code', op: 'eq', value: 'nobody' } } }),
  call('POST', '/apps/:app/files', `${app}/files?name=a.txt`, 'the bytes'),
  call('GET', '/apps/:app/files/:id', `${app}/files/{file}`),
  call('GET', '/apps/:app/views/:entity', `${app}/views/customer`),
  inApp('POST', '/views', view),
  call('PUT', '/apps/:app/views/:id', `${app}/views/{view}`, view),
  call('DELETE', '/apps/:app/views/:id', `${app}/views/{view}`),
  inApp('GET', '/changes'),
]
