import type { FastifyInstance } from 'fastify'
import { roleAlerts } from '../app/role-alerts.ts'
import { httpErrors } from '../errors.ts'
import { productVersion } from '../product-version.ts'
import type { Services } from '../services.ts'
import { NoQuery } from './schemas.ts'

/** Whether the server and its database answer. */
export function healthRoutes(app: FastifyInstance, { database, apps, demoLogins }: Services): void {
  app.get('/health', { config: { auth: 'public' }, schema: { querystring: NoQuery } }, async () => {
    await database.run({ text: 'select 1', values: [] }).catch(() => {
      throw httpErrors.SERVER_UNAVAILABLE()
    })
    const revision = Math.max(0, ...apps.list().map((model) => model.revision))
    // Only how many: what they are is for administrators, on their system page.
    const alerts = roleAlerts(apps.list()).length
    return {
      status: 'ok',
      database: database.engine,
      version: productVersion,
      revision,
      ...(alerts > 0 && { alerts }),
      ...(demoLogins.length > 0 && { demo: demoLogins }),
    }
  })
}
