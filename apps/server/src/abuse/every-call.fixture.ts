/** One call of the HTTP API. `{name}` stands for the id of something that exists. */
export interface ApiCall {
  method: string
  /** As in the route table. */
  route: string
  path: string
  body?: unknown
}

const app = '/apps/crm'
const table = `${app}/entities/customer`
const record = `${table}/records/{record}`

const call = (method: string, route: string, path: string, body?: unknown): ApiCall => ({ method, route, path, body })
const plain = (method: string, path: string, body?: unknown) => call(method, path, path, body)
const inApp = (method: string, path: string, body?: unknown) => call(method, `/apps/:app${path}`, `${app}${path}`, body)
const onTable = (method: string, path: string, body?: unknown) =>
  call(method, `/apps/:app/entities/:entity${path}`, `${table}${path}`, body)
const onRecord = (method: string, path: string, body?: unknown) =>
  call(method, `/apps/:app/entities/:entity/records/:id${path}`, `${record}${path}`, body)

const trial = (name: string, body: object) =>
  call('POST', `/apps/:app/processes/:process/try/${name}`, `${app}/processes/check/try/${name}`, {
    ...body,
    source: 'published',
  })

/** Of a form that is filled in without signing in; there is none in these apps. */
const noToken = 'a'.repeat(32)
const words = { zh: '名', en: 'Name' }
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
const person = { name: 'N', email: 'n@example.com', language: 'en', departmentId: '{department}', managerId: '{root}' }
const option = {
  kind: 'option_set',
  key: 'level',
  label: words,
  options: [{ key: 'high', label: words }],
}

