/**
 * Keys of everything the browser caches. Everything of a table's records begins with ['app', app, 'records', entity],
 * so that one change invalidates lists, figures and the record together.
 */
export const queryKeys = {
  session: ['session'] as const,
  health: ['health'] as const,
  users: ['directory', 'users'] as const,
  departments: ['directory', 'departments'] as const,
  tokens: ['tokens'] as const,
  admin: (...rest: unknown[]) => ['admin', ...rest] as const,
  app: (app: string) => ['app', app] as const,
  description: (app: string) => ['app', app, 'description'] as const,
  entity: (app: string, entity: string) => ['app', app, 'records', entity] as const,
  query: (app: string, entity: string, query: unknown) => ['app', app, 'records', entity, 'query', query] as const,
  aggregate: (app: string, entity: string, query: unknown) =>
    ['app', app, 'records', entity, 'aggregate', query] as const,
  record: (app: string, entity: string, id: string) => ['app', app, 'records', entity, 'record', id] as const,
  history: (app: string, entity: string, id: string) =>
    ['app', app, 'records', entity, 'record', id, 'history'] as const,
  recordProcesses: (app: string, entity: string, id: string) =>
    ['app', app, 'records', entity, 'record', id, 'processes'] as const,
  tasks: (...rest: unknown[]) => ['tasks', ...rest] as const,
  instance: (instance: string, ...rest: unknown[]) => ['instance', instance, ...rest] as const,
  away: ['away'] as const,
  views: (app: string, entity: string) => ['app', app, 'views', entity] as const,
  formDrafts: (app: string) => ['app', app, 'form-drafts'] as const,
  search: (app: string, text: string) => ['app', app, 'search', text] as const,
}
