import type { FastifyInstance } from 'fastify'
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
    return {
      status: 'ok',
      database: database.engine,
      version: productVersion,
      revision,
      ...(demoLogins.length > 0 && { demo: demoLogins }),
    }
  })
}
