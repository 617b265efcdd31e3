import { type ApiCall, app, call, inApp, words } from './api-call.fixture.ts'

const option = {
  kind: 'option_set',
  key: 'level',
  label: words,
  options: [{ key: 'high', label: words }],
}

/** Calls by which apps are designed and published. */
export const designCalls: readonly ApiCall[] = [
  inApp('GET', '/stale'),
  inApp('POST', '/draft/form', {
    form: {
      ...{ kind: 'form', key: 'tried', label: words, entity: 'customer' },
      items: [{ item: 'field', field: 'name' }],
    },
    id: '{record}',
    values: { name: 'A' },
    parts: ['long/when'],
  }),
  inApp('POST', '/draft/print', {
    template: {
      kind: 'print',
      key: 'tried',
      label: words,
      entity: 'customer',
      items: [{ item: 'fields', key: 'facts', fields: ['name'] }],
    },
    id: '{record}',
  }),
  inApp('POST', '/preview-condition', {
    entity: 'customer',
    where: { v: 1, expr: { '!=': [{ var: 'credit' }, 2] } },
  }),
  inApp('GET', '/public-forms'),
  call('PUT', '/apps/:app/public-forms/:form', `${app}/public-forms/customer_form`, {
    active: true,
    ownerId: '{root}',
    departmentId: '{department}',
  }),
  call('POST', '/apps/:app/public-forms/:form/renew', `${app}/public-forms/customer_form/renew`),
  inApp('GET', '/draft'),
  call('PUT', '/apps/:app/draft/documents/:kind/:key', `${app}/draft/documents/option_set/level`, option),
  call('DELETE', '/apps/:app/draft/documents/:kind/:key', `${app}/draft/documents/view/vaults`),
  inApp('POST', '/draft/discard'),
  inApp('GET', '/draft/review'),
  inApp('POST', '/draft/changes', {
    changes: [{ id: 'option_set/level', base: 'x', document: option, choices: [{ pointer: '', take: 'mine' }] }],
  }),
  inApp('POST', '/draft/resolve', { choices: [{ id: 'option_set/level', pointer: '/options', take: 'theirs' }] }),
  inApp('POST', '/draft/type-change', { entity: 'deal', field: 'title', to: { type: 'integer', options: { min: 1 } } }),
  inApp('POST', '/draft/presence', { draft: 'main', document: 'entity/customer', client: 'tab', left: true }),
  inApp('GET', '/drafts'),
  inApp('POST', '/drafts', { name: 'Next', from: 'main' }),
  call('PATCH', '/apps/:app/drafts/:draft', `${app}/drafts/main`, { name: 'Main' }),
  call('DELETE', '/apps/:app/drafts/:draft', `${app}/drafts/main`),
  inApp('GET', '/publish-state'),
  inApp('POST', '/publish', { note: 'n' }),
  inApp('GET', '/revisions'),
  call('GET', '/apps/:app/revisions/:revision', `${app}/revisions/1`),
  call('GET', '/apps/:app/revisions/:revision/compare/:other', `${app}/revisions/1/compare/1`),
  call('POST', '/apps/:app/revisions/:revision/restore', `${app}/revisions/1/restore`),
]
