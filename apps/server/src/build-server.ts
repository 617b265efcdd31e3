import { randomBytes } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { AppModel } from '@mortise/metadata'
import type { FastifyInstance, FastifyServerFactory, RouteOptions } from 'fastify'
import fastify, { type FastifyHttpOptions, LogController } from 'fastify'
import { roleAlerts } from './app/role-alerts.ts'
import { type Config, publicUrl } from './config.ts'
import { registerAuthentication } from './plugins/authentication.ts'
import { registerErrorHandler } from './plugins/error-handler.ts'
import { registerJsonBody } from './plugins/json-body.ts'
import { createLazyValidators } from './plugins/lazy-validators.ts'
import { registerRateLimits } from './plugins/rate-limits.ts'
import { registerSecurityHeaders } from './plugins/security-headers.ts'
import { registerWebApp } from './plugins/web-app.ts'
import { adminCalendarRoutes } from './routes/admin-calendar.routes.ts'
import { adminDepartmentRoutes } from './routes/admin-departments.routes.ts'
import { adminSystemRoutes } from './routes/admin-system.routes.ts'
import { adminUserRoutes } from './routes/admin-users.routes.ts'
import { answerLinkRoutes } from './routes/answer-links.routes.ts'
import { appRoutes } from './routes/app.routes.ts'
import { appHomeRoutes } from './routes/apps.routes.ts'
import { authRoutes } from './routes/auth.routes.ts'
import { awayRoutes } from './routes/away.routes.ts'
import { bulkRoutes } from './routes/bulk.routes.ts'
import { changeRoutes } from './routes/changes.routes.ts'
import { commandRoutes } from './routes/commands.routes.ts'
import { designRoutes } from './routes/design.routes.ts'
import { discussionRoutes } from './routes/discussion.routes.ts'
import { draftRoutes } from './routes/drafts.routes.ts'
import { explainRoutes } from './routes/explain.routes.ts'
import { fileRoutes } from './routes/files.routes.ts'
import { formDraftRoutes } from './routes/form-drafts.routes.ts'
import { formRoutes } from './routes/forms.routes.ts'
import { handoverRoutes } from './routes/handover.routes.ts'
import { healthRoutes } from './routes/health.routes.ts'
import { instanceRoutes } from './routes/instances.routes.ts'
import { messageRoutes } from './routes/messages.routes.ts'
import { notificationRoutes } from './routes/notifications.routes.ts'
import { printRoutes } from './routes/prints.routes.ts'
import { processInsightRoutes } from './routes/process-insight.routes.ts'
import { processMoveRoutes } from './routes/process-moves.routes.ts'
import { processTrialRoutes } from './routes/process-trials.routes.ts'
import { processRoutes } from './routes/processes.routes.ts'
import { publicRoutes } from './routes/public.routes.ts'
import { publicFileRoutes } from './routes/public-files.routes.ts'
import { publicFormRoutes } from './routes/public-forms.routes.ts'
import { readsRoutes } from './routes/reads.routes.ts'
import { recordRoutes } from './routes/records.routes.ts'
import { repetitionRoutes } from './routes/repetitions.routes.ts'
import { savedViewRoutes } from './routes/saved-views.routes.ts'
import { secretRoutes } from './routes/secrets.routes.ts'
import { sessionRoutes } from './routes/session.routes.ts'
import { signatureRoutes } from './routes/signature.routes.ts'
import { taskRecordRoutes } from './routes/task-records.routes.ts'
import { taskRoutes } from './routes/tasks.routes.ts'
import { tokenRoutes } from './routes/tokens.routes.ts'
import type { Services } from './services.ts'

