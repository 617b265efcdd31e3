import { StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { titlesIn } from '../app/titles-in.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppKey, AppParams, Id, NoQuery, strict } from './schemas.ts'

const Explain = Type.Object({ entity: AppKey, recordId: Id, formula: StoredExpressionSchema }, strict)

/** What a formula gives for one record, step by step. */
export function explainRoutes(app: FastifyInstance, services: Services): void {
  const { engine } = services

  app.post<{ Params: AppParams; Body: Type.Static<typeof Explain> }>(
    '/apps/:app/explain',
    {
      config: { auth: 'user', token: 'read' },
      schema: { params: AppParams, querystring: NoQuery, body: Explain },
    },
    async (request) => {
      const { access, scope } = callOf(services, request)
      const { entity, recordId, formula } = request.body
      const answer = await engine.explain(access, scope, entity, recordId, formula)
      return { ...answer, names: await titlesIn(answer.explanation, { engine, access, scope }) }
    },
  )
}