/** Every route there is, with a body that is right wherever one is taken. */
export const everyCall: readonly ApiCall[] = [
  plain('GET', '/health'),
  plain('POST', '/auth/sign-in/email', { email: 'nobody@example.com', password: 'password 1' }),
  plain('POST', '/auth/sign-out'),
  plain('POST', '/auth/revoke-sessions'),
  plain('POST', '/auth/change-password', {
    currentPassword: 'password 1',
    newPassword: 'password 2',
    revokeOtherSessions: false,
  }),
  plain('GET', '/session'),
  plain('PATCH', '/session', { language: 'en', name: 'Root' }),
  plain('GET', '/directory/users'),
  plain('GET', '/directory/departments'),
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
  inApp('GET', '/stale'),
  call('GET', '/apps/:app/entities/:entity/records/:id/print/:template', `${record}/print/customer_card`),
  call('POST', '/apps/:app/entities/:entity/print/:template', `${table}/print/customer_card`, { ids: ['{record}'] }),
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
  call('POST', '/apps/:app/entities/:entity/commands/:command/run', `${table}/commands/raise/run`, {
    ids: ['{record}'],
    input: { level: 'high' },
    seen: 1,
    key: 'a click of mine',
  }),
  onRecord('GET', '/processes'),
  call('POST', '/apps/:app/processes/:process/start', `${app}/processes/check/start`, {
    recordId: '{record}',
    key: 'a click of mine',
  }),
  trial('walk', {
    initiator: '{root}',
    recordId: '{record}',
    values: { name: 'B' },
    decisions: { a: { do: 'approve' } },
  }),
  trial('coverage', { records: 2 }),
  trial('replay', { size: 2 }),
  trial('forecast', { runs: 50, perWeek: 3 }),
  inApp('GET', '/insight'),
  call('GET', '/apps/:app/processes/:process/insight', `${app}/processes/check/insight?version=1`),
  call('GET', '/apps/:app/processes/:process/insight.xes', `${app}/processes/check/insight.xes?version=1`),
  call('GET', '/apps/:app/processes/:process/versions', `${app}/processes/check/versions`),
  call('POST', '/apps/:app/processes/:process/versions/:number/trial', `${app}/processes/check/versions/1/trial`, {
    mapping: [{ from: 'asked', to: 'asked' }],
  }),
  call('POST', '/apps/:app/processes/:process/versions/:number/moves', `${app}/processes/check/versions/1/moves`, {
    mapping: [{ from: 'asked', to: 'asked' }],
  }),
  call('POST', '/process-moves/:move/next', '/process-moves/{record}/next'),
  call('POST', '/process-moves/:move/undo', '/process-moves/{record}/undo'),
  call('GET', '/tasks', '/tasks?box=todo&text=a&size=5'),
  plain('GET', '/tasks/count'),
  call('GET', '/instances/:instance', '/instances/{record}'),
  call('POST', '/instances/:instance/tasks/:step', '/instances/{record}/tasks/1', {
    act: { do: 'approve', comment: 'a' },
    actor: 2,
    key: 'a click of mine',
  }),
  call('GET', '/instances/:instance/tasks/:step/record', '/instances/{record}/tasks/1/record'),
  call('GET', '/instances/:instance/tasks/:step/app', '/instances/{record}/tasks/1/app'),
  call('GET', '/instances/:instance/tasks/:step/history', '/instances/{record}/tasks/1/history'),
  // Which fields there are is known with the task only: keys of values are tried in task-records.test.ts.
  call('POST', '/instances/:instance/tasks/:step/save', '/instances/{record}/tasks/1/save', {
    ...{ values: { zh: null }, version: 1 },
  }),
  call('POST', '/instances/:instance/look', '/instances/{record}/look', { at: '2026-11-23T00:00:00.000Z' }),
  call('GET', '/instances/:instance/comments', '/instances/{record}/comments'),
  call('POST', '/instances/:instance/comments', '/instances/{record}/comments', { text: 'a', key: 'a click of mine' }),
  call('PATCH', '/instances/:instance/comments/:comment', '/instances/{record}/comments/{record}', { text: 'a' }),
  call('DELETE', '/instances/:instance/comments/:comment', '/instances/{record}/comments/{record}'),
  call('POST', '/instances/:instance/urge', '/instances/{record}/urge', { visit: 1, key: 'a click of mine' }),
  call('POST', '/instances/:instance/copies', '/instances/{record}/copies', {
    users: ['01890a5d-ac96-774b-bcce-b302099a8057'],
    key: 'a click of mine',
  }),
  call('GET', '/instances/:instance/files/:file', '/instances/{record}/files/{record}'),
  call('GET', '/instances/:instance/signatures/:file', '/instances/{record}/signatures/{record}'),
  call('GET', '/signature', '/signature'),
  call('PUT', '/signature', '/signature', { app: 'crm', file: '01890a5d-ac96-774b-bcce-b302099a8057' }),
  call('GET', '/signature/picture', '/signature/picture'),
  call('GET', '/admin/people/:person/work', '/admin/people/{record}/work'),
  call('POST', '/admin/people/:person/handover', '/admin/people/{record}/handover', {
    to: '01890a5d-ac96-774b-bcce-b302099a8057',
    key: 'a click of mine',
  }),
  call('POST', '/instances/:instance/jump', '/instances/{record}/jump', {
    ...{ to: 'manager', comment: 'a', key: 'a click of mine' },
  }),
  call('POST', '/tasks/batch', '/tasks/batch', {
    items: [{ instance: '01890a5d-ac96-774b-bcce-b302099a8057', visit: 1 }],
    ...{ act: { do: 'approve' }, key: 'a click of mine' },
  }),
  call('POST', '/apps/:app/processes/:process/preview', '/apps/crm/processes/nothing/preview', {
    recordId: '01890a5d-ac96-774b-bcce-b302099a8057',
  }),
  call('POST', '/instances/:instance/recall', '/instances/{record}/recall', { key: 'a click of mine' }),
  call('POST', '/instances/:instance/stop', '/instances/{record}/stop', { key: 'a click of mine' }),
  call('POST', '/instances/:instance/incidents/:step', '/instances/{record}/incidents/1', {
    go: 'retry',
    key: 'a click of mine',
  }),
  plain('GET', '/away'),
  plain('POST', '/away', {
    agentId: '{root}',
    startsAt: '2026-11-23T00:00:00.000Z',
    endsAt: '2026-11-24T00:00:00.000Z',
    processes: ['crm/check'],
  }),
  call('DELETE', '/away/:id', '/away/{record}'),
  plain('POST', '/admin/system/retry'),
  plain('GET', '/admin/secrets'),
  call('PUT', '/admin/secrets/:name', '/admin/secrets/erp', { host: 'erp.example.com', value: 'key' }),
  call('DELETE', '/admin/secrets/:name', '/admin/secrets/erp'),
  plain('GET', '/notifications'),
  plain('GET', '/notifications/count'),
  call('GET', '/notifications/:id', '/notifications/{record}'),
  plain('POST', '/notifications/read', { ids: ['{record}'] }),
  plain('GET', '/notifications/settings'),
  plain('PUT', '/notifications/settings', { settings: [{ kind: 'task', app: true, mail: true }] }),
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
  inApp('POST', '/preview-condition', {
    entity: 'customer',
    where: { v: 1, expr: { '!=': [{ var: 'credit' }, 2] } },
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
  onTable('POST', '/bulk', { archive: { filter: { field: 'code', op: 'eq', value: 'nobody' } } }),
  call('POST', '/apps/:app/files', `${app}/files?name=a.txt`, 'the bytes'),
  call('GET', '/apps/:app/files/:id', `${app}/files/{file}`),
  call('GET', '/apps/:app/views/:entity', `${app}/views/customer`),
  inApp('POST', '/views', view),
  call('PUT', '/apps/:app/views/:id', `${app}/views/{view}`, view),
  call('DELETE', '/apps/:app/views/:id', `${app}/views/{view}`),
  inApp('GET', '/changes'),
  call('GET', '/public/:token', `/public/${noToken}`),
  call('GET', '/public/:token/choices/:field', `/public/${noToken}/choices/name?search=ab`),
  call('POST', '/public/:token', `/public/${noToken}`, {
    request: '01900000-0000-7000-8000-000000000000',
    ticket: 'x',
    values: { name: 'A' },
    parameters: { channel: 'x' },
    website: '',
  }),
  call('POST', '/public/:token/files', `/public/${noToken}/files?name=a.txt`, 'the bytes'),
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
  plain('GET', '/admin/users'),
  plain('POST', '/admin/users', { ...person, administrator: false, active: true, roles: ['crm/sales'] }),
  call('PATCH', '/admin/users/:id', '/admin/users/{user}', { ...person, email: 'user@example.com' }),
  call('POST', '/admin/users/:id/password', '/admin/users/{user}/password', { password: 'password 1' }),
  call('POST', '/admin/users/:id/sign-out', '/admin/users/{user}/sign-out'),
  plain('GET', '/admin/departments'),
  plain('POST', '/admin/departments', { name: words, parentId: '{department}', headId: '{root}', position: 3 }),
  call('PATCH', '/admin/departments/:id', '/admin/departments/{department}', { name: words, position: 3 }),
  call('DELETE', '/admin/departments/:id', '/admin/departments/{department}'),
  plain('GET', '/admin/roles'),
  plain('GET', '/admin/system'),
  plain('PATCH', '/admin/workspace', { name: words }),
  call('GET', '/calendar', '/calendar?year=2026'),
  call('GET', '/admin/calendar', '/admin/calendar?year=2026'),
  call('PUT', '/admin/calendar/:day', '/admin/calendar/2026-12-24', { works: false, name: words }),
  call('DELETE', '/admin/calendar/:day', '/admin/calendar/2026-12-24'),
  plain('GET', '/tokens'),
  plain('POST', '/tokens', { name: 'T', scopes: ['crm:read'], expiresAt: '2099-01-01T00:00:00Z' }),
  call('DELETE', '/tokens/:id', '/tokens/{token}'),
]

/** The calls that take JSON. */
export const callsWithBody = everyCall.filter(({ body }) => typeof body === 'object')

/** The value with every `{name}` replaced by the id it stands for. */
export function withIds<Value>(value: Value, ids: { [name: string]: string }): Value {
  const text = JSON.stringify(value)
  return text === undefined ? value : JSON.parse(text.replaceAll(/\{([a-z]+)\}/g, (whole, name) => ids[name] ?? whole))
}

/** Every place inside a value, from the outside in. */
export function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return [path, ...inner.flatMap(([key, one]) => placesOf(one, [...path, key]))]
}

/** What stands at a place. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as { [key: string]: unknown })[key], value)
}

/** A copy with another value at one place. */
export function replaceAt(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  const inner = (value as { [key: string]: unknown })[key]
  return Object.assign(copy, { [key]: replaceAt(inner, rest, other) })
}
