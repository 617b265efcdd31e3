import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { outboundErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { NoBody, NoQuery, strict } from './schemas.ts'

/** What every object of JavaScript has by itself is no name. */
const SecretName = Type.String({ pattern: '^(?!constructor$)[a-z][a-z0-9_]{0,40}$' })
const SecretParams = Type.Object({ name: SecretName }, strict)
type SecretParams = Type.Static<typeof SecretParams>
const Secret = Type.Object(
  {
    host: Type.String({ maxLength: 253, pattern: '^[A-Za-z0-9.:-]+$' }),
    value: Type.String({ minLength: 1, maxLength: 10_000 }),
  },
  strict,
)

const config = { auth: 'administrator' } as const

/** Keys of other programs that webhooks use: written and taken away, never shown. */
export function secretRoutes(app: FastifyInstance, { secrets }: Services): void {
  app.get('/admin/secrets', { config, schema: { querystring: NoQuery } }, async () => ({
    secrets: await secrets.list(),
  }))

  app.put<{ Params: SecretParams; Body: Type.Static<typeof Secret> }>(
    '/admin/secrets/:name',
    { config, schema: { params: SecretParams, querystring: NoQuery, body: Secret } },
    async (request) => {
      const { host, value } = request.body
      await secrets.put({
        name: request.params.name,
        host: host.toLowerCase(),
        value,
        by: userOf(request).principal.id,
      })
      return { secrets: await secrets.list() }
    },
  )

  app.delete<{ Params: SecretParams }>(
    '/admin/secrets/:name',
    { config, schema: { params: SecretParams, querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      const { name } = request.params
      if (!(await secrets.remove(name))) throw outboundErrors.SECRET_UNKNOWN({ name, host: '*' })
      return reply.code(204).send()
    },
  )
}
