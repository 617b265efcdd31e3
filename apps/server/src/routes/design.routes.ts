import type { ConditionPreviewInput } from '@mortise/api'
import { type DocumentId, type DocumentKind, documentKinds, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { previewCondition } from '../app/condition-preview.ts'
import { httpErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { DraftQuery, designConfig, designed, documentLimit, editorOf } from './design-call.ts'
import { callOf } from './record-call.ts'
import { AppKey, AppParams, NoBody, NoQuery, RevisionNumber, strict } from './schemas.ts'

const kinds = Object.keys(documentKinds) as DocumentKind[]
const DocumentParams = Type.Object({ app: AppKey, kind: Type.Enum(kinds), key: AppKey }, strict)
type DocumentParams = { app: string; kind: DocumentKind; key: string }
/** Checked by the app store against the schema of its kind; here only that it is an object. */
const AnyDocument = Type.Object({}, { additionalProperties: true })
const Publish = Type.Object({ note: Type.Optional(Type.String({ maxLength: 2000 })) }, strict)

const Preview = Type.Object({ entity: AppKey, where: StoredExpressionSchema }, strict)

const RevisionParams = Type.Object({ app: AppKey, revision: RevisionNumber }, strict)
type RevisionParams = Type.Static<typeof RevisionParams>
const CompareParams = Type.Object({ app: AppKey, revision: RevisionNumber, other: RevisionNumber }, strict)
type CompareParams = Type.Static<typeof CompareParams>

const config = designConfig

/** Changing an app: its draft, publishing it, its revisions. For roles with `design`, and administrators. */
export function designRoutes(app: FastifyInstance, services: Services): void {
  documentRoutes(app, services)
  publishRoutes(app, services)
  revisionRoutes(app, services)
}

function documentRoutes(app: FastifyInstance, services: Services): void {
  const { apps } = services
  const schema = { params: AppParams, querystring: DraftQuery }

  app.get<{ Params: AppParams }>('/apps/:app/draft', { config, schema }, (request) =>
    apps.draft(designed(services, request), editorOf(request).draft),
  )

  app.get<{ Params: AppParams }>('/apps/:app/draft/review', { config, schema }, (request) =>
    apps.review(designed(services, request), editorOf(request).draft),
  )

  app.put<{ Params: DocumentParams; Body: { kind?: unknown; key?: unknown } }>(
    '/apps/:app/draft/documents/:kind/:key',
    {
      config,
      bodyLimit: documentLimit,
      schema: { params: DocumentParams, querystring: DraftQuery, body: AnyDocument },
    },
    (request) => {
      const { kind, key } = request.params
      if (request.body.kind !== kind || request.body.key !== key)
        throw httpErrors.REQUEST_INVALID({
          reason: 'kind and key of the document must be those of the address',
          path: '/key',
        })
      return apps.putDocument(designed(services, request), request.body, editorOf(request))
    },
  )

  app.delete<{ Params: DocumentParams }>(
    '/apps/:app/draft/documents/:kind/:key',
    { config, schema: { params: DocumentParams, querystring: DraftQuery, body: NoBody } },
    (request) => {
      const id: DocumentId = `${request.params.kind}/${request.params.key}`
      return apps.removeDocument(designed(services, request), id, editorOf(request))
    },
  )

  app.post<{ Params: AppParams }>(
    '/apps/:app/draft/discard',
    { config, schema: { ...schema, body: NoBody } },
    (request) => apps.discard(designed(services, request), editorOf(request)),
  )
}

function publishRoutes(app: FastifyInstance, services: Services): void {
  const { apps } = services

  app.post<{ Params: AppParams; Body: ConditionPreviewInput }>(
    '/apps/:app/preview-condition',
    { config, schema: { params: AppParams, querystring: NoQuery, body: Preview } },
    (request) => {
      designed(services, request)
      const { engine } = services
      const { entity, where } = request.body
      const user = userOf(request).principal
      return previewCondition({ engine, scope: callOf(services, request).scope, user }, entity, where)
    },
  )

  app.get<{ Params: AppParams }>(
    '/apps/:app/publish-state',
    { config, schema: { params: AppParams, querystring: NoQuery } },
    async (request) => ({ publish: await apps.publishProgress(designed(services, request)) }),
  )

  app.post<{ Params: AppParams; Body: Type.Static<typeof Publish> }>(
    '/apps/:app/publish',
    { config, schema: { params: AppParams, querystring: DraftQuery, body: Publish } },
    async (request) => {
      const published = await apps.publish(designed(services, request), {
        ...editorOf(request),
        note: request.body.note ?? null,
      })
      // Roles may have been changed or removed: whoever holds one is looked up anew.
      await services.identity.changed(null)
      return published
    },
  )
}

function revisionRoutes(app: FastifyInstance, services: Services): void {
  const { apps } = services

  app.get<{ Params: AppParams }>(
    '/apps/:app/revisions',
    { config, schema: { params: AppParams, querystring: NoQuery } },
    async (request) => ({ revisions: await apps.revisions(designed(services, request)) }),
  )

  app.get<{ Params: RevisionParams }>(
    '/apps/:app/revisions/:revision',
    { config, schema: { params: RevisionParams, querystring: NoQuery } },
    async (request) => ({
      documents: await apps.revision(designed(services, request), Number(request.params.revision)),
    }),
  )

  app.get<{ Params: CompareParams }>(
    '/apps/:app/revisions/:revision/compare/:other',
    { config, schema: { params: CompareParams, querystring: NoQuery } },
    async (request) => {
      const { revision, other } = request.params
      return { changes: await apps.compare(designed(services, request), Number(revision), Number(other)) }
    },
  )

  app.post<{ Params: RevisionParams }>(
    '/apps/:app/revisions/:revision/restore',
    { config, schema: { params: RevisionParams, querystring: DraftQuery, body: NoBody } },
    (request) => apps.restore(designed(services, request), Number(request.params.revision), editorOf(request)),
  )
}
