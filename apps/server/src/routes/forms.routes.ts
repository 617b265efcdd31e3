import type { FormQuestionInput } from '@mortise/api'
import { answerForm, openForm } from '@mortise/form/server'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Services } from '../services.ts'
import { requireKnownFields } from './known-fields.ts'
import { callOf } from './record-call.ts'
import { AppKey, Id, NoQuery, strict } from './schemas.ts'

const FormParams = Type.Object({ app: AppKey, entity: AppKey, form: AppKey }, strict)
const Question = Type.Object(
  {
    id: Type.Optional(Id),
    values: Type.Object({}, { additionalProperties: true, maxProperties: 600 }),
    parts: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 1000 }),
  },
  strict,
)

/** A sub-table of a thousand lines is larger than a record. */
const bodyLimit = 5 * 1024 * 1024

/** What a form in use asks that only the server knows. */
export function formRoutes(app: FastifyInstance, services: Services): void {
  const { engine } = services

  app.post<{ Params: Type.Static<typeof FormParams>; Body: FormQuestionInput }>(
    '/apps/:app/entities/:entity/forms/:form/evaluate',
    {
      config: { auth: 'user', token: 'read' },
      bodyLimit,
      schema: { params: FormParams, querystring: NoQuery, body: Question },
    },
    async (request) => {
      const { access, scope } = callOf(services, request)
      const { entity, form } = request.params
      const { id = null, values, parts } = request.body
      requireKnownFields(services, request, { values })
      const call = openForm({ engine, access, scope, entity, form })
      if (id !== null) await engine.get(access, scope, entity, id, ['id'])
      return { parts: await answerForm(call, { id, values, parts }) }
    },
  )
}
