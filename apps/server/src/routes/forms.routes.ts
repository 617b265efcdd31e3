import type { FormQuestionInput, FormTrialInput } from '@mortise/api'
import { answerForm, openForm } from '@mortise/form/server'
import { FormDocument } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'
import { designConfig, designed, documentLimit } from './design-call.ts'
import { requireFieldsOf, requireKnownFields } from './known-fields.ts'
import { callOf } from './record-call.ts'
import { AppKey, AppParams, FormParts, formLimit, Id, NoQuery, strict, Values } from './schemas.ts'

const FormParams = Type.Object({ app: AppKey, entity: AppKey, form: AppKey }, strict)
const Question = Type.Object(
  {
    id: Type.Optional(Id),
    values: Values,
    parts: FormParts,
  },
  strict,
)

const Trial = Type.Object({ form: FormDocument, id: Type.Optional(Id), values: Values, parts: FormParts }, strict)

/** What a form in use asks that only the server knows. */
export function formRoutes(app: FastifyInstance, services: Services): void {
  const { engine } = services

  app.post<{ Params: Type.Static<typeof FormParams>; Body: FormQuestionInput }>(
    '/apps/:app/entities/:entity/forms/:form/evaluate',
    {
      config: { auth: 'user', token: 'read' },
      bodyLimit: formLimit,
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

  app.post<{ Params: AppParams; Body: FormTrialInput }>(
    '/apps/:app/draft/form',
    {
      config: designConfig,
      bodyLimit: documentLimit,
      schema: { params: AppParams, querystring: NoQuery, body: Trial },
    },
    async (request) => {
      designed(services, request)
      const { access, scope } = callOf(services, request)
      const { form, id = null, values, parts } = request.body
      const entity = scope.model.entities.get(form.entity)
      // A table that was never published has no records whose conditions could be asked about.
      if (!entity) return { parts: {} }
      requireFieldsOf(services, request, entity.key, { values })
      const call = { engine, access, scope, entity, form }
      return { parts: await answerForm(call, { id, values, parts, asReader: true }) }
    },
  )
}
