import { testDatabases } from '@mortise/data/testing'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerAuthentication } from '../plugins/authentication.ts'
import { registerRateLimits } from '../plugins/rate-limits.ts'
import { openTestServer, type TestServer } from '../testing/open-test-server.ts'

const id = '01900000-0000-7000-8000-000000000000'

/** Everything that can be asked for, with what it answers to somebody who is not signed in. */
const golden = [
  'GET /* 200 public',
  'GET /api/health 200 public',
  'POST /api/auth/sign-in/email 400 public',
  'POST /api/auth/sign-out 401 user',
  'POST /api/auth/revoke-sessions 401 user',
  'POST /api/auth/change-password 401 user',
  'GET /api/session 401 user',
  'PATCH /api/session 401 user',
  'GET /api/directory/users 401 user',
  'GET /api/directory/departments 401 user',
  'GET /api/apps 401 administrator',
  'POST /api/apps 401 administrator',
  'POST /api/apps/import 401 administrator',
  'POST /api/apps/:app/duplicate 401 administrator',
  'POST /api/apps/:app/archive 401 administrator',
  'POST /api/apps/:app/restore 401 administrator',
  'GET /api/apps/:app/export 401 user',
  'GET /api/packs 401 administrator',
  'GET /api/apps/:app 401 user',
  'GET /api/apps/:app/openapi.json 401 user',
  'GET /api/apps/:app/stale 401 user',
  'GET /api/apps/:app/search 401 user',
  'POST /api/apps/:app/reads 401 user',
  'POST /api/apps/:app/entities/:entity/query 401 user',
  'POST /api/apps/:app/entities/:entity/aggregate 401 user',
  'POST /api/apps/:app/entities/:entity/lookalikes 401 user',
  'POST /api/apps/:app/entities/:entity/records 401 user',
  'GET /api/apps/:app/entities/:entity/records/:id 401 user',
  'PATCH /api/apps/:app/entities/:entity/records/:id 401 user',
  'DELETE /api/apps/:app/entities/:entity/records/:id 401 user',
  'POST /api/apps/:app/entities/:entity/records/:id/restore 401 user',
  'GET /api/apps/:app/entities/:entity/records/:id/history 401 user',
  'POST /api/apps/:app/entities/:entity/records/:id/comments 401 user',
  'POST /api/apps/:app/entities/:entity/bulk 401 user',
  'POST /api/apps/:app/entities/:entity/commands/:command/run 401 user',
  'POST /api/apps/:app/entities/:entity/commands/:command/preview 401 user',
  'GET /api/apps/:app/entities/:entity/records/:id/processes 401 user',
  'POST /api/apps/:app/processes/:process/start 401 user',
  'GET /api/apps/:app/processes/:process/try/people 401 user',
  'POST /api/apps/:app/processes/:process/try/walk 401 user',
  'POST /api/apps/:app/processes/:process/try/coverage 401 user',
  'POST /api/apps/:app/processes/:process/try/replay 401 user',
  'POST /api/apps/:app/processes/:process/try/forecast 401 user',
  'GET /api/apps/:app/insight 401 user',
  'GET /api/apps/:app/processes/:process/insight 401 user',
  'GET /api/apps/:app/processes/:process/insight.xes 401 user',
  'GET /api/apps/:app/processes/:process/versions 401 user',
  'GET /api/apps/:app/processes/:process/versions/published 401 user',
  'GET /api/apps/:app/processes/:process/versions/published/:revision 401 user',
  'POST /api/apps/:app/processes/:process/versions/:number/trial 401 user',
  'POST /api/apps/:app/processes/:process/versions/:number/moves 401 user',
  'POST /api/process-moves/:move/next 401 user',
  'POST /api/process-moves/:move/undo 401 user',
  'GET /api/tasks 401 user',
  'GET /api/tasks/count 401 user',
  'GET /api/instances/:instance 401 user',
  'POST /api/instances/:instance/tasks/:step 401 user',
  'GET /api/instances/:instance/tasks/:step/record 401 user',
  'GET /api/instances/:instance/tasks/:step/app 401 user',
  'GET /api/instances/:instance/tasks/:step/history 401 user',
  'POST /api/instances/:instance/tasks/:step/save 401 user',
  'POST /api/instances/:instance/look 401 user',
  'GET /api/instances/:instance/comments 401 user',
  'POST /api/instances/:instance/comments 401 user',
  'PATCH /api/instances/:instance/comments/:comment 401 user',
  'DELETE /api/instances/:instance/comments/:comment 401 user',
  'POST /api/instances/:instance/urge 401 user',
  'POST /api/instances/:instance/copies 401 user',
  'GET /api/instances/:instance/files/:file 401 user',
  'GET /api/instances/:instance/signatures/:file 401 user',
  'GET /api/signature 401 user',
  'PUT /api/signature 401 user',
  'GET /api/signature/picture 401 user',
  'GET /api/admin/people/:person/work 401 administrator',
  'POST /api/admin/people/:person/handover 401 administrator',
  'POST /api/instances/:instance/jump 401 user',
  'POST /api/instances/:instance/repetitions/:step 401 user',
  'GET /api/instances/:instance/print 401 user',
  'POST /api/tasks/batch 401 user',
  'POST /api/tasks/copies/read 401 user',
  'POST /api/instances/:instance/tasks/:step/evaluate 401 user',
  'POST /api/instances/:instance/tasks/:step/link 401 user',
  'POST /api/instances/:instance/tasks/:step/link/withdraw 401 user',
  'POST /api/apps/:app/processes/:process/preview 401 user',
  'POST /api/instances/:instance/recall 401 user',
  'POST /api/instances/:instance/stop 401 user',
  'POST /api/instances/:instance/incidents/:step 401 user',
  'GET /api/away 401 user',
  'POST /api/away 401 user',
  'DELETE /api/away/:id 401 user',
  'GET /api/notifications 401 user',
  'GET /api/notifications/count 401 user',
  'GET /api/notifications/:id 401 user',
  'POST /api/notifications/read 401 user',
  'GET /api/notifications/settings 401 user',
  'PUT /api/notifications/settings 401 user',
  'GET /api/apps/:app/entities/:entity/records/:id/print/:template 401 user',
  'POST /api/apps/:app/entities/:entity/print/:template 401 user',
  'POST /api/apps/:app/draft/form 401 user',
  'POST /api/apps/:app/draft/print 401 user',
  'POST /api/apps/:app/entities/:entity/forms/:form/evaluate 401 user',
  'GET /api/apps/:app/form-drafts 401 user',
  'GET /api/apps/:app/form-drafts/:entity 401 user',
  'PUT /api/apps/:app/form-drafts/:entity 401 user',
  'DELETE /api/apps/:app/form-drafts/:entity 401 user',
  'POST /api/apps/:app/explain 401 user',
  'POST /api/apps/:app/files 401 user',
  'POST /api/apps/:app/messages 401 user',
  'GET /api/apps/:app/files/:id 401 user',
  'GET /api/calendar 401 user',
  'GET /api/apps/:app/views/:entity 401 user',
  'POST /api/apps/:app/views 401 user',
  'PUT /api/apps/:app/views/:id 401 user',
  'DELETE /api/apps/:app/views/:id 401 user',
  'GET /api/apps/:app/changes 401 user',
  'GET /api/public/:token 404 public',
  'GET /api/public/:token/choices/:field 404 public',
  'POST /api/public/:token 400 public',
  'POST /api/public/:token/files 400 public',
  'GET /api/apps/:app/public-forms 401 user',
  'PUT /api/apps/:app/public-forms/:form 401 user',
  'POST /api/apps/:app/public-forms/:form/renew 401 user',
  'GET /api/apps/:app/draft 401 user',
  'PUT /api/apps/:app/draft/documents/:kind/:key 401 user',
  'DELETE /api/apps/:app/draft/documents/:kind/:key 401 user',
  'POST /api/apps/:app/draft/discard 401 user',
  'GET /api/apps/:app/draft/review 401 user',
  'POST /api/apps/:app/draft/changes 401 user',
  'POST /api/apps/:app/draft/resolve 401 user',
  'POST /api/apps/:app/draft/presence 401 user',
  'POST /api/apps/:app/draft/type-change 401 user',
  'GET /api/apps/:app/drafts 401 user',
  'POST /api/apps/:app/drafts 401 user',
  'PATCH /api/apps/:app/drafts/:draft 401 user',
  'DELETE /api/apps/:app/drafts/:draft 401 user',
  'POST /api/apps/:app/preview-condition 401 user',
  'POST /api/apps/:app/publish 401 user',
  'GET /api/apps/:app/publish-state 401 user',
  'GET /api/apps/:app/revisions 401 user',
  'GET /api/apps/:app/revisions/:revision 401 user',
  'GET /api/apps/:app/revisions/:revision/compare/:other 401 user',
  'POST /api/apps/:app/revisions/:revision/restore 401 user',
  'GET /api/admin/users 401 administrator',
  'GET /api/answers/:token 404 public',
  'POST /api/admin/users 401 administrator',
  'PATCH /api/admin/users/:id 401 administrator',
  'POST /api/admin/users/:id/password 401 administrator',
  'POST /api/admin/users/:id/sign-out 401 administrator',
  'POST /api/answers/:token 400 public',
  'GET /api/admin/departments 401 administrator',
  'POST /api/admin/departments 401 administrator',
  'PATCH /api/admin/departments/:id 401 administrator',
  'DELETE /api/admin/departments/:id 401 administrator',
  'GET /api/admin/roles 401 administrator',
  'GET /api/admin/system 401 administrator',
  'PATCH /api/admin/workspace 401 administrator',
  'GET /api/admin/calendar 401 administrator',
  'PUT /api/admin/calendar/:day 401 administrator',
  'DELETE /api/admin/calendar/:day 401 administrator',
  'POST /api/admin/system/retry 401 administrator',
  'GET /api/admin/secrets 401 administrator',
  'PUT /api/admin/secrets/:name 401 administrator',
  'DELETE /api/admin/secrets/:name 401 administrator',
  'GET /api/tokens 401 user',
  'POST /api/tokens 401 user',
  'DELETE /api/tokens/:id 401 user',
]

