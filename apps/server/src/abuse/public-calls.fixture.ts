import { type ApiCall, call } from './api-call.fixture.ts'

/** Of a form that is filled in without signing in; there is none in these apps. */
const noToken = 'a'.repeat(32)

/** Calls of visitors without an account. */
export const publicCalls: readonly ApiCall[] = [
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
  call('GET', '/answers/:token', `/answers/${noToken}`),
  call('POST', '/answers/:token', `/answers/${noToken}`, { answer: 'approve', comment: 'good', rating: 5 }),
]