const routes = [
  healthRoutes,
  authRoutes,
  sessionRoutes,
  appRoutes,
  appHomeRoutes,
  readsRoutes,
  recordRoutes,
  bulkRoutes,
  commandRoutes,
  processRoutes,
  processTrialRoutes,
  processInsightRoutes,
  processMoveRoutes,
  instanceRoutes,
  messageRoutes,
  taskRecordRoutes,
  discussionRoutes,
  signatureRoutes,
  handoverRoutes,
  repetitionRoutes,
  taskRoutes,
  awayRoutes,
  notificationRoutes,
  printRoutes,
  explainRoutes,
  formRoutes,
  formDraftRoutes,
  fileRoutes,
  savedViewRoutes,
  changeRoutes,
  designRoutes,
  draftRoutes,
  publicFormRoutes,
  publicRoutes,
  answerLinkRoutes,
  publicFileRoutes,
  adminUserRoutes,
  adminDepartmentRoutes,
  adminSystemRoutes,
  adminCalendarRoutes,
  secretRoutes,
  tokenRoutes,
]

export interface ServerOptions {
  services: Services
  serverFactory?: FastifyServerFactory<HttpServer>
  /** The built web app. */
  webFolder?: string
  /** Told of each route as it is added. */
  onRoute?(route: RouteOptions): void
}

const builtWebApp = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** The HTTP server over the services, ready for requests. */
export async function buildServer({
  services,
  serverFactory,
  webFolder,
  onRoute,
}: ServerOptions): Promise<FastifyInstance> {
  const { config, identity } = services
  const options: FastifyHttpOptions<HttpServer> = {
    logger: { level: config.logLevel, redact: ['err.params', 'err.detail'] },
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: createRequestIds(),
    trustProxy: toTrustProxy(config.trustProxy),
    bodyLimit: 1024 * 1024,
    // A closing server finishes what it was given; clients are told by `connection: close`.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // What is sent is taken as it is or refused: nothing is converted, nothing dropped in silence.
    schemaController: { compilersFactory: { buildValidator: createLazyValidators() } },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false } },
    ...(serverFactory && { serverFactory }),
  }
  const app = fastify(options)
  if (onRoute) app.addHook('onRoute', onRoute)
  registerErrorHandler(app)
  registerSecurityHeaders(app, { https: identity.secureCookies })
  registerJsonBody(app)
  const rateLimits = await registerRateLimits(app, config)
  const origins = config.baseUrl ? [new URL(publicUrl(config)).origin] : []
  registerAuthentication(app, { identity, origins, rateLimits })
  logRequests(app)
  for (const register of routes)
    await app.register(
      (scope, _options, done) => {
        register(scope, services)
        done()
      },
      { prefix: '/api' },
    )
  await registerWebApp(app, webFolder ?? builtWebApp)
  logRoleAlerts(app, services)
  return app
}

/** At the start and with each new revision: a role that lost rights for such a reason must not go unnoticed. */
function logRoleAlerts(app: FastifyInstance, { apps }: Services): void {
  const log = (models: readonly AppModel[]) => {
    for (const alert of roleAlerts(models)) app.log.error(alert, 'condition of a role refused: it holds for no record')
  }
  log(apps.list())
  const stop = apps.onRevision(({ app: key }) => log(apps.list().filter((model) => model.key === key)))
  app.addHook('onClose', async () => stop())
}

/** A number means that many proxies, counted from this server. */
function toTrustProxy(setting: Config['trustProxy']): FastifyHttpOptions<HttpServer>['trustProxy'] {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting
}

/** Short, different on every server, and never taken from the client. */
function createRequestIds(): () => string {
  const prefix = randomBytes(5).toString('hex')
  let count = 0
  return () => {
    count += 1
    return `${prefix}-${count.toString(36)}`
  }
}

const slowMs = 2000

function logRequests(app: FastifyInstance): void {
  const debugging = app.log.level === 'debug' || app.log.level === 'trace'
  app.addHook('onResponse', (request, reply, done) => {
    const slow = reply.elapsedTime > slowMs && !request.routeOptions.config.stream
    if (slow || debugging)
      request.log[slow ? 'warn' : 'debug'](
        {
          method: request.method,
          route: request.routeOptions.url,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          user: request.signedIn?.principal.id,
        },
        slow ? 'slow request' : 'request',
      )
    done()
  })
}