const [database] = testDatabases
if (!database) throw new Error('unreachable: there is always the embedded database')

describe('the route table', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await openTestServer(database, { withWebFolder: true })
  })
  afterAll(() => server.close())

  const url = (path: string) =>
    path
      .replace(':app', 'crm')
      .replace(':entity', 'customer')
      .replace(':token', 'a'.repeat(32))
      .replace(/:(form|field)/, 'name')
      .replace(/:(revision|other)/g, '1')
      .replace(':kind', 'entity')
      .replace(':key', 'customer')
      .replace(':id', id)
      .replace(':draft', 'main')
      .replace('*', '')

  it('is the golden list, and nobody gets past the door without signing in', async () => {
    const crawled = []
    for (const { method, path, auth } of server.routes) {
      const payload = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined
      const answer = await server.app.inject({ method: method as 'GET', url: url(path), payload })
      crawled.push(`${method} ${path} ${answer.statusCode} ${auth}`)
    }
    expect(crawled.sort()).toEqual([...golden].sort())
  })

  it('does not take the address apart: a query or a fragment does not make a route public', async () => {
    for (const trick of ['?/api/health', '?x=/api/auth/sign-in/email', '%3F/api/health', ';/api/health']) {
      const answer = await server.app.inject({ url: `/api/admin/users${trick}` })
      expect(answer.statusCode, trick).toBeGreaterThanOrEqual(401)
      expect(answer.statusCode, trick).toBeLessThanOrEqual(404)
    }
  })

  it('cannot have a route that does not say who may call it', async () => {
    const app = fastify()
    const { identity, config } = server.services
    registerAuthentication(app, { identity, origins: [], rateLimits: await registerRateLimits(app, config) })
    expect(() => app.get('/open', () => 'x')).toThrow(/does not say who may call it/)
  })
})
