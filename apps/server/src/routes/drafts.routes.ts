import type { DraftEdits, DraftInput, DraftResolution, PresenceInput, TypeChangeInput } from '@mortise/api'
import { documentIdOf, documentKinds } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { httpErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { DraftQuery, designConfig, designed, documentLimit, editorOf } from './design-call.ts'
import { AppKey, AppParams, NoBody, NoQuery, Nullable, strict } from './schemas.ts'

const DocumentId = Type.String({ pattern: `^(${Object.keys(documentKinds).join('|')})/[a-z][a-z0-9_]{0,40}$` })
const Choice = {
  pointer: Type.String({ maxLength: 1000 }),
  take: Type.Enum(['mine', 'theirs']),
}
const Choices = Type.Array(Type.Object(Choice, strict), { maxItems: 1000 })
const Edits = Type.Object(
  {
    changes: Type.Array(
      Type.Object(
        {
          id: DocumentId,
          base: Nullable(Type.String({ minLength: 1, maxLength: 64 })),
          // Checked by the app store against the schema of its kind.
          document: Nullable(Type.Object({}, { additionalProperties: true })),
          choices: Type.Optional(Choices),
        },
        strict,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  strict,
)
const Resolution = Type.Object(
  { choices: Type.Array(Type.Object({ id: DocumentId, ...Choice }, strict), { maxItems: 10_000 }) },
  strict,
)
const DraftName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const NewDraft = Type.Object({ name: DraftName, from: Type.Optional(AppKey) }, strict)
const Renamed = Type.Object({ name: DraftName }, strict)
const DraftParams = Type.Object({ app: AppKey, draft: AppKey }, strict)
type DraftParams = Type.Static<typeof DraftParams>

const Presence = Type.Object(
  {
    draft: AppKey,
    document: Nullable(DocumentId),
    client: Type.String({ minLength: 1, maxLength: 64 }),
    left: Type.Optional(Type.Boolean()),
  },
  strict,
)

const config = designConfig

/** The drafts of an app, and edits of several people in the same one. */
export function draftRoutes(app: FastifyInstance, services: Services): void {
  editRoutes(app, services)
  namedDraftRoutes(app, services)
  presenceRoute(app, services)
  typeChangeRoute(app, services)
}

function editRoutes(app: FastifyInstance, services: Services): void {
  const { apps } = services
  const schema = { params: AppParams, querystring: DraftQuery }

  app.post<{ Params: AppParams; Body: DraftEdits }>(
    '/apps/:app/draft/changes',
    { config, bodyLimit: documentLimit, schema: { ...schema, body: Edits } },
    (request) => {
      const { changes } = request.body
      refuseMisnamed(changes)
      return apps.changeDraft(designed(services, request), changes, editorOf(request))
    },
  )

  app.post<{ Params: AppParams; Body: DraftResolution }>(
    '/apps/:app/draft/resolve',
    { config, schema: { ...schema, body: Resolution } },
    (request) => apps.resolveDraft(designed(services, request), request.body.choices, editorOf(request)),
  )
}

const TypeChange = Type.Object(
  {
    entity: AppKey,
    field: AppKey,
    to: Type.Object({ type: AppKey, options: Type.Optional(Type.Record(Type.String(), Type.Unknown())) }, strict),
  },
  strict,
)

function typeChangeRoute(app: FastifyInstance, services: Services): void {
  app.post<{ Params: AppParams; Body: TypeChangeInput }>(
    '/apps/:app/draft/type-change',
    { config, schema: { params: AppParams, querystring: DraftQuery, body: TypeChange } },
    (request) => services.apps.previewTypeChange(designed(services, request), request.body, editorOf(request).draft),
  )
}

function refuseMisnamed(changes: DraftEdits['changes']): void {
  const named = new Set<string>()
  changes.forEach(({ id, document }, place) => {
    const wrong =
      document !== null && documentIdOf(document) !== id ? 'kind and key of the document must be those of its id' : ''
    const reason = named.has(id) ? 'a document may be changed once' : wrong
    if (reason) throw httpErrors.REQUEST_INVALID({ reason, path: `/changes/${place}/id` })
    named.add(id)
  })
}

function namedDraftRoutes(app: FastifyInstance, services: Services): void {
  const { apps } = services
  const schema = { params: AppParams, querystring: NoQuery }
  const oneSchema = { params: DraftParams, querystring: NoQuery }

  app.get<{ Params: AppParams }>('/apps/:app/drafts', { config, schema }, async (request) => ({
    drafts: await apps.drafts(designed(services, request)),
  }))

  app.post<{ Params: AppParams; Body: DraftInput }>(
    '/apps/:app/drafts',
    { config, schema: { ...schema, body: NewDraft } },
    async (request, reply) => {
      const draft = await apps.createDraft(designed(services, request), request.body, editorOf(request))
      return await reply.code(201).send(draft)
    },
  )

  app.patch<{ Params: DraftParams; Body: { name: string } }>(
    '/apps/:app/drafts/:draft',
    { config, schema: { ...oneSchema, body: Renamed } },
    (request) => {
      const { draft } = request.params
      return apps.renameDraft(designed(services, request), request.body.name, { ...editorOf(request), draft })
    },
  )

  app.delete<{ Params: DraftParams }>(
    '/apps/:app/drafts/:draft',
    { config, schema: { ...oneSchema, body: NoBody } },
    async (request, reply) => {
      const { draft } = request.params
      await apps.removeDraft(designed(services, request), { ...editorOf(request), draft })
      return await reply.code(204).send()
    },
  )
}

function presenceRoute(app: FastifyInstance, services: Services): void {
  app.post<{ Params: AppParams; Body: PresenceInput }>(
    '/apps/:app/draft/presence',
    { config, schema: { params: AppParams, querystring: NoQuery, body: Presence } },
    async (request, reply) => {
      const { draft, document, client, left = false } = request.body
      const { id, name } = userOf(request).principal
      const at = new Date().toISOString()
      const here = { app: designed(services, request), user: id, name, draft, document, client, at }
      await services.presence.tell({ ...here, left })
      return await reply.code(204).send()
    },
  )
}
