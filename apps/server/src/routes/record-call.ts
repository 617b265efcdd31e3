import { type Access, asUser } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import type { FastifyRequest } from 'fastify'
import { mayOpen } from '../app/session-of.ts'
import { httpErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'

/** In whose name and in which app a request runs. APP_UNKNOWN also for an app the user has no role in. */
export function callOf({ apps, workspace }: Services, request: FastifyRequest): { access: Access; scope: AppScope } {
  const { principal } = userOf(request)
  const { app } = request.params as { app: string }
  const model = apps.get(app)
  if (!model || !mayOpen(principal, model)) throw httpErrors.APP_UNKNOWN()
  if (apps.isArchived(app) && !principal.administrator) throw httpErrors.APP_UNKNOWN()
  return { access: asUser(principal, { kind: 'request', id: request.id }), scope: { workspace, model } }
}
