import { type ApiCall, call, plain } from './api-call.fixture.ts'

/** Calls about tasks, and the instances that these are of. */
export const taskCalls: readonly ApiCall[] = [
  call('GET', '/tasks', '/tasks?box=todo&text=a&size=5'),
  plain('GET', '/tasks/count'),
  call('GET', '/instances/:instance', '/instances/{record}'),
  call('GET', '/instances/:instance/print', '/instances/{record}/print'),
  call('POST', '/instances/:instance/tasks/:step', '/instances/{record}/tasks/1', {
    act: { do: 'approve', comment: 'a' },
    actor: 2,
    key: 'a click of mine',
  }),
  call('POST', '/instances/:instance/tasks/:step/link', '/instances/{record}/tasks/1/link'),
  call('POST', '/instances/:instance/tasks/:step/link/withdraw', '/instances/{record}/tasks/1/link/withdraw'),
  call('GET', '/instances/:instance/tasks/:step/record', '/instances/{record}/tasks/1/record'),
  call('GET', '/instances/:instance/tasks/:step/app', '/instances/{record}/tasks/1/app'),
  call('GET', '/instances/:instance/tasks/:step/history', '/instances/{record}/tasks/1/history'),
  // Which fields there are is known with the task only: keys of values are tried in task-records.test.ts.
  call('POST', '/instances/:instance/tasks/:step/save', '/instances/{record}/tasks/1/save', {
    ...{ values: { zh: null }, version: 1 },
  }),
  call('POST', '/tasks/copies/read', '/tasks/copies/read', { instances: ['{record}'] }),
  call('POST', '/instances/:instance/tasks/:step/evaluate', '/instances/{record}/tasks/1/evaluate', {
    // What is unknown in the values of a task is known only to its engine, and there is none here.
    ...{ form: 'customer_form', parts: ['x'] },
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
  call('POST', '/instances/:instance/jump', '/instances/{record}/jump', {
    ...{ to: 'manager', comment: 'a', key: 'a click of mine' },
  }),
  call('POST', '/instances/:instance/repetitions/:step', '/instances/{record}/repetitions/1', {
    ...{ do: 'add', key: 'a click of mine' },
  }),
  call('POST', '/tasks/batch', '/tasks/batch', {
    items: [{ instance: '01890a5d-ac96-774b-bcce-b302099a8057', visit: 1 }],
    ...{ act: { do: 'approve' }, key: 'a click of mine' },
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
  call('GET', '/calendar', '/calendar?year=2026'),
]
