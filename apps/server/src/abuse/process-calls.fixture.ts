import { type ApiCall, app, call, inApp, onRecord } from './api-call.fixture.ts'

const trial = (name: string, body: object) =>
  call('POST', `/apps/:app/processes/:process/try/${name}`, `${app}/processes/check/try/${name}`, {
    ...body,
    source: 'published',
  })

/** Calls about processes, from starting them to how long they take. */
export const processCalls: readonly ApiCall[] = [
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
  call('GET', '/apps/:app/processes/:process/try/people', `${app}/processes/check/try/people`),
  trial('coverage', { records: 2 }),
  trial('replay', { size: 2 }),
  trial('forecast', { runs: 50, perWeek: 3 }),
  inApp('GET', '/insight'),
  call('GET', '/apps/:app/processes/:process/insight', `${app}/processes/check/insight?version=1`),
  call('GET', '/apps/:app/processes/:process/insight.xes', `${app}/processes/check/insight.xes?version=1`),
  call('GET', '/apps/:app/processes/:process/versions', `${app}/processes/check/versions`),
  call('GET', '/apps/:app/processes/:process/versions/published', `${app}/processes/check/versions/published`),
  call(
    'GET',
    '/apps/:app/processes/:process/versions/published/:revision',
    `${app}/processes/check/versions/published/1`,
  ),
  call('POST', '/apps/:app/processes/:process/versions/:number/trial', `${app}/processes/check/versions/1/trial`, {
    mapping: [{ from: 'asked', to: 'asked' }],
  }),
  call('POST', '/apps/:app/processes/:process/versions/:number/moves', `${app}/processes/check/versions/1/moves`, {
    mapping: [{ from: 'asked', to: 'asked' }],
  }),
  call('POST', '/process-moves/:move/next', '/process-moves/{record}/next'),
  call('POST', '/process-moves/:move/undo', '/process-moves/{record}/undo'),
  call('POST', '/apps/:app/processes/:process/preview', '/apps/crm/processes/nothing/preview', {
    recordId: '01890a5d-ac96-774b-bcce-b302099a8057',
  }),
  inApp('POST', '/messages', { name: 'paid', key: 'A-1', keepHours: 1 }),
]
